package org.headwaters.reports.model;

import java.util.List;
import java.util.Map;

/**
 * A page of a site: words, figures and ways to other pages.
 *
 * @param path within the site, with {@code /}
 * @param ways shown above everything else
 * @param links by column name and text of a cell: where the cell leads
 */
public record Leaf(
    String path,
    String title,
    String lead,
    List<Way> ways,
    List<Sentence> sentences,
    List<Section> sections,
    Map<String, Map<String, String>> links) {
  /** Copies. */
  public Leaf {
    ways = List.copyOf(ways);
    sentences = List.copyOf(sentences);
    sections = List.copyOf(sections);
    links = Map.copyOf(links);
  }

  /** A link to another page, relative to the one that it is on. */
  public record Way(String text, String href) {}
}

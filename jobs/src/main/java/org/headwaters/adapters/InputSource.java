package org.headwaters.adapters;

import java.util.List;
import java.util.Map;

/**
 * Where rows of one input table come from, as the settings say it.
 *
 * @param table the table's name
 * @param format the format's name; follows from the file's ending where the settings leave it out
 * @param path a file, a folder or a glob, absolute or a Hadoop URI
 * @param columns our column ← the file's column, where the names differ
 * @param constants our column ← a fixed text, for what the file leaves unsaid (the data set's id,
 *     the crawl)
 * @param stripPrefix our column → a prefix that its values lose
 * @param options what only this format understands
 */
public record InputSource(
    String table,
    String format,
    String path,
    Map<String, String> columns,
    Map<String, String> constants,
    Map<String, String> stripPrefix,
    Map<String, Object> options) {

  public InputSource {
    columns = Map.copyOf(columns);
    constants = Map.copyOf(constants);
    stripPrefix = Map.copyOf(stripPrefix);
    options = Map.copyOf(options);
  }

  /** Several sources of one table make one delivery. */
  public record Delivered(String table, List<InputSource> sources) {
    public Delivered {
      sources = List.copyOf(sources);
    }
  }
}

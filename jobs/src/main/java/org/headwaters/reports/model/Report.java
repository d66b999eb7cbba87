package org.headwaters.reports.model;

import java.util.List;

/**
 * What is told of one or more booked periods.
 *
 * @param profile for whom: regulator, public
 * @param periods in order, as {@code 2026-09}
 * @param currency of every amount
 * @param version counts the bookings that the periods have had, so a later report has a higher one
 * @param sentences the first page
 */
public record Report(
    String profile,
    List<String> periods,
    String currency,
    long version,
    List<Sentence> sentences,
    List<Section> sections) {
  /** Of the form of the JSON; raised when a name in it changes its meaning. */
  public static final String FORMAT = "1";

  /** Copies. */
  public Report {
    periods = List.copyOf(periods);
    sentences = List.copyOf(sentences);
    sections = List.copyOf(sections);
  }

  /** The periods as people write them. */
  public String span() {
    String first = periods.get(0);
    String last = periods.get(periods.size() - 1);
    return first.equals(last) ? first : first + " to " + last;
  }

  /** Every sheet, in the order of the sections. */
  public List<Sheet> sheets() {
    return sections.stream().flatMap(section -> section.sheets().stream()).toList();
  }
}

package org.headwaters.reports.model;

import java.util.List;

/** A part of a report: what it says in words, its pictures and its sheets. */
public record Section(
    String id,
    String title,
    List<String> words,
    List<FlowPicture> flows,
    List<BarPicture> bars,
    List<Sheet> sheets) {
  /** Copies. */
  public Section {
    words = List.copyOf(words);
    flows = List.copyOf(flows);
    bars = List.copyOf(bars);
    sheets = List.copyOf(sheets);
  }

  /** Words and sheets. */
  public static Section of(String id, String title, List<String> words, Sheet... sheets) {
    return new Section(id, title, words, List.of(), List.of(), List.of(sheets));
  }

  /** The same with a picture of flows. */
  public Section drawn(List<FlowPicture> pictures) {
    return new Section(id, title, words, pictures, bars, sheets);
  }

  /** The same with a picture of bars. */
  public Section barred(List<BarPicture> pictures) {
    return new Section(id, title, words, flows, pictures, sheets);
  }
}

package org.headwaters.reports.model;

import java.util.List;

/** Amounts as bars of one scale. What is drawn is also in the sheet beside it. */
public record BarPicture(String id, String title, String about, List<Bar> bars) {
  /** Copies. */
  public BarPicture {
    bars = List.copyOf(bars);
  }

  /** One bar; an amount below 0 is drawn as none. */
  public record Bar(String label, long amountMicros) {}
}

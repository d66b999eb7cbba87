package org.headwaters.reports.print;

import java.util.List;

/**
 * A picture as shapes, in pixels of a view box; whole numbers, so that it is the same everywhere.
 *
 * @param bands flows, drawn first
 */
public record Drawing(
    String id,
    String title,
    String about,
    long width,
    long height,
    List<Band> bands,
    List<Box> boxes,
    List<Label> labels) {
  /** Copies. */
  public Drawing {
    bands = List.copyOf(bands);
    boxes = List.copyOf(boxes);
    labels = List.copyOf(labels);
  }

  /** A flow: the outline of its path, and what a pointer is told. */
  public record Band(String path, String said) {}

  /** A node or bar. */
  public record Box(long x, long y, long width, long height, String said) {}

  /**
   * Text beside a box.
   *
   * @param anchor start, middle or end
   */
  public record Label(long x, long y, String anchor, String text) {}
}

package org.headwaters.reports.model;

import java.util.List;

/**
 * Money that flows from left to right. What is drawn is also in the sheet beside it.
 *
 * @param nodes in the order in which they are drawn, from above
 * @param links from a node to one of a higher layer
 */
public record FlowPicture(
    String id, String title, String about, List<Node> nodes, List<Link> links) {
  /** Copies. */
  public FlowPicture {
    nodes = List.copyOf(nodes);
    links = List.copyOf(links);
  }

  /**
   * A place that money comes through.
   *
   * @param layer 0 for the leftmost
   */
  public record Node(String id, String label, int layer) {}

  /** Money between two nodes, more than 0. */
  public record Link(String from, String to, long amountMicros) {}
}

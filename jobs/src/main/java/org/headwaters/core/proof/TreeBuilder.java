package org.headwaters.core.proof;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.Breach;

/**
 * Builds a tree leaf by leaf, and keeps the nodes of whole subtrees only: 64 at most, however many
 * leaves there are.
 */
public final class TreeBuilder<N> {
  private final NodeRule<N> rule;
  private final long start;
  private final List<N> nodes;
  private long end;

  /** A tree from its first leaf. */
  public TreeBuilder(NodeRule<N> rule) {
    this(0, rule);
  }

  /** The block of a tree that begins behind {@code start} leaves. */
  public TreeBuilder(long start, NodeRule<N> rule) {
    this(new TreeBlock<>(start, start, List.of()), rule);
  }

  TreeBuilder(TreeBlock<N> block, NodeRule<N> rule) {
    this.rule = rule;
    this.start = block.start();
    this.end = block.end();
    this.nodes = new ArrayList<>(block.nodes());
  }

  /** Adds a leaf. */
  public TreeBuilder<N> add(N leaf) {
    add(leaf, 1);
    return this;
  }

  /**
   * Adds the leaves of a block.
   *
   * @throws Breach unless it begins where the leaves so far end
   */
  public TreeBuilder<N> add(TreeBlock<N> next) {
    Breach.check(
        next.start() == end,
        "Cannot join the leaves %d to %d with those from %d on.",
        start,
        end,
        next.start());
    long at = end;
    for (N node : next.nodes()) {
      long leaves = TreeBlock.subtree(at, next.end());
      add(node, leaves);
      at += leaves;
    }
    return this;
  }

  /** Adds a whole subtree, then joins whatever has become the two halves of a larger one. */
  private void add(N subtree, long leaves) {
    N node = subtree;
    long size = leaves;
    // A right half stands at an odd multiple of its size; its left half may lie before the block.
    while ((end & size) != 0 && end - size >= start) {
      node = rule.parent(nodes.remove(nodes.size() - 1), node);
      end -= size;
      size *= 2;
    }
    nodes.add(node);
    end += size;
  }

  /** How many leaves have been added, and lay before the first. */
  public long end() {
    return end;
  }

  /** What has been added so far. */
  public TreeBlock<N> block() {
    return new TreeBlock<>(start, end, nodes);
  }
}

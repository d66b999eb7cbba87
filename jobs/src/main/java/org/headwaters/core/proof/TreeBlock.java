package org.headwaters.core.proof;

import java.util.List;
import org.headwaters.core.Breach;

/**
 * The leaves [start, end) of a tree, held as the nodes of the largest whole subtrees they fill,
 * from left to right: at most two for each doubling of their number. Blocks that follow each other
 * are joined to the block of both, so that a tree can be built piece by piece, wherever the pieces
 * lie.
 *
 * @param start number of leaves before the block
 * @param end number of leaves before what follows it
 */
public record TreeBlock<N>(long start, long end, List<N> nodes) {
  public TreeBlock {
    Breach.check(0 <= start && start <= end, "No block of leaves: %d to %d.", start, end);
    nodes = List.copyOf(nodes);
    int count = 0;
    for (long at = start; at < end; at += subtree(at, end)) {
      count++;
    }
    Breach.check(
        count == nodes.size(),
        "The leaves %d to %d fill %d whole subtrees, not %d.",
        start,
        end,
        count,
        nodes.size());
  }

  /**
   * How many leaves the largest whole subtree has that begins at a leaf and ends by {@code end}.
   */
  static long subtree(long at, long end) {
    long fits = Long.highestOneBit(end - at);
    return at == 0 ? fits : Math.min(fits, Long.lowestOneBit(at));
  }

  /**
   * This block and the one that follows it, as one.
   *
   * @throws Breach if there is a gap or an overlap between them
   */
  public TreeBlock<N> join(TreeBlock<N> next, NodeRule<N> rule) {
    return new TreeBuilder<>(this, rule).add(next).block();
  }

  /**
   * The root of the tree that ends with this block.
   *
   * @param empty the root of a tree without leaves
   * @throws Breach if the block does not begin with the tree's first leaf
   */
  public N root(NodeRule<N> rule, N empty) {
    Breach.check(
        start == 0, "A block that begins with leaf %d has no root; join those before it.", start);
    if (nodes.isEmpty()) {
      return empty;
    }
    N root = nodes.get(nodes.size() - 1);
    for (int i = nodes.size() - 2; i >= 0; i--) {
      root = rule.parent(nodes.get(i), root);
    }
    return root;
  }
}

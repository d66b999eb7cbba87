package org.headwaters.core.proof;

import java.util.List;
import org.headwaters.core.InvalidInput;

/**
 * The proof that a leaf is in a tree: where it stands, how many leaves there are, and one sibling a
 * level, from the leaf up. Nothing of it is trusted; what it leads to is compared with a root that
 * is.
 *
 * @param index how many leaves stand before it
 * @param size how many leaves the tree has
 */
public record Inclusion<N>(long index, long size, List<N> path) {
  public Inclusion {
    path = List.copyOf(path);
  }

  /** What a walk from the leaf to the root meets. */
  interface Steps<N> {
    /** A sibling to the left: it lies before the leaf. */
    void left(N sibling);
  }

  /**
   * The root that the leaf and its siblings make (RFC 9162 §2.1.3.2).
   *
   * @throws InvalidInput if the proof has a sibling too few or too many, or an index outside the
   *     tree
   */
  public N root(N leaf, NodeRule<N> rule) {
    return root(leaf, rule, sibling -> {});
  }

  N root(N leaf, NodeRule<N> rule, Steps<N> steps) {
    InvalidInput.check(
        0 <= index && index < size,
        "Proof of leaf %d: a tree of %d has no such leaf.",
        index,
        size);
    long node = index;
    long last = size - 1;
    N root = leaf;
    for (N sibling : path) {
      InvalidInput.check(last > 0, "Proof of leaf %d of %d: it is too long.", index, size);
      if ((node & 1) == 1 || node == last) {
        root = rule.parent(sibling, root);
        steps.left(sibling);
        // Above the last leaf there are levels without a sibling.
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        root = rule.parent(root, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    InvalidInput.check(last == 0, "Proof of leaf %d of %d: it is too short.", index, size);
    return root;
  }

  /**
   * Checks a proof in a plain tree.
   *
   * @throws InvalidInput unless the leaf stands at that place of the tree with this root
   */
  public static void check(Inclusion<Hash> proof, Hash leaf, Hash root) {
    Hash made = proof.root(leaf, NodeRule.PLAIN);
    InvalidInput.check(
        made.equals(root),
        "Proof of leaf %d of %d: it leads to the root %s, not to %s.",
        proof.index,
        proof.size,
        made,
        root);
  }
}

package org.headwaters.core.proof;

import java.util.List;
import org.headwaters.core.InvalidInput;

/** The proof that a log was only added to: its tree of today begins with its tree of then. */
public final class Consistency {
  private Consistency() {}

  /**
   * Checks a proof (RFC 9162 §2.1.4.2).
   *
   * @param before number of leaves then, at least one
   * @param size number of leaves now
   * @throws InvalidInput unless the tree with the root {@code newRoot} begins with that of {@code
   *     oldRoot}
   */
  public static void check(long before, long size, List<Hash> proof, Hash oldRoot, Hash newRoot) {
    InvalidInput.check(
        1 <= before && before <= size,
        "Proof from %d to %d leaves: no tree shrinks.",
        before,
        size);
    if (before == size) {
      InvalidInput.check(
          proof.isEmpty(), "Proof from %d to %d leaves: it is too long.", before, size);
      InvalidInput.check(
          oldRoot.equals(newRoot),
          "Two trees of %d leaves have the roots %s and %s: two histories.",
          size,
          oldRoot,
          newRoot);
      return;
    }
    InvalidInput.check(
        !proof.isEmpty(), "Proof from %d to %d leaves: it is too short.", before, size);
    // A tree of a power of two stands in the newer one whole, so that its root is where we start.
    boolean whole = Long.bitCount(before) == 1;
    Hash older = whole ? oldRoot : proof.get(0);
    Hash newer = older;
    long node = before - 1;
    long last = size - 1;
    int shift = Long.numberOfTrailingZeros(before);
    node >>= shift;
    last >>= shift;
    for (Hash sibling : proof.subList(whole ? 0 : 1, proof.size())) {
      InvalidInput.check(last > 0, "Proof from %d to %d leaves: it is too long.", before, size);
      if ((node & 1) == 1 || node == last) {
        older = Hash.ofNode(sibling, older);
        newer = Hash.ofNode(sibling, newer);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        newer = Hash.ofNode(newer, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    InvalidInput.check(last == 0, "Proof from %d to %d leaves: it is too short.", before, size);
    same(before, size, "older", older, oldRoot);
    same(before, size, "newer", newer, newRoot);
  }

  private static void same(long before, long size, String which, Hash made, Hash root) {
    InvalidInput.check(
        made.equals(root),
        "Proof from %d to %d leaves: it leads to the %s root %s, not to %s.",
        before,
        size,
        which,
        made,
        root);
  }
}

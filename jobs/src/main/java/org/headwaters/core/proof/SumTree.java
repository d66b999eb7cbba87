package org.headwaters.core.proof;

import org.headwaters.core.Breach;
import org.headwaters.core.money.KeyOrder;

/**
 * A sum tree with all its proofs, filled in the order of the leaves' keys. Larger ones are built as
 * blocks.
 */
public final class SumTree {
  private final String name;
  private final GrowingTree<SumNode> tree = new GrowingTree<>(SumNode.RULE);
  private final SumNode empty;
  private String lastKey = "";

  /**
   * A tree without leaves.
   *
   * @param name names the tree in errors
   * @param figures how many sums each leaf has
   */
  public SumTree(String name, int figures) {
    this.name = name;
    this.empty = SumNode.empty(figures);
  }

  /**
   * Adds a leaf behind the others.
   *
   * @throws Breach if its key does not stand behind the last one
   */
  public SumTree add(String key, SumNode leaf) {
    int order = tree.size() == 0 ? -1 : KeyOrder.UTF8.compare(lastKey, key);
    Breach.check(order != 0, "Tree %s: two leaves of the key %s.", name, key);
    Breach.check(order < 0, "Tree %s: the key %s stands behind %s.", name, key, lastKey);
    Breach.check(
        leaf.sums().each().size() == empty.sums().each().size(),
        "Tree %s: the leaf %s has %d sums, not %d.",
        name,
        key,
        leaf.sums().each().size(),
        empty.sums().each().size());
    tree.add(leaf);
    lastKey = key;
    return this;
  }

  /** How many leaves there are. */
  public long size() {
    return tree.size();
  }

  /** The root: its hash, and the totals. */
  public SumNode root() {
    return tree.size() == 0 ? empty : tree.root(tree.size());
  }

  /** The proof of a leaf. */
  public SumProof proof(long index) {
    return new SumProof(new Inclusion<>(index, tree.size(), tree.inclusion(index, tree.size())));
  }
}

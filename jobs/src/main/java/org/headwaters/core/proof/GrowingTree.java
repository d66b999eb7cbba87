package org.headwaters.core.proof;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.Breach;

/**
 * A tree that only grows, with all its whole subtrees, so that each proof costs some twenty nodes.
 * Grows by a leaf at a time; every earlier size keeps its root. Holds two nodes a leaf.
 */
public final class GrowingTree<N> {
  private final NodeRule<N> rule;

  /** By level: level 0 the leaves, level l the whole subtrees of 2^l leaves, from left to right. */
  private final List<List<N>> levels = new ArrayList<>();

  /** A tree without leaves. */
  public GrowingTree(NodeRule<N> rule) {
    this.rule = rule;
    levels.add(new ArrayList<>());
  }

  /** Adds a leaf behind the others. */
  public void add(N leaf) {
    N node = leaf;
    int level = 0;
    levels.get(0).add(leaf);
    while (levels.get(level).size() % 2 == 0) {
      List<N> halves = levels.get(level);
      node = rule.parent(halves.get(halves.size() - 2), node);
      level++;
      if (level == levels.size()) {
        levels.add(new ArrayList<>());
      }
      levels.get(level).add(node);
    }
  }

  /** How many leaves there are. */
  public long size() {
    return levels.get(0).size();
  }

  /**
   * A whole subtree.
   *
   * @param level log₂ of its number of leaves
   * @param index how many subtrees of that size lie before it
   */
  public N node(int level, long index) {
    return levels.get(level).get(Math.toIntExact(index));
  }

  /**
   * The root when there were {@code size} leaves; at least one.
   *
   * @throws Breach if there never were so many
   */
  public N root(long size) {
    Breach.check(
        1 <= size && size <= size(), "No root of %d leaves; the tree has %d.", size, size());
    return range(0, size);
  }

  /**
   * The proof that a leaf is in the tree of {@code size} leaves (RFC 6962 §2.1.1): one sibling a
   * level, from the leaf up.
   *
   * @throws Breach if that tree has no such leaf
   */
  public List<N> inclusion(long index, long size) {
    Breach.check(
        0 <= index && index < size && size <= size(),
        "No proof of leaf %d in %d leaves; the tree has %d.",
        index,
        size,
        size());
    List<N> proof = new ArrayList<>();
    long start = 0;
    long end = size;
    while (end - start > 1) {
      long middle = start + half(end - start);
      if (index < middle) {
        proof.add(0, range(middle, end));
        end = middle;
      } else {
        proof.add(0, range(start, middle));
        start = middle;
      }
    }
    return proof;
  }

  /**
   * The proof that the tree of {@code size} leaves begins with the tree of {@code before} leaves
   * (RFC 6962 §2.1.2); without nodes if they are as many.
   *
   * @throws Breach if there never were so many
   */
  public List<N> consistency(long before, long size) {
    Breach.check(
        1 <= before && before <= size && size <= size(),
        "No proof from %d to %d leaves; the tree has %d.",
        before,
        size,
        size());
    List<N> proof = new ArrayList<>();
    long start = 0;
    long end = size;
    while (before != end) {
      long middle = start + half(end - start);
      if (before <= middle) {
        proof.add(0, range(middle, end));
        end = middle;
      } else {
        proof.add(0, range(start, middle));
        start = middle;
      }
    }
    // The old tree itself need not be told: who checks the proof has its root.
    if (start > 0) {
      proof.add(0, range(start, end));
    }
    return proof;
  }

  /** The largest power of two below {@code leaves}: where RFC 6962 splits a tree. */
  private static long half(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }

  /** The root over [start, end), start being a multiple of a power of two not below its length. */
  private N range(long start, long end) {
    List<N> whole = new ArrayList<>();
    for (long at = start; at < end; ) {
      long leaves = TreeBlock.subtree(at, end);
      int level = Long.numberOfTrailingZeros(leaves);
      whole.add(node(level, at >> level));
      at += leaves;
    }
    N root = whole.get(whole.size() - 1);
    for (int i = whole.size() - 2; i >= 0; i--) {
      root = rule.parent(whole.get(i), root);
    }
    return root;
  }
}

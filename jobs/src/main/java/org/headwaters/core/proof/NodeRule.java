package org.headwaters.core.proof;

/**
 * How two neighbours of a tree make their parent. There are two rules, {@link #PLAIN} and that of
 * {@link SumNode}; the shape of the tree is the same.
 *
 * @param <N> a node: its hash and whatever else a parent commits to
 */
@FunctionalInterface
public interface NodeRule<N> {
  /** RFC 6962: a parent commits to the hashes of its children. */
  NodeRule<Hash> PLAIN = Hash::ofNode;

  /** The parent. */
  N parent(N left, N right);
}

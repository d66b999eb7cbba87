package org.headwaters.core.proof;

import java.io.Serializable;

/**
 * How two neighbours of a tree make their parent, and how a node is written. There are two rules,
 * {@link #PLAIN} and that of sum trees; the shape of the tree is the same.
 *
 * @param <N> a node: its hash and whatever else a parent commits to
 */
public interface NodeRule<N> extends Serializable {
  /** RFC 6962: a parent commits to the hashes of its children. */
  NodeRule<Hash> PLAIN = PlainNodes.RULE;

  /** The parent. */
  N parent(N left, N right);

  /** All that a node is. */
  byte[] bytes(N node);

  /** The node that was written so. */
  N ofBytes(byte[] bytes);
}

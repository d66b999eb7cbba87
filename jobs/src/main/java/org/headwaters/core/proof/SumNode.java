package org.headwaters.core.proof;

import java.util.Arrays;

/**
 * A node of a sum tree. Its hash commits to both children's hashes and both children's sums, never
 * to their total alone: whoever knew only the total could be told another child.
 */
public record SumNode(Hash hash, Sums sums) {
  /** How sum trees make a parent. */
  public static final NodeRule<SumNode> RULE = SumNodes.RULE;

  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  /** A leaf: SHA-256(0x00 ‖ sums ‖ SHA-256(data)). */
  public static SumNode leaf(Sums sums, byte[] data) {
    return new SumNode(Hash.of(LEAF, sums.bytes(), Hash.of(data).bytes()), sums);
  }

  /** The root of a tree without leaves, of so many sums. */
  public static SumNode empty(int sums) {
    return new SumNode(Hash.EMPTY, Sums.zero(sums));
  }

  private enum SumNodes implements NodeRule<SumNode> {
    RULE;

    @Override
    public SumNode parent(SumNode left, SumNode right) {
      Sums sums = left.sums.plus(right.sums);
      Hash hash =
          Hash.of(
              NODE, left.hash.bytes(), left.sums.bytes(), right.hash.bytes(), right.sums.bytes());
      return new SumNode(hash, sums);
    }

    @Override
    public byte[] bytes(SumNode node) {
      byte[] sums = node.sums.bytes();
      byte[] bytes = Arrays.copyOf(node.hash.bytes(), Hash.LENGTH + sums.length);
      System.arraycopy(sums, 0, bytes, Hash.LENGTH, sums.length);
      return bytes;
    }

    @Override
    public SumNode ofBytes(byte[] bytes) {
      return new SumNode(
          Hash.ofBytes(Arrays.copyOf(bytes, Math.min(bytes.length, Hash.LENGTH))),
          Sums.ofBytes(
              Arrays.copyOfRange(bytes, Math.min(bytes.length, Hash.LENGTH), bytes.length)));
    }
  }
}

package org.headwaters.core.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.headwaters.core.InvalidInput;

/**
 * What the leaves below a node add up to, one sum for each figure of a leaf; credits and debits are
 * two figures and never set off against each other. A sum is written in 16 bytes, so it lies
 * between 0 and 2¹²⁸ − 1.
 */
public record Sums(List<BigInteger> each) {
  /** Bytes of a sum. */
  public static final int LENGTH = 16;

  /** Refuses a sum below 0 or beyond 16 bytes: one that wraps would hide what is owed. */
  public Sums {
    each = List.copyOf(each);
    InvalidInput.check(!each.isEmpty(), "A node without sums.");
    for (BigInteger sum : each) {
      InvalidInput.check(
          sum.signum() >= 0 && sum.bitLength() <= Byte.SIZE * LENGTH,
          "A sum of %s does not fit: sums are 0 to 2^128 - 1.",
          sum);
    }
  }

  /** Sums of these figures. */
  public static Sums of(long... figures) {
    return new Sums(Arrays.stream(figures).mapToObj(BigInteger::valueOf).toList());
  }

  /** So many sums of 0. */
  public static Sums zero(int count) {
    return new Sums(Collections.nCopies(count, BigInteger.ZERO));
  }

  /**
   * Both, added figure by figure.
   *
   * @throws InvalidInput if they have not as many figures, or if a sum overflows
   */
  public Sums plus(Sums other) {
    InvalidInput.check(
        each.size() == other.each.size(),
        "A node of %d sums beside one of %d.",
        each.size(),
        other.each.size());
    List<BigInteger> sums = new ArrayList<>();
    for (int i = 0; i < each.size(); i++) {
      sums.add(each.get(i).add(other.each.get(i)));
    }
    return new Sums(sums);
  }

  /** 16 bytes each, big-endian. */
  public byte[] bytes() {
    byte[] bytes = new byte[LENGTH * each.size()];
    for (int i = 0; i < each.size(); i++) {
      // Two's complement may put a zero byte before the 16 that count.
      byte[] sum = each.get(i).toByteArray();
      int length = Math.min(sum.length, LENGTH);
      System.arraycopy(sum, sum.length - length, bytes, (i + 1) * LENGTH - length, length);
    }
    return bytes;
  }

  /**
   * The sums that were written so.
   *
   * @throws InvalidInput unless they fill whole sums
   */
  public static Sums ofBytes(byte[] bytes) {
    InvalidInput.check(
        bytes.length % LENGTH == 0, "Sums have %d bytes each, not %d.", LENGTH, bytes.length);
    List<BigInteger> sums = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += LENGTH) {
      sums.add(new BigInteger(1, bytes, at, LENGTH));
    }
    return new Sums(sums);
  }
}

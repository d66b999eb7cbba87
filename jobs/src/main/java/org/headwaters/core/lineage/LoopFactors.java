package org.headwaters.core.lineage;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An approximate inverse of a group's loop equations, in fixed point: the triangular factors of I −
 * Q, where Q holds the share of each member's money that goes to each member. Every quantity is
 * rounded down, and each is a sum of products of shares, so each is a lower bound; the pivots 1 − q
 * are upper bounds and so never 0. How good the inverse is, {@link LoopSolver} measures exactly.
 */
final class LoopFactors {
  private final int bits;
  private final int size;

  /** Right of the diagonal: what of the money leaving member k for good goes to j; below: q. */
  private final @Nullable BigInteger[][] factors;

  /** What of the money at member k does not come back to it without passing a smaller member. */
  private final BigInteger[] pivots;

  /**
   * Factorises.
   *
   * @param inner inner[i][j] over denominators[i] is the share that goes from i to j, null for 0
   */
  LoopFactors(@Nullable BigInteger[][] inner, BigInteger[] denominators, int bits) {
    this.bits = bits;
    this.size = denominators.length;
    this.factors = new BigInteger[size][size];
    this.pivots = new BigInteger[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        BigInteger numerator = inner[i][j];
        if (numerator != null) {
          factors[i][j] = numerator.shiftLeft(bits).divide(denominators[i]);
        }
      }
    }
    BigInteger one = BigInteger.ONE.shiftLeft(bits);
    for (int k = 0; k < size; k++) {
      BigInteger back = factors[k][k];
      pivots[k] = back == null ? one : one.subtract(back);
      eliminate(k);
    }
  }

  /** Sends money that would pass member k on directly, past it. */
  private void eliminate(int k) {
    @Nullable BigInteger[] row = factors[k];
    for (int j = k + 1; j < size; j++) {
      BigInteger share = row[j];
      if (share != null) {
        row[j] = share.shiftLeft(bits).divide(pivots[k]);
      }
    }
    for (int i = k + 1; i < size; i++) {
      BigInteger toK = factors[i][k];
      if (toK == null) {
        continue;
      }
      for (int j = k + 1; j < size; j++) {
        BigInteger fromK = row[j];
        if (fromK != null) {
          BigInteger past = toK.multiply(fromK).shiftRight(bits);
          BigInteger direct = factors[i][j];
          factors[i][j] = direct == null ? past : direct.add(past);
        }
      }
    }
  }

  /** About how much of {@code start}, set down at the members, passes through each of them. */
  BigInteger[] visits(BigInteger[] start) {
    BigInteger[] reached = new BigInteger[size];
    for (int j = 0; j < size; j++) {
      BigInteger sum = BigInteger.ZERO;
      for (int k = 0; k < j; k++) {
        sum = addProduct(sum, reached[k], factors[k][j]);
      }
      reached[j] = start[j].add(sum.shiftRight(bits));
    }
    BigInteger[] visits = new BigInteger[size];
    for (int k = size - 1; k >= 0; k--) {
      BigInteger sum = reached[k].shiftLeft(bits);
      for (int i = k + 1; i < size; i++) {
        sum = addProduct(sum, visits[i], factors[i][k]);
      }
      visits[k] = sum.divide(pivots[k]);
    }
    return visits;
  }

  private static BigInteger addProduct(BigInteger sum, BigInteger a, @Nullable BigInteger b) {
    return b == null || a.signum() == 0 ? sum : sum.add(a.multiply(b));
  }
}

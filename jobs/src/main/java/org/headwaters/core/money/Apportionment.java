package org.headwaters.core.money;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.Breach;

/**
 * The only split rule: with C the sum of the weights up to and including a part, C' the sum before
 * it and T the total, the part of V micros is ⌊V·C/T⌋ − ⌊V·C'/T⌋. Each part can be computed alone;
 * together they are V. A negative V is split as |V| and negated.
 */
public final class Apportionment {
  /** One whole in parts per million. */
  public static final int PPM = 1_000_000;

  private static final BigInteger PPM_WHOLE = BigInteger.valueOf(PPM);
  private static final long LOW_HALF = 0xFFFF_FFFFL;

  private Apportionment() {}

  /**
   * The part, in micros, of a weight that stands after {@code weightBefore} in a split of {@code
   * amountMicros}. Products are 128 bits wide.
   *
   * @throws Breach unless 0 ≤ weightBefore, 0 ≤ weight, weightBefore + weight ≤ weightTotal and
   *     weightTotal &gt; 0
   */
  public static long part(long amountMicros, long weightBefore, long weight, long weightTotal) {
    if (weightTotal <= 0
        || weightBefore < 0
        || weight < 0
        || weight > weightTotal
        || weightBefore > weightTotal - weight) {
      throw outside(weightBefore, weight, weightTotal);
    }
    if (amountMicros == Long.MIN_VALUE) { // its absolute value is no long
      return part(
              BigInteger.valueOf(amountMicros),
              BigInteger.valueOf(weightBefore),
              BigInteger.valueOf(weight),
              BigInteger.valueOf(weightTotal))
          .longValueExact();
    }
    long size = Math.abs(amountMicros);
    long part =
        share(size, weightBefore + weight, weightTotal) - share(size, weightBefore, weightTotal);
    return amountMicros < 0 ? -part : part;
  }

  /** The same without bounds. */
  public static BigInteger part(
      BigInteger amountMicros, BigInteger weightBefore, BigInteger weight, BigInteger weightTotal) {
    BigInteger upTo = weightBefore.add(weight);
    if (weightTotal.signum() <= 0
        || weightBefore.signum() < 0
        || weight.signum() < 0
        || upTo.compareTo(weightTotal) > 0) {
      throw outside(weightBefore, weight, weightTotal);
    }
    // Truncating division of both products is the split of |V|, negated where V is negative.
    return amountMicros
        .multiply(upTo)
        .divide(weightTotal)
        .subtract(amountMicros.multiply(weightBefore).divide(weightTotal));
  }

  /**
   * All parts, in the order of their weights, a weight of 0 getting 0; empty when the weights sum
   * to 0, which is no split at all.
   *
   * @throws Breach for a negative weight
   */
  public static List<BigInteger> split(BigInteger amountMicros, List<BigInteger> weights) {
    BigInteger total = BigInteger.ZERO;
    for (BigInteger weight : weights) {
      if (weight.signum() < 0) {
        throw outside(total, weight, total.add(weight));
      }
      total = total.add(weight);
    }
    if (total.signum() == 0) {
      return List.of();
    }
    List<BigInteger> parts = new ArrayList<>(weights.size());
    BigInteger upTo = BigInteger.ZERO;
    BigInteger given = BigInteger.ZERO;
    for (BigInteger weight : weights) {
      upTo = upTo.add(weight);
      BigInteger reached = amountMicros.multiply(upTo).divide(total); // of |V|, as above
      parts.add(reached.subtract(given));
      given = reached;
    }
    checkWhole(amountMicros, parts);
    return parts;
  }

  /** All parts for shares that must sum to exactly 1. */
  public static List<BigInteger> splitShares(BigInteger amountMicros, List<Rational> shares) {
    List<BigInteger> parts = new ArrayList<>(shares.size());
    Rational upTo = Rational.ZERO;
    BigInteger given = BigInteger.ZERO;
    for (Rational share : shares) {
      Breach.check(share.signum() >= 0, "A share is %s; shares are not negative.", share);
      upTo = upTo.add(share);
      BigInteger reached =
          amountMicros.multiply(upTo.numerator()).divide(upTo.denominator()); // of |V|, as above
      parts.add(reached.subtract(given));
      given = reached;
    }
    Breach.check(upTo.equals(Rational.ONE), "Shares sum to %s, not to 1.", upTo);
    checkWhole(amountMicros, parts);
    return parts;
  }

  /** sign · ⌊|amount| · ppm / 10⁶⌋. */
  public static BigInteger ppmOf(BigInteger amountMicros, int ppm) {
    Breach.check(0 <= ppm && ppm <= PPM, "A share of %s ppm is not between 0 and 1000000.", ppm);
    return amountMicros.multiply(BigInteger.valueOf(ppm)).divide(PPM_WHOLE);
  }

  /** sign · ⌊|amount| · ppm / 10⁶⌋. */
  public static long ppmOf(long amountMicros, int ppm) {
    return part(amountMicros, 0, ppm, PPM);
  }

  /** Throws {@link Breach} unless the parts sum to the whole. */
  static void checkWhole(BigInteger amountMicros, List<BigInteger> parts) {
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger part : parts) {
      sum = sum.add(part);
    }
    Breach.check(
        sum.equals(amountMicros), "Parts sum to %s micros, the whole is %s.", sum, amountMicros);
  }

  private static Breach outside(Object weightBefore, Object weight, Object weightTotal) {
    return new Breach(
        "Cannot split: weight %s after %s of a total of %s; weights are not negative and stay"
            + " within the total.",
        weight, weightBefore, weightTotal);
  }

  /** ⌊amount·weight/total⌋ for 0 ≤ amount, 0 ≤ weight ≤ total, 0 &lt; total. */
  private static long share(long amount, long weight, long total) {
    long high = Math.multiplyHigh(amount, weight);
    long low = amount * weight;
    if (high == 0 && low >= 0) {
      return low / total;
    }
    return divide(high, low, total);
  }

  /**
   * Long division of a 128-bit number by a 63-bit one, in two digits of 32 bits (Knuth 4.3.1 D).
   * The quotient fits since high &lt; divisor.
   */
  private static long divide(long high, long low, long divisor) {
    int shift = Long.numberOfLeadingZeros(divisor); // 1 or more
    long d = divisor << shift;
    long top = (high << shift) | (low >>> (Long.SIZE - shift));
    long bottom = low << shift;
    long firstDigit = digit(top, bottom >>> Integer.SIZE, d);
    long rest = ((top << Integer.SIZE) | (bottom >>> Integer.SIZE)) - firstDigit * d;
    long secondDigit = digit(rest, bottom & LOW_HALF, d);
    return (firstDigit << Integer.SIZE) + secondDigit;
  }

  /** The next 32-bit digit of top·2³² + next by d, where d ≥ 2⁶³ and top &lt; d, all unsigned. */
  private static long digit(long top, long next, long d) {
    long dHigh = d >>> Integer.SIZE;
    long dLow = d & LOW_HALF;
    long digit = Long.divideUnsigned(top, dHigh);
    long rest = top - digit * dHigh;
    while (digit > LOW_HALF
        || Long.compareUnsigned(digit * dLow, (rest << Integer.SIZE) | next) > 0) {
      digit--;
      rest += dHigh;
      if (rest > LOW_HALF) {
        break;
      }
    }
    return digit;
  }
}

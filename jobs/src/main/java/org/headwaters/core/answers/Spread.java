package org.headwaters.core.answers;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.money.Apportionment;

/**
 * How evenly amounts are spread among those who get one.
 *
 * @param receivers how many get more than nothing
 * @param micros what they get in all
 * @param giniPpm the Gini coefficient, rounded down: 0 where all get the same
 * @param topPercentMicros what the hundredth part of them with the largest amounts, rounded up to a
 *     whole one, gets
 * @param topTenMicros what the ten largest get
 */
public record Spread(
    long receivers,
    BigInteger micros,
    int giniPpm,
    BigInteger topPercentMicros,
    BigInteger topTenMicros) {

  private static final BigInteger PPM = BigInteger.valueOf(Apportionment.PPM);

  /** Of amounts and how many get each; those who get nothing, or give back, do not count. */
  public static Spread of(Map<Long, Long> receiversByMicros) {
    SortedMap<Long, Long> descending = new TreeMap<>(Comparator.reverseOrder());
    receiversByMicros.forEach(
        (amount, receivers) -> {
          if (amount > 0) {
            descending.put(amount, receivers);
          }
        });
    Downward spread =
        new Downward(
            descending.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact));
    descending.forEach(spread::add);
    return spread.spread();
  }

  /**
   * The same from amounts that come one after another, so that any number of receivers needs no
   * room. With n receivers whose amounts x₁ ≥ x₂ ≥ … sum to S, Gini is (n + 1 − 2·Σ i·xᵢ/S) / n: 0
   * for 5, 5; 1/4 for 3, 1.
   */
  public static final class Downward {
    private static final int TEN = 10;
    private static final long HUNDRED = 100;

    private final long receivers;
    private final long topPercent;
    private long seen;
    private long previous = Long.MAX_VALUE;
    private BigInteger sum = BigInteger.ZERO;
    private BigInteger ranked = BigInteger.ZERO;
    private BigInteger ofPercent = BigInteger.ZERO;
    private BigInteger ofTen = BigInteger.ZERO;

    /** Of so many receivers. */
    public Downward(long receivers) {
      this.receivers = receivers;
      this.topPercent = Math.floorDiv(receivers + HUNDRED - 1, HUNDRED);
    }

    /** So many receivers of this amount, more than 0; larger amounts come first. */
    public void add(long micros, long many) {
      Breach.check(
          0 < micros && micros < previous && many > 0,
          "Amounts are spread from the largest down: %d came after %d.",
          micros,
          previous);
      previous = micros;
      BigInteger amount = BigInteger.valueOf(micros);
      ofPercent = ofPercent.add(amount.multiply(within(topPercent, many)));
      ofTen = ofTen.add(amount.multiply(within(TEN, many)));
      sum = sum.add(amount.multiply(BigInteger.valueOf(many)));
      // Σ i for i = seen + 1 … seen + many.
      BigInteger ranks =
          BigInteger.valueOf(many)
              .multiply(BigInteger.valueOf(seen).shiftLeft(1).add(BigInteger.valueOf(many + 1)))
              .shiftRight(1);
      ranked = ranked.add(amount.multiply(ranks));
      seen = Math.addExact(seen, many);
    }

    private BigInteger within(long top, long many) {
      return BigInteger.valueOf(Math.max(0, Math.min(many, top - seen)));
    }

    /** What it comes to, once all receivers were added. */
    public Spread spread() {
      Breach.check(seen == receivers, "%d of %d receivers were spread.", seen, receivers);
      if (receivers == 0) {
        return new Spread(0, sum, 0, BigInteger.ZERO, BigInteger.ZERO);
      }
      BigInteger n = BigInteger.valueOf(receivers);
      int gini =
          n.add(BigInteger.ONE)
              .multiply(sum)
              .subtract(ranked.shiftLeft(1))
              .multiply(PPM)
              .divide(n.multiply(sum))
              .intValueExact();
      return new Spread(receivers, sum, gini, ofPercent, ofTen);
    }
  }

  /** What the hundredth part gets of all, rounded down. */
  public int topPercentPpm() {
    return micros.signum() == 0 ? 0 : topPercentMicros.multiply(PPM).divide(micros).intValueExact();
  }
}

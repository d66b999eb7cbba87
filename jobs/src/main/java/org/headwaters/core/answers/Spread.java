package org.headwaters.core.answers;

import java.math.BigInteger;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.money.Apportionment;

/**
 * How evenly amounts are spread among those who get one.
 *
 * @param receivers how many get more than nothing
 * @param micros what they get in all
 * @param giniPpm the Gini coefficient, rounded down: 0 where all get the same
 * @param topPercentPpm what the hundredth part of them with the largest amounts, rounded up, gets
 *     of all, rounded down
 * @param topTenMicros what the ten largest get
 */
public record Spread(
    long receivers, BigInteger micros, int giniPpm, int topPercentPpm, BigInteger topTenMicros) {

  private static final BigInteger PPM = BigInteger.valueOf(Apportionment.PPM);

  /**
   * Of amounts and how many get each; those who get nothing, or give back, do not count.
   *
   * <p>With amounts x₁ ≤ … ≤ xₙ the Gini coefficient is Σ (2i − n − 1)·xᵢ / (n·Σ xᵢ). Of k equal
   * amounts behind r smaller ones the factors add up to k·(2r + k − n).
   */
  public static Spread of(Map<Long, Long> receiversByMicros) {
    SortedMap<Long, Long> ascending = new TreeMap<>();
    receiversByMicros.forEach(
        (amount, receivers) -> {
          if (amount > 0) {
            ascending.put(amount, receivers);
          }
        });
    long all = ascending.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    BigInteger n = BigInteger.valueOf(all);
    BigInteger sum = BigInteger.ZERO;
    BigInteger weighted = BigInteger.ZERO;
    BigInteger smaller = BigInteger.ZERO;
    for (Map.Entry<Long, Long> each : ascending.entrySet()) {
      BigInteger amount = BigInteger.valueOf(each.getKey());
      BigInteger receivers = BigInteger.valueOf(each.getValue());
      BigInteger factor = smaller.shiftLeft(1).add(receivers).subtract(n);
      sum = sum.add(amount.multiply(receivers));
      weighted = weighted.add(amount.multiply(receivers).multiply(factor));
      smaller = smaller.add(receivers);
    }
    if (all == 0) {
      return new Spread(0, sum, 0, 0, BigInteger.ZERO);
    }
    long hundredth = (all - 1) / 100 + 1;
    return new Spread(
        all,
        sum,
        weighted.multiply(PPM).divide(n.multiply(sum)).intValueExact(),
        largest(ascending, hundredth).multiply(PPM).divide(sum).intValueExact(),
        largest(ascending, 10));
  }

  private static BigInteger largest(SortedMap<Long, Long> ascending, long count) {
    BigInteger sum = BigInteger.ZERO;
    long left = count;
    for (Map.Entry<Long, Long> each : new TreeMap<>(ascending).descendingMap().entrySet()) {
      long taken = Math.min(left, each.getValue());
      sum = sum.add(BigInteger.valueOf(each.getKey()).multiply(BigInteger.valueOf(taken)));
      left -= taken;
    }
    return sum;
  }
}

package org.headwaters.reports.facts;

import java.math.BigInteger;
import org.headwaters.core.Breach;

/**
 * Works out how evenly credits are spread, from amounts that come one after another, so that any
 * number of sources needs no room. With n sources whose amounts x₁ ≥ x₂ ≥ … sum to S, Gini is (n +
 * 1 − 2·Σ i·xᵢ/S) / n: 0 for 5, 5; 1/4 for 3, 1.
 */
public final class Spread {
  private static final int TEN = 10;
  private static final long HUNDRED = 100;
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

  private final long sources;
  private final long topPercent;
  private long seen;
  private long previous = Long.MAX_VALUE;
  private BigInteger sum = BigInteger.ZERO;
  private BigInteger ranked = BigInteger.ZERO;
  private BigInteger ofPercent = BigInteger.ZERO;
  private BigInteger ofTen = BigInteger.ZERO;

  /** Of so many sources; their largest hundredth is rounded up to a whole one. */
  public Spread(long sources) {
    this.sources = sources;
    this.topPercent = Math.floorDiv(sources + HUNDRED - 1, HUNDRED);
  }

  /** So many sources with this amount, more than 0; larger amounts come first. */
  public void add(long amountMicros, long many) {
    Breach.check(
        0 < amountMicros && amountMicros < previous && many > 0,
        "Amounts are spread from the largest down: %d came after %d.",
        amountMicros,
        previous);
    previous = amountMicros;
    BigInteger amount = BigInteger.valueOf(amountMicros);
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

  /** What it comes to, once all sources were added. Gini is rounded down. */
  public Month.Concentration concentration() {
    Breach.check(seen == sources, "%d of %d sources were spread.", seen, sources);
    int gini = 0;
    if (sources > 0) {
      BigInteger n = BigInteger.valueOf(sources);
      gini =
          n.add(BigInteger.ONE)
              .multiply(sum)
              .subtract(ranked.shiftLeft(1))
              .multiply(MILLION)
              .divideAndRemainder(n.multiply(sum))[0]
              .intValueExact();
    }
    return new Month.Concentration(
        sources, sum.longValueExact(), ofPercent.longValueExact(), ofTen.longValueExact(), gini);
  }
}

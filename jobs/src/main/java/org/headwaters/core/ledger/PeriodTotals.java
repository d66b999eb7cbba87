package org.headwaters.core.ledger;

import java.util.Locale;
import java.util.Map;
import org.headwaters.core.Breach;

/**
 * Where all the money of one period is, in micros of the reporting currency. The first figure is
 * the sum of the others, to the last micro (docs/method.md 8).
 *
 * @param grossMicros what the earners' customers paid, less refunds
 * @param retainedMicros what the earners keep
 * @param fundsMicros the levies: the commons and its oversight
 * @param payableMicros owed to rights holders
 * @param unclaimedMicros waits for somebody to claim its source
 * @param onHoldMicros waits for a claim to be decided
 * @param undisclosedMicros waits for a provider to say where the model comes from
 */
public record PeriodTotals(
    long grossMicros,
    long retainedMicros,
    long fundsMicros,
    long payableMicros,
    long unclaimedMicros,
    long onHoldMicros,
    long undisclosedMicros) {

  /** With the credits by bucket; a bucket that is missing holds 0. */
  public static PeriodTotals of(
      long grossMicros, long retainedMicros, long fundsMicros, Map<Bucket, Long> credits) {
    return new PeriodTotals(
        grossMicros,
        retainedMicros,
        fundsMicros,
        credits.getOrDefault(Bucket.PAYABLE, 0L),
        credits.getOrDefault(Bucket.UNCLAIMED, 0L),
        credits.getOrDefault(Bucket.ON_HOLD, 0L),
        credits.getOrDefault(Bucket.UNDISCLOSED, 0L));
  }

  /**
   * Throws {@link Breach} unless the buckets, read back, hold what was made for them: two totals
   * exchanged would still sum to the gross amount.
   */
  public PeriodTotals checkAgainst(Map<Bucket, Long> made, String what) {
    PeriodTotals expected = of(grossMicros, retainedMicros, fundsMicros, made);
    if (!equals(expected)) {
      throw new Breach(
          "%s: the tables say %s, but what was made for them is %s. Nothing was booked; this is a"
              + " defect of Headwaters.",
          what, this, expected);
    }
    return this;
  }

  /** As it was before so much expired. */
  public PeriodTotals withoutExpiry(AccountSums expiry) {
    return new PeriodTotals(
        grossMicros,
        retainedMicros,
        Math.subtractExact(fundsMicros, expiry.of(AccountKind.FUND)),
        payableMicros,
        Math.subtractExact(unclaimedMicros, expiry.of(AccountKind.UNCLAIMED)),
        onHoldMicros,
        Math.subtractExact(undisclosedMicros, expiry.of(AccountKind.UNDISCLOSED)));
  }

  /** Throws {@link Breach} unless the parts sum to the gross amount. */
  public PeriodTotals check(String what) {
    long parts = 0;
    for (long part :
        new long[] {
          retainedMicros,
          fundsMicros,
          payableMicros,
          unclaimedMicros,
          onHoldMicros,
          undisclosedMicros
        }) {
      parts = Math.addExact(parts, part);
    }
    if (parts != grossMicros) {
      throw new Breach(
          "%s: gross is %d micros, but its parts sum to %d (%s). Nothing was booked; this is a"
              + " defect of Headwaters.",
          what, grossMicros, parts, this);
    }
    return this;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "gross %d = retained %d + funds %d + payable %d + unclaimed %d + on_hold %d + undisclosed"
            + " %d",
        grossMicros,
        retainedMicros,
        fundsMicros,
        payableMicros,
        unclaimedMicros,
        onHoldMicros,
        undisclosedMicros);
  }
}

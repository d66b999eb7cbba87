package org.headwaters.core.settlement;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.SortedMap;
import org.headwaters.core.money.KeyOrder;

/**
 * What a sum of revenue leaves for those upstream.
 *
 * @param rateDates the date of each exchange rate that was used, by currency
 * @param grossMicros the sum in micros of the reporting currency, rounded once
 * @param poolMicros what is passed upstream; the rest is retained
 */
public record Pool(
    RevenueSum sum, SortedMap<String, LocalDate> rateDates, long grossMicros, long poolMicros) {
  /** By earner, kind, currency, covers. */
  static final Comparator<Pool> ORDER =
      Comparator.comparing((Pool pool) -> pool.sum().earnerId(), KeyOrder.UTF8)
          .thenComparing(pool -> pool.sum().kind().key(), KeyOrder.UTF8)
          .thenComparing(pool -> pool.sum().currency(), KeyOrder.UTF8)
          .thenComparing(pool -> pool.sum().covers(), Comparator.nullsFirst(KeyOrder.UTF8));

  /** What the earner keeps. */
  public long retainedMicros() {
    return Math.subtractExact(grossMicros, poolMicros);
  }
}

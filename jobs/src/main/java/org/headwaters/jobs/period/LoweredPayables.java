package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.AccountKind;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.HolderCredits;

/**
 * Claims as now delivered that would take from a holder what the books say is theirs: a file that
 * was cut off looks just like claims that were withdrawn, so somebody has to say that it is meant.
 */
final class LoweredPayables {
  private static final int NAMED = 20;

  /** A row of credits came about by at most so many splits: four cuts, of either sign. */
  private static final long SPLITS = 8;

  private LoweredPayables() {}

  /**
   * Refuses what would lower anybody's payable, over all months together, by more than roundings.
   *
   * @throws UsageError with whom, by how much, and what to do
   */
  static void check(Lake lake, List<PeriodBooking> bookings) {
    BookingChain chain = BookingChain.read(lake);
    Map<String, Long> changes = new TreeMap<>(KeyOrder.UTF8);
    Map<String, Long> splits = new HashMap<>();
    for (PeriodBooking booking : bookings) {
      List<JournalLine> lines = booking.claimed(chain);
      for (JournalLine line : lines) {
        if (line.account().kind() == AccountKind.PAYABLE) {
          changes.merge(line.account().subject(), line.amountMicros(), Math::addExact);
        }
      }
      if (!lines.isEmpty()) {
        splits(lake, chain, booking)
            .forEach((holder, rows) -> splits.merge(holder, rows, Math::addExact));
      }
    }
    changes
        .entrySet()
        .removeIf(
            change -> change.getValue() >= -SPLITS * splits.getOrDefault(change.getKey(), 0L));
    UsageError.check(
        changes.isEmpty(),
        "Cannot book: claims or holders as now delivered take from what is booked for %s%s. Deliver"
            + " them again if a file was cut off, or say why with --restate REASON.",
        String.join(
            ", ",
            changes.entrySet().stream()
                .limit(NAMED)
                .map(change -> change.getKey() + " " + change.getValue() + " micros")
                .toList()),
        changes.size() > NAMED ? " and " + (changes.size() - NAMED) + " more" : "");
  }

  /** How many splits made what a holder is owed, at most. */
  private static Map<String, Long> splits(Lake lake, BookingChain chain, PeriodBooking booking) {
    Map<String, Long> splits = new HashMap<>();
    for (Row row :
        lake.read(
                HolderCredits.TABLE,
                Map.of(
                    "period",
                    booking.period().toString(),
                    "run_id",
                    chain.current(booking.period()).orElseThrow().runId()))
            .where(col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key()))
            .groupBy(HolderCredits.HOLDER_ID)
            .agg(count(HolderCredits.HOLDER_ID))
            .collectAsList()) {
      splits.put(row.getString(0), row.getLong(1));
    }
    return splits;
  }
}

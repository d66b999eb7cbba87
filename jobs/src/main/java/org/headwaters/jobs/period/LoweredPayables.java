package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.ledger.Lowered;
import org.headwaters.core.policy.Period;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.HolderCredits;

/**
 * Claims as now delivered that would take from a holder what the books say is theirs: a file that
 * was cut off looks just like claims that were withdrawn, so somebody has to say that it is meant.
 * It is decided from a chain, and anew where that goes on.
 */
final class LoweredPayables {
  private static final int NAMED = 20;

  private final Lake lake;
  private final boolean meant;

  /** Those that are not made yet. */
  private final Map<Period, PeriodBooking> bookings = new LinkedHashMap<>();

  /** What each booking takes and gives because of claims: as it was made, or would be now. */
  private final Map<Period, List<JournalLine>> claimed = new HashMap<>();

  /** How many credits of a month each holder has a part of. */
  private final Map<Period, Map<String, Long>> credits = new HashMap<>();

  private String head = "no chain was looked at";

  /**
   * Of all the bookings of one settle.
   *
   * @param reason why somebody says that it is meant; empty if nobody does
   */
  LoweredPayables(Lake lake, List<PeriodBooking> bookings, String reason) {
    this.lake = lake;
    this.meant = !reason.isBlank();
    bookings.forEach(booking -> this.bookings.put(booking.period(), booking));
  }

  /**
   * Refuses what would lower anybody's payable, over all months together, by more than roundings.
   * Nothing is read again for a chain that was looked at.
   *
   * @throws UsageError with whom, by how much, and what to do
   */
  void check(BookingChain chain) {
    if (meant || chain.head().equals(head)) {
      return;
    }
    for (PeriodBooking booking : bookings.values()) {
      List<JournalLine> lines = booking.claimed(chain);
      claimed.put(booking.period(), lines);
      if (!lines.isEmpty()) {
        credits.put(booking.period(), credits(chain, booking.period()));
      }
    }
    Map<String, Long> ofAll = new HashMap<>();
    credits
        .values()
        .forEach(
            ofMonth ->
                ofMonth.forEach((holder, count) -> ofAll.merge(holder, count, Math::addExact)));
    SortedMap<String, Long> changes =
        Lowered.of(claimed.values().stream().flatMap(List::stream).toList(), ofAll);
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
    head = chain.head();
  }

  /** Notes that one of the bookings is made, and what it says. */
  void booked(Booking booking, List<JournalLine> lines) {
    Period period = Period.parse(booking.period());
    bookings.remove(period);
    claimed.put(period, booking.kind().equals(Booking.CLAIM) ? lines : List.of());
    head = booking.bookingId();
  }

  private Map<String, Long> credits(BookingChain chain, Period period) {
    Map<String, Long> credits = new HashMap<>();
    for (Row row :
        lake.read(
                HolderCredits.TABLE,
                Map.of(
                    "period",
                    period.toString(),
                    "run_id",
                    chain.current(period).orElseThrow().runId()))
            .where(col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key()))
            .groupBy(HolderCredits.HOLDER_ID)
            .agg(count(HolderCredits.HOLDER_ID))
            .collectAsList()) {
      credits.put(row.getString(0), row.getLong(1));
    }
    return credits;
  }
}

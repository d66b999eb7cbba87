package org.headwaters.lake;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.headwaters.core.Breach;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.policy.Period;
import org.headwaters.tables.Bookings;

/**
 * All bookings of a lake, checked to be a chain. The last one of a period is current; readers
 * ignore what no booking names.
 */
public final class BookingChain {
  private final List<Booking> bookings;

  private BookingChain(List<Booking> bookings) {
    this.bookings = bookings;
  }

  /** Reads the chain as it is now. Throws {@link Breach} if a link is missing or was changed. */
  public static BookingChain read(Lake lake) {
    List<Booking> bookings = new ArrayList<>();
    for (Row row : lake.read(Bookings.TABLE).collectAsList()) {
      Booking booking = of(row);
      String stored = row.getAs(Bookings.BOOKING_ID);
      if (!booking.bookingId().equals(stored)) {
        throw new Breach(
            "Booking %d says it is %s but its contents make %s: the table bookings was changed by"
                + " hand. Restore it from its history.",
            booking.seq(), stored, booking.bookingId());
      }
      bookings.add(booking);
    }
    bookings.sort(Comparator.comparingLong(Booking::seq));
    String previous = "";
    for (int i = 0; i < bookings.size(); i++) {
      Booking booking = bookings.get(i);
      if (booking.seq() != i + 1 || !booking.previous().equals(previous)) {
        throw new Breach(
            "The bookings are no chain: number %d (expected %d) follows %s but names %s as the one"
                + " before. Restore the table bookings from its history.",
            booking.seq(), i + 1, previous, booking.previous());
      }
      previous = booking.bookingId();
    }
    return new BookingChain(bookings);
  }

  /** Oldest first. */
  public List<Booking> all() {
    return List.copyOf(bookings);
  }

  /** The last booking of a period. */
  public Optional<Booking> current(Period period) {
    return bookings.stream()
        .filter(b -> b.period().equals(period.toString()))
        .reduce((earlier, later) -> later);
  }

  /** The booking that would come next. */
  public Booking next(String runId, Period period, String reason, PeriodTotals totals) {
    String previous = bookings.isEmpty() ? "" : bookings.get(bookings.size() - 1).bookingId();
    return new Booking(bookings.size() + 1L, previous, runId, period.toString(), reason, totals);
  }

  /**
   * Appends a booking made by {@link #next}, unless another process appended first: its number is
   * taken then. Returns whether it is in the chain.
   */
  public static boolean append(Lake lake, Booking booking) {
    PeriodTotals totals = booking.totals();
    Row row =
        RowFactory.create(
            booking.seq(),
            booking.previous(),
            booking.bookingId(),
            booking.runId(),
            booking.period(),
            booking.reason(),
            totals.grossMicros(),
            totals.retainedMicros(),
            totals.fundsMicros(),
            totals.payableMicros(),
            totals.unclaimedMicros(),
            totals.onHoldMicros(),
            totals.undisclosedMicros());
    try {
      lake.appendOnce(Bookings.TABLE, List.of(row), Bookings.TABLE.name(), booking.seq());
    } catch (LostRace e) {
      return false;
    }
    return !lake.read(Bookings.TABLE)
        .where(
            col(Bookings.SEQ)
                .equalTo(booking.seq())
                .and(col(Bookings.BOOKING_ID).equalTo(booking.bookingId())))
        .isEmpty();
  }

  private static Booking of(Row row) {
    PeriodTotals totals =
        new PeriodTotals(
            row.<Long>getAs(Bookings.GROSS_MICROS),
            row.<Long>getAs(Bookings.RETAINED_MICROS),
            row.<Long>getAs(Bookings.FUNDS_MICROS),
            row.<Long>getAs(Bookings.PAYABLE_MICROS),
            row.<Long>getAs(Bookings.UNCLAIMED_MICROS),
            row.<Long>getAs(Bookings.ON_HOLD_MICROS),
            row.<Long>getAs(Bookings.UNDISCLOSED_MICROS));
    return new Booking(
        row.<Long>getAs(Bookings.SEQ),
        row.getAs(Bookings.PREVIOUS),
        row.getAs(Bookings.RUN_ID),
        row.getAs(Bookings.PERIOD),
        row.getAs(Bookings.REASON),
        totals);
  }
}

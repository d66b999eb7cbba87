package org.headwaters.lake;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
    for (Bookings.Entry entry : lake.records(Bookings.CODEC)) {
      Booking booking = of(entry);
      String stored = entry.bookingId();
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

  /** The last booking of a period that says how its money is divided. */
  public Optional<Booking> current(Period period) {
    return last(period, Booking::divides);
  }

  /**
   * The booking that pins a period's claims: its first, or its last restatement. Others since then
   * brought only what differs.
   */
  public Optional<Booking> settled(Period period) {
    return last(period, booking -> booking.kind().equals(Booking.SETTLE));
  }

  /** The booking that closed a period, unless it was reopened since. */
  public Optional<Booking> closed(Period period) {
    return last(
            period,
            booking ->
                booking.kind().equals(Booking.CLOSE) || booking.kind().equals(Booking.REOPEN))
        .filter(booking -> booking.kind().equals(Booking.CLOSE));
  }

  /** All bookings of a period, oldest first. */
  public List<Booking> of(Period period) {
    return bookings.stream()
        .filter(booking -> booking.periods().contains(period.toString()))
        .toList();
  }

  /** Every period that is booked, oldest first. */
  public List<Period> periods() {
    return bookings.stream()
        .flatMap(booking -> booking.periods().stream())
        .distinct()
        .sorted()
        .map(Period::parse)
        .toList();
  }

  private Optional<Booking> last(Period period, Predicate<Booking> which) {
    return of(period).stream().filter(which).reduce((earlier, later) -> later);
  }

  /** The id of the last booking of all; empty if there is none. */
  public String head() {
    return bookings.isEmpty() ? "" : bookings.get(bookings.size() - 1).bookingId();
  }

  /** The number that comes next. */
  public long nextSeq() {
    return bookings.size() + 1L;
  }

  /**
   * Appends a booking whose number and {@code previous} are those of this chain, unless another
   * process appended first: its number is taken then. Returns whether it is in the chain.
   */
  public static boolean append(Lake lake, Booking booking) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try {
      lake.appendOnce(
          Bookings.CODEC, List.of(entry(booking, now)), Bookings.TABLE.name(), booking.seq());
    } catch (LostRace e) {
      return false;
    }
    return lake.records(Bookings.CODEC).stream()
        .anyMatch(
            entry -> entry.seq() == booking.seq() && entry.bookingId().equals(booking.bookingId()));
  }

  private static Bookings.Entry entry(Booking booking, Instant bookedAt) {
    PeriodTotals totals = booking.totals();
    return new Bookings.Entry(
        booking.seq(),
        booking.previous(),
        booking.bookingId(),
        booking.kind(),
        booking.periods(),
        booking.runIds(),
        booking.policies(),
        booking.methodVersions(),
        booking.reason(),
        booking.acceptedRejects(),
        booking.tablesRoot(),
        totals.grossMicros(),
        totals.retainedMicros(),
        totals.fundsMicros(),
        totals.payableMicros(),
        totals.unclaimedMicros(),
        totals.onHoldMicros(),
        totals.undisclosedMicros(),
        bookedAt);
  }

  /** The booking that a row of the table is; its id is not looked at. */
  public static Booking of(Bookings.Entry entry) {
    return new Booking(
        entry.seq(),
        entry.previous(),
        entry.kind(),
        entry.periods(),
        entry.runIds(),
        entry.policies(),
        entry.methodVersions(),
        entry.reason(),
        entry.acceptedRejects(),
        entry.tablesRoot(),
        new PeriodTotals(
            entry.grossMicros(),
            entry.retainedMicros(),
            entry.fundsMicros(),
            entry.payableMicros(),
            entry.unclaimedMicros(),
            entry.onHoldMicros(),
            entry.undisclosedMicros()));
  }
}

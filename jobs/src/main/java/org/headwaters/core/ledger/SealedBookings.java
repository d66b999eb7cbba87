package org.headwaters.core.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.KeyChange;

/**
 * The bookings of a history, seen to be one chain: each in one entry, numbered from 1, and naming
 * the one before it.
 */
public final class SealedBookings {
  private final List<Booking> bookings;

  private SealedBookings(List<Booking> bookings) {
    this.bookings = List.copyOf(bookings);
  }

  /**
   * Reads the entries.
   *
   * @throws InvalidInput for one booking in two entries, a missing one, or a link that does not
   *     hold, naming the entries
   */
  public static SealedBookings of(List<byte[]> entries) {
    List<Booking> bookings = new ArrayList<>();
    Map<Long, Integer> places = new HashMap<>();
    String previous = "";
    for (int i = 0; i < entries.size(); i++) {
      if (KeyChange.of(i, entries.get(i)).isPresent()) {
        continue;
      }
      Booking booking = Booking.parse("entry " + i, entries.get(i));
      Integer before = places.putIfAbsent(booking.seq(), i);
      InvalidInput.check(
          before == null,
          "Booking %d is in two entries, %s and %d: two truths were sealed.",
          booking.seq(),
          before,
          i);
      InvalidInput.check(
          booking.seq() == bookings.size() + 1L && booking.previous().equals(previous),
          "entry %d: booking %d names %s as the one before it; expected booking %d, after %s.",
          i,
          booking.seq(),
          booking.previous(),
          bookings.size() + 1,
          previous);
      previous = Hash.of(entries.get(i)).hex();
      bookings.add(booking);
    }
    return new SealedBookings(bookings);
  }

  /** All, oldest first. */
  public List<Booking> all() {
    return bookings;
  }

  /** The last booking of a period that moved money. */
  public Optional<Booking> current(Period period) {
    return of(period).stream().filter(Booking::divides).reduce((one, two) -> two);
  }

  /** The bookings of a period, oldest first. */
  public List<Booking> of(Period period) {
    return bookings.stream()
        .filter(booking -> booking.periods().contains(period.toString()))
        .toList();
  }
}

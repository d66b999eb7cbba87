package org.headwaters.reports.told;

import java.util.List;
import java.util.TreeMap;
import org.headwaters.core.ledger.Booking;

/** Bookings as a report needs them. */
final class Chain {
  private Chain() {}

  /** The last booking of each period that moved money, by period. */
  static List<Booking> counting(List<Booking> chain) {
    TreeMap<String, Booking> last = new TreeMap<>();
    chain.stream().filter(Booking::divides).forEach(booking -> last.put(booking.period(), booking));
    return List.copyOf(last.values());
  }
}

package org.headwaters.core.ledger;

/**
 * One booking: the single row that makes a run's results current for its period. Bookings form a
 * chain, each naming the one before it.
 *
 * @param seq 1 for the lake's first booking, then one more each time
 * @param previous the booking_id before it; empty for the first
 * @param runId the run whose results it makes current
 * @param period the period, as {@code 2026-09}
 * @param reason why the period is booked again; empty for its first booking
 */
public record Booking(
    long seq, String previous, String runId, String period, String reason, PeriodTotals totals) {

  /** SHA-256(run_id, previous): a booking cannot be moved to another place of the chain. */
  public String bookingId() {
    return Fingerprint.of(runId, previous);
  }
}

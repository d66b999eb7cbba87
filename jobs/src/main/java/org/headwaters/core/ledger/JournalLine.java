package org.headwaters.core.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of the journal.
 *
 * @param line its place in the booking, from 1
 * @param amountMicros credit positive, debit negative, never 0
 * @param reason why it was booked, where somebody had to say so; else empty
 */
public record JournalLine(
    long line,
    String period,
    BookingClass bookingClass,
    Account account,
    long amountMicros,
    String reason) {

  /**
   * What has to be booked so that accounts hold their target: nothing where they do. By account,
   * numbered on from {@code after}.
   */
  public static List<JournalLine> of(
      long after,
      String period,
      BookingClass bookingClass,
      AccountSums target,
      AccountSums booked,
      String reason) {
    List<JournalLine> lines = new ArrayList<>();
    target
        .minus(booked)
        .forEach(
            (account, micros) ->
                lines.add(
                    new JournalLine(
                        after + lines.size() + 1, period, bookingClass, account, micros, reason)));
    return lines;
  }
}

package org.headwaters.core.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.source.Pseudonym;

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
   * Lines as anybody may read them: one account for all holders who are persons, and one for all
   * payments, of each class and reason. The account's line is its first; what adds up to nothing is
   * not there.
   */
  public static List<JournalLine> withoutPersons(List<JournalLine> lines) {
    Account persons = Account.of(AccountKind.PAYABLE, Pseudonym.HOLDER);
    Map<List<Object>, JournalLine> shown = new LinkedHashMap<>();
    for (JournalLine line : lines) {
      boolean person = line.account.text().startsWith(persons.text());
      Account account = person ? persons : line.account;
      JournalLine each =
          new JournalLine(
              line.line,
              line.period,
              line.bookingClass,
              account.kind() == AccountKind.IN_TRANSIT ? Account.EVERY_PAYMENT : account,
              line.amountMicros,
              line.reason);
      shown.merge(
          List.of(each.period, each.bookingClass, each.account, each.reason),
          each,
          (one, two) ->
              new JournalLine(
                  Math.min(one.line, two.line),
                  one.period,
                  one.bookingClass,
                  one.account,
                  Math.addExact(one.amountMicros, two.amountMicros),
                  one.reason));
    }
    return shown.values().stream().filter(line -> line.amountMicros != 0).toList();
  }

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

package org.headwaters.core.ledger;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.headwaters.core.policy.Period;

/**
 * What waits, for what reason and since when, and what providers still have to pay in: one row an
 * account and month, oldest first.
 */
public final class Ageing {
  private static final Set<AccountKind> KINDS =
      EnumSet.of(
          AccountKind.UNCLAIMED, AccountKind.ON_HOLD, AccountKind.UNDISCLOSED, AccountKind.DUE);

  private Ageing() {}

  /**
   * A part of a balance.
   *
   * @param months how old it is at the end of the latest month booked
   * @param amountMicros what waits, or what is due; less than 0 where it is owed the other way
   */
  public record Row(Account account, Period since, long months, long amountMicros) {
    private static final Comparator<Row> ORDER =
        Comparator.comparing((Row row) -> row.account().kind())
            .thenComparing(Row::since)
            .thenComparing(Row::account);
  }

  /** Of all classes of every booked month; an account of 0 is left out. */
  public static List<Row> of(SortedMap<Period, AccountSums> booked) {
    List<Row> rows = new ArrayList<>();
    booked.forEach(
        (period, sums) ->
            sums.forEach(
                (account, micros) -> {
                  if (KINDS.contains(account.kind())) {
                    long age = ChronoUnit.MONTHS.between(period.month(), booked.lastKey().month());
                    boolean due = account.kind() == AccountKind.DUE;
                    rows.add(
                        new Row(account, period, age, due ? Math.negateExact(micros) : micros));
                  }
                }));
    rows.sort(Row.ORDER);
    return rows;
  }
}

package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.headwaters.core.ledger.Statement.Adjustment;
import org.headwaters.core.ledger.Statement.Entry;
import org.headwaters.core.ledger.Statement.Payment;
import org.headwaters.core.policy.Period;
import org.junit.jupiter.api.Test;

/** A statement says what changed, from what to what, and adds up. */
final class StatementTest {
  private static final Period JANUARY = Period.parse("2026-01");
  private static final Period FEBRUARY = Period.parse("2026-02");
  private static final Account ADA = Account.of(AccountKind.PAYABLE, "holder:ada");
  private static final Account ADA_TWO = Account.of(AccountKind.PAYABLE, "holder:ada-2");

  private static Entry entry(long seq, Period period, BookingClass why, Account account, long to) {
    String reason = why == BookingClass.SETTLE && seq > 2 ? "refund" : "";
    return new Entry(seq, new JournalLine(1, period.toString(), why, account, to, reason));
  }

  @Test
  void correctionsSayOldAndNewAndReasonInTheMonthInWhichTheyWereBooked() {
    List<Entry> entries =
        List.of(
            entry(1, JANUARY, BookingClass.SETTLE, ADA, 9_500_000),
            entry(2, JANUARY, BookingClass.PAYOUT, ADA, -9_500_000),
            entry(3, JANUARY, BookingClass.SETTLE, ADA, -4_750_000),
            entry(4, FEBRUARY, BookingClass.SETTLE, ADA, 3_000_000),
            entry(4, FEBRUARY, BookingClass.SETTLE, ADA_TWO, 1_000_000),
            entry(5, JANUARY, BookingClass.CLAIM, ADA, 250_000),
            entry(5, JANUARY, BookingClass.CLAIM, ADA_TWO, 50_000),
            entry(6, JANUARY, BookingClass.PAYOUT, ADA, 9_500_000));
    assertThat(Statement.of(JANUARY, 1, 4, entries))
        .isEqualTo(
            new Statement(
                JANUARY,
                0,
                9_500_000,
                List.of(
                    new Adjustment(
                        3, JANUARY, BookingClass.SETTLE, 9_500_000, 4_750_000, "refund")),
                List.of(new Payment(2, -9_500_000)),
                -4_750_000));
    assertThat(Statement.of(FEBRUARY, 4, Long.MAX_VALUE, entries))
        .isEqualTo(
            new Statement(
                FEBRUARY,
                -4_750_000,
                4_000_000,
                List.of(new Adjustment(5, JANUARY, BookingClass.CLAIM, 4_750_000, 5_050_000, "")),
                List.of(new Payment(6, 9_500_000)),
                9_050_000));
  }

  @Test
  void eachBeginsWhereTheOneBeforeItEnds() {
    Random random = new Random(14);
    for (int round = 0; round < 200; round++) {
      List<Entry> entries = new ArrayList<>();
      for (int seq = 1; seq <= 12; seq++) {
        BookingClass why = BookingClass.values()[random.nextInt(BookingClass.values().length)];
        entries.add(
            entry(
                seq,
                JANUARY.plusMonths(random.nextInt(3)),
                why,
                random.nextBoolean() ? ADA : ADA_TWO,
                random.nextInt(2_000) - 1_000));
      }
      long opening = 0;
      for (int first = 1; first <= 12; first += 4) {
        Statement statement = Statement.of(JANUARY, first, first + 4, entries);
        assertThat(statement.openingMicros()).isEqualTo(opening);
        opening = statement.closingMicros();
      }
      assertThat(opening)
          .isEqualTo(entries.stream().mapToLong(each -> each.line().amountMicros()).sum());
    }
  }
}

package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.policy.Period;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What providers paid in, and what of it funds whom. */
final class ReceiptTest {
  private static final Period JANUARY = Period.parse("2026-01");
  private static final Period FEBRUARY = Period.parse("2026-02");
  private static final Account DUE = Account.parse("due/Acme");
  private static final Account CASH = Account.parse("cash/Acme");
  private static final Account FX = Account.parse("fx/Acme");

  private final SortedMap<Period, AccountSums> settled = new TreeMap<>();

  private static Receipt receipt(
      String id, @Nullable Period period, int day, long cashMicros, long settlesMicros) {
    return new Receipt(id, "Acme", period, LocalDate.of(2026, 3, day), cashMicros, settlesMicros);
  }

  private void due(Period period, long micros) {
    settled.put(period, AccountSums.of(Map.of(DUE, -micros)));
  }

  @Test
  void whatNamesItsMonthGoesThereAndTheRestToTheOldestDue() {
    due(JANUARY, 10);
    due(FEBRUARY, 20);
    Receipt.Booked booked =
        Receipt.book(
            settled, List.of(receipt("late", null, 1, 22, 22), receipt("named", JANUARY, 9, 4, 4)));
    assertThat(booked.waiting()).isEmpty();
    assertThat(booked.targets())
        .containsEntry(JANUARY, AccountSums.of(Map.of(CASH, -10L, DUE, 10L)))
        .containsEntry(FEBRUARY, AccountSums.of(Map.of(CASH, -16L, DUE, 16L)));
  }

  @Test
  void whatIsMoreThanIsDueStaysTheProvidersInItsLatestMonth() {
    due(JANUARY, 10);
    due(FEBRUARY, -5);
    assertThat(Receipt.book(settled, List.of(receipt("much", null, 1, 12, 12))).targets())
        .containsEntry(JANUARY, AccountSums.of(Map.of(CASH, -10L, DUE, 10L)))
        .containsEntry(FEBRUARY, AccountSums.of(Map.of(CASH, -2L, DUE, 2L)));
  }

  @Test
  void chargesAndRatesAreFx() {
    due(JANUARY, 100);
    assertThat(Receipt.book(settled, List.of(receipt("usd", null, 1, 90, 100))).targets())
        .containsEntry(JANUARY, AccountSums.of(Map.of(CASH, -90L, DUE, 100L, FX, -10L)));
  }

  @Test
  void whatNoBookedMonthKnowsWaits() {
    due(JANUARY, 10);
    Receipt early = receipt("early", FEBRUARY, 1, 5, 5);
    Receipt stranger = new Receipt("s", "Bolt", null, LocalDate.of(2026, 3, 1), 5, 5);
    Receipt.Booked booked = Receipt.book(settled, List.of(early, stranger));
    assertThat(booked.waiting()).containsExactlyInAnyOrder(early, stranger);
    assertThat(booked.targets()).isEmpty();
  }

  @Test
  void fundsFollowCashAndDueWhicheverIsLessAndNobodyIsFundedByWhatMustGoBack() {
    SortedMap<Account, Long> parts = new TreeMap<>();
    parts.put(Account.parse("payable/ada"), 6L);
    parts.put(Account.parse("payable/ben"), -3L);
    parts.put(Account.parse("unclaimed/dataset:d"), 4L);
    AccountSums due = AccountSums.of(Map.of(DUE, -10L));
    AccountSums half = AccountSums.of(Map.of(DUE, 5L, CASH, -5L));
    assertThat(Funding.of(DUE, due, half, parts))
        .containsEntry(Account.parse("payable/ada"), 3L)
        .containsEntry(Account.parse("unclaimed/dataset:d"), 2L)
        .hasSize(2);
    AccountSums dear = AccountSums.of(Map.of(DUE, 10L, CASH, -5L, FX, -5L));
    assertThat(Funding.of(DUE, due, dear, parts)).isEqualTo(Funding.of(DUE, due, half, parts));
    AccountSums refunded = AccountSums.of(Map.of(DUE, 1L));
    assertThat(Funding.of(DUE, refunded, half, parts)).isEmpty();
    AccountSums more = AccountSums.of(Map.of(DUE, 99L, CASH, -99L));
    assertThat(Funding.of(DUE, AccountSums.of(Map.of(DUE, -99L)), more, parts))
        .as("never more than the part")
        .containsEntry(Account.parse("payable/ada"), 6L);
  }
}

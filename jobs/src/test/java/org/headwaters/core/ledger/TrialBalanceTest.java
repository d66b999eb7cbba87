package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.headwaters.core.Breach;
import org.junit.jupiter.api.Test;

final class TrialBalanceTest {
  private final TrialBalance balance = new TrialBalance();

  private void add(BookingClass each, AccountKind kind, long micros) {
    balance.add("2026-09", each, kind, micros);
  }

  private void settled() {
    add(BookingClass.SETTLE, AccountKind.REVENUE, -100);
    add(BookingClass.SETTLE, AccountKind.RETAINED, 90);
    add(BookingClass.SETTLE, AccountKind.PASSED_ON, 10);
    add(BookingClass.SETTLE, AccountKind.DUE, -10);
    add(BookingClass.SETTLE, AccountKind.FUND, 1);
    add(BookingClass.SETTLE, AccountKind.PAYABLE, 2);
    add(BookingClass.SETTLE, AccountKind.UNCLAIMED, 3);
    add(BookingClass.SETTLE, AccountKind.ON_HOLD, 0);
    add(BookingClass.SETTLE, AccountKind.UNDISCLOSED, 4);
  }

  @Test
  void whatBalancesSaysWhereGrossIs() {
    settled();
    add(BookingClass.CLAIM, AccountKind.UNCLAIMED, -1);
    add(BookingClass.CLAIM, AccountKind.ON_HOLD, 1);
    add(BookingClass.EXPIRY, AccountKind.UNDISCLOSED, -4);
    add(BookingClass.EXPIRY, AccountKind.FUND, 4);
    balance.check();
    assertThat(balance.totals("2026-09")).isEqualTo(new PeriodTotals(100, 90, 5, 2, 2, 1, 0));
    assertThat(balance.totals("2026-08")).isEqualTo(new PeriodTotals(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void aMicroTooManyAnywhereIsABreach() {
    for (AccountKind kind : AccountKind.values()) {
      TrialBalance wrong = new TrialBalance();
      wrong.add("2026-09", BookingClass.SETTLE, kind, 1);
      assertThat(wrong.breaches()).as(kind.key()).isNotEmpty();
      assertThatThrownBy(wrong::check)
          .isInstanceOf(Breach.class)
          .hasMessageContaining("2026-09: settle: debits and credits is 1 micros");
    }
  }

  @Test
  void whatSumsToZeroButBreaksAnIdentityIsABreach() {
    settled();
    add(BookingClass.SETTLE, AccountKind.RETAINED, -1);
    add(BookingClass.SETTLE, AccountKind.PAYABLE, 1);
    assertThat(balance.breaches())
        .containsExactly(
            "2026-09: revenue is 100 micros, but retained + passed_on is 99.",
            "2026-09: due is 10 micros, but fund + payable + unclaimed + on_hold + undisclosed is"
                + " 11.");
  }

  @Test
  void aClassKeepsToItsAccounts() {
    settled();
    add(BookingClass.CLAIM, AccountKind.FUND, -1);
    add(BookingClass.CLAIM, AccountKind.PAYABLE, 1);
    assertThat(balance.breaches())
        .containsExactly(
            "2026-09: class claim has -1 micros on accounts fund, which it never moves.");
  }
}

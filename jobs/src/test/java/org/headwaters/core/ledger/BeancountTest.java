package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The books as Beancount reads them. */
final class BeancountTest {
  @Test
  void aBookingIsATransactionWithItsSignsTurned() {
    Account held = Account.parse("on_hold/over_claim/dataset:a_b@1");
    Account due = Account.parse("due/Acme AI");
    AccountSums sums = AccountSums.of(Map.of(held, 1L, due, -1L));
    assertThat(
            Beancount.head(List.of(held, due), "EUR")
                + Beancount.transaction(7, LocalDate.of(2026, 10, 1), "2026-09", sums, "EUR"))
        .isEqualTo(
            """
            option "title" "Headwaters"
            option "operating_currency" "EUR"

            1970-01-01 open Assets:Due:XAcme-20AI EUR
            1970-01-01 open Liabilities:OnHold:Xover-5Fclaim:Xdataset-3Aa-5Fb-401 EUR

            2026-10-01 * "booking 7" "2026-09" ^b-7
              Assets:Due:XAcme-20AI  0.000001 EUR
              Liabilities:OnHold:Xover-5Fclaim:Xdataset-3Aa-5Fb-401  -0.000001 EUR
            """);
  }

  @Test
  void noTwoAccountsHaveOneName() {
    assertThat(
            List.of("payable/a", "payable/A", "payable/a-", "payable/-61", "payable/é", "fund/a")
                .stream()
                .map(Account::parse)
                .map(Beancount::account))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("Liabilities:[A-Z][A-Za-z]*:X[A-Za-z0-9-]*"));
  }
}

package org.headwaters.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.policy.Period;
import org.junit.jupiter.api.Test;

/** What waits and is due, by age. */
final class AgeingTest {
  @Test
  void whatWaitsIsToldOldestFirstAndWhatIsDueAsItIsOwed() {
    SortedMap<Period, AccountSums> booked = new TreeMap<>();
    booked.put(
        Period.parse("2026-03"),
        AccountSums.of(
            Map.of(
                Account.parse("unclaimed/dataset:d"), 3L,
                Account.parse("due/Acme"), -8L,
                Account.parse("payable/holder:ada"), 5L)));
    booked.put(
        Period.parse("2025-12"),
        AccountSums.of(
            Map.of(
                Account.parse("unclaimed/dataset:d"), 1L,
                Account.parse("on_hold/disputed/dataset:d"), 2L)));
    assertThat(Ageing.of(booked))
        .extracting(row -> row.account() + " " + row.since() + " " + row.months())
        .containsExactly(
            "due/Acme 2026-03 0",
            "unclaimed/dataset:d 2025-12 3",
            "unclaimed/dataset:d 2026-03 0",
            "on_hold/disputed/dataset:d 2025-12 3");
    assertThat(Ageing.of(booked))
        .extracting(Ageing.Row::amountMicros)
        .containsExactly(8L, 1L, 3L, 2L);
    assertThat(Ageing.of(new TreeMap<>())).isEmpty();
  }
}

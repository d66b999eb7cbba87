package org.headwaters.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.headwaters.core.UsageError;
import org.junit.jupiter.api.Test;

/** Sums of two currencies say nothing. */
final class ReportingCurrencyTest {
  @Test
  void policiesOfOneLakeReportInOneCurrency() {
    Policy euros = Policy.of(Map.of("valid_to", "2026-07-01"));
    Policy more = Policy.of(Map.of("version", 2, "valid_from", "2026-07-01"));
    Policy dollars =
        Policy.of(Map.of("version", 3, "valid_from", "2027-01-01", "reporting_currency", "USD"));
    assertThat(Policy.currencyOf(List.of(euros, more))).isEqualTo("EUR");
    assertThatThrownBy(() -> Policy.currencyOf(List.of(euros, more, dollars)))
        .isInstanceOf(UsageError.class)
        .hasMessage(
            "A lake has one reporting_currency, but the policies have EUR and USD: commons-default"
                + " version 1 [2026-01-01, 2026-07-01), commons-default version 2 [2026-07-01, ),"
                + " commons-default version 3 [2027-01-01, ). Give all of them the same, or book in"
                + " a lake of its own.");
    assertThatThrownBy(() -> Policy.currencyOf(List.of())).isInstanceOf(UsageError.class);
  }
}

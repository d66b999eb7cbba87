package org.headwaters.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.headwaters.core.UsageError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PeriodTest {

  @Test
  void isACalendarMonth() {
    Period period = Period.parse("2028-02");
    assertThat(period).hasToString("2028-02");
    assertThat(period.firstDay()).isEqualTo(LocalDate.of(2028, 2, 1));
    assertThat(period.lastDay()).isEqualTo(LocalDate.of(2028, 2, 29));
    assertThat(period.next()).hasToString("2028-03");
    assertThat(period.plusMonths(-2)).hasToString("2027-12");
    assertThat(Period.containing(LocalDate.of(2028, 2, 29))).isEqualTo(period);
    assertThat(period).isLessThan(period.next());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026", "2026-9", "2026-13", "2026-00", "2026-09-01", "٢٠٢٦-٠٩"})
  void refusesWhatIsNoMonth(String text) {
    assertThatThrownBy(() -> Period.parse(text))
        .isInstanceOf(UsageError.class)
        .hasMessage("Period '" + text + "' is not a month; write e.g. 2026-09.");
  }

  @Test
  void countsBothEndsOfARange() {
    assertThat(Period.range("2026-11..2027-02"))
        .hasToString("[2026-11, 2026-12, 2027-01, 2027-02]");
    assertThat(Period.range("2026-09")).hasToString("[2026-09]");
    assertThat(Period.range("2026-09..2026-09")).hasToString("[2026-09]");
    assertThat(Period.range("2000-01..2099-12")).hasSize(1200);
  }

  @Test
  void refusesRangesThatAreBackwardsOrEndless() {
    assertThatThrownBy(() -> Period.range("2026-10..2026-09"))
        .hasMessage("Period 2026-10..2026-09 ends before it begins; swap its ends.");
    assertThatThrownBy(() -> Period.range("2000-01..2100-01"))
        .hasMessage("Period 2000-01..2100-01 has over 1200 months; split it.");
    assertThatThrownBy(() -> Period.range("2026-09..")).hasMessageContaining("'' is not a month");
  }
}

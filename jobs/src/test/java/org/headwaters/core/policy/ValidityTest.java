package org.headwaters.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class ValidityTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
  private static final LocalDate LAST = LocalDate.of(2026, 9, 30);

  @Test
  void holdsFromItsFirstDayToTheDayBeforeItsEnd() {
    Validity september = new Validity(FIRST, LAST.plusDays(1));
    assertThat(september.contains(FIRST.minusDays(1))).isFalse();
    assertThat(september.contains(FIRST)).isTrue();
    assertThat(september.contains(LAST)).isTrue();
    assertThat(september.contains(LAST.plusDays(1))).isFalse();
    assertThat(september).hasToString("[2026-09-01, 2026-10-01)");
  }

  @Test
  void whatEndsOnThePeriodsLastDayNoLongerCountsForIt() {
    assertThat(new Validity(FIRST, LAST).contains(LAST)).isFalse();
    assertThat(new Validity(FIRST, LAST).contains(LAST.minusDays(1))).isTrue();
  }

  @Test
  void withoutAnEndItHoldsForGood() {
    Validity open = new Validity(FIRST, null);
    assertThat(open.contains(LocalDate.MAX)).isTrue();
    assertThat(open.contains(FIRST.minusDays(1))).isFalse();
    assertThat(open).hasToString("[2026-09-01, )");
  }
}

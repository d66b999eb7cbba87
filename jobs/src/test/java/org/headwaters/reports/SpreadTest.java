package org.headwaters.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.headwaters.core.Breach;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.facts.Spread;
import org.junit.jupiter.api.Test;

/** How evenly credits are spread over sources. */
final class SpreadTest {
  @Test
  void equalSourcesHaveNoGiniAndOneOfFourThatGetsAllHasThreeQuarters() {
    Spread equal = new Spread(2);
    equal.add(5, 2);
    assertThat(equal.concentration()).isEqualTo(new Month.Concentration(2, 10, 5, 10, 0));
    Spread uneven = new Spread(2);
    uneven.add(3, 1);
    uneven.add(1, 1);
    assertThat(uneven.concentration().giniPpm()).isEqualTo(250_000);
    assertThat(new Spread(0).concentration()).isEqualTo(new Month.Concentration(0, 0, 0, 0, 0));
  }

  @Test
  void isWhatComparingEverySourceWithEveryOtherSays() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Long> amounts = new ArrayList<>();
      int many = 1 + random.nextInt(260);
      for (int i = 0; i < many; i++) {
        amounts.add(1L + random.nextInt(40));
      }
      amounts.sort(Comparator.reverseOrder());
      Spread spread = new Spread(many);
      for (int from = 0; from < many; ) {
        int to = from;
        while (to < many && amounts.get(to).equals(amounts.get(from))) {
          to++;
        }
        spread.add(amounts.get(from), to - from);
        from = to;
      }
      assertThat(spread.concentration()).as("seed %d", seed).isEqualTo(naive(amounts));
    }
  }

  /** The mean difference of two sources over twice the mean. */
  private static Month.Concentration naive(List<Long> amounts) {
    long sum = amounts.stream().mapToLong(Long::longValue).sum();
    long differences = 0;
    for (long one : amounts) {
      for (long other : amounts) {
        differences += Math.abs(one - other);
      }
    }
    BigDecimal gini =
        BigDecimal.valueOf(differences)
            .divide(BigDecimal.valueOf(2L * amounts.size() * sum), new MathContext(40));
    int hundredth = amounts.size() / 100 + (amounts.size() % 100 == 0 ? 0 : 1);
    return new Month.Concentration(
        amounts.size(),
        sum,
        amounts.stream().limit(hundredth).mapToLong(Long::longValue).sum(),
        amounts.stream().limit(10).mapToLong(Long::longValue).sum(),
        gini.movePointRight(6).intValue());
  }

  @Test
  void refusesAmountsThatDoNotComeFromTheLargestDown() {
    Spread spread = new Spread(2);
    spread.add(3, 1);
    assertThatThrownBy(() -> spread.add(4, 1))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("4 came after 3");
  }
}

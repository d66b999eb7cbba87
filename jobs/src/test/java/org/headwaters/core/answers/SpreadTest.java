package org.headwaters.core.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headwaters.core.Breach;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void equalAmountsHaveNoGiniAndOneAloneHasAlmostAll() {
    assertThat(Spread.of(Map.of(7L, 4L)))
        .isEqualTo(
            new Spread(
                4, BigInteger.valueOf(28), 0, BigInteger.valueOf(7), BigInteger.valueOf(28)));
    assertThat(Spread.of(Map.of(7L, 4L)).topPercentPpm()).isEqualTo(250_000);
    // 1, 1, 1, 97: (−3 − 1 + 1)·1 + 3·97 over 4·100.
    assertThat(Spread.of(Map.of(1L, 3L, 97L, 1L)).giniPpm()).isEqualTo(720_000);
    assertThat(Spread.of(Map.of())).isEqualTo(Spread.of(Map.of(0L, 5L, -3L, 1L)));
  }

  @Test
  void isWhatTheDefinitionSaysOfEachAmountByItself() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<Long> amounts = new ArrayList<>();
      Map<Long, Long> counts = new HashMap<>();
      for (int n = 1 + random.nextInt(300); n > 0; n--) {
        long amount = 1 + random.nextInt(1 + random.nextInt(1_000));
        amounts.add(amount);
        counts.merge(amount, 1L, Long::sum);
      }
      // The mean difference of all pairs, over twice the mean.
      long differences = 0;
      long sum = 0;
      for (long one : amounts) {
        sum += one;
        for (long other : amounts) {
          differences += Math.abs(one - other);
        }
      }
      amounts.sort(Collections.reverseOrder());
      long percent = 0;
      for (int i = 0; i * 100 < amounts.size(); i++) {
        percent += amounts.get(i);
      }
      long ten = 0;
      for (long amount : amounts.subList(0, Math.min(10, amounts.size()))) {
        ten += amount;
      }
      assertThat(Spread.of(counts))
          .as("seed %s", seed)
          .isEqualTo(
              new Spread(
                  amounts.size(),
                  BigInteger.valueOf(sum),
                  (int) (differences * 1_000_000 / (2L * amounts.size() * sum)),
                  BigInteger.valueOf(percent),
                  BigInteger.valueOf(ten)));
    }
  }

  @Test
  void refusesAmountsThatDoNotComeFromTheLargestDownAndAnyThatAreMissing() {
    Spread.Downward spread = new Spread.Downward(2);
    spread.add(3, 1);
    assertThatThrownBy(() -> spread.add(4, 1)).isInstanceOf(Breach.class);
    assertThatThrownBy(spread::spread).isInstanceOf(Breach.class);
  }
}

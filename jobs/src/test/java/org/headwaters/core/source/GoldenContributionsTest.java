package org.headwaters.core.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headwaters.core.Golden;
import org.headwaters.core.Method;
import org.headwaters.core.source.Authors.Act;
import org.headwaters.core.source.DocumentWeight.Measures;
import org.headwaters.core.source.DocumentWeight.Rule;
import org.headwaters.core.source.DocumentWeight.Weighting;
import org.junit.jupiter.api.Test;

final class GoldenContributionsTest {
  private static final Map<String, Integer> ACTIONS = Map.of("write", 1_000_000, "vote", 10_000);

  @Test
  void theWeightsOfFixedDocumentsAreThoseOfThisVersion() {
    StringBuilder results = new StringBuilder();
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Rule rule = new Rule(Weighting.values()[random.nextInt(2)], Map.of("audio", 40L));
      DocumentWeight weight =
          rule.weigh(
              new Measures(
                  List.of("text", "image", "audio").get(random.nextInt(3)),
                  random.nextBoolean() ? null : (long) random.nextInt(100_000),
                  random.nextBoolean() ? null : BigDecimal.valueOf(random.nextInt(9_000_000), 6),
                  random.nextBoolean() ? null : (long) random.nextInt(100_000)));
      List<Act> acts = new ArrayList<>();
      for (int act = random.nextInt(5); act >= 0; act--) {
        acts.add(
            new Act(
                "rater:" + random.nextInt(4),
                List.of("write", "vote", "like").get(random.nextInt(3)),
                BigDecimal.valueOf(random.nextInt(9_000_000), 6)));
      }
      results.append(weight).append(' ');
      results.append(Authors.split(weight.weight(), Authors.weights(acts, ACTIONS))).append('\n');
    }
    Golden.check(Method.CONTRIBUTIONS, "weights", results.toString());
  }
}

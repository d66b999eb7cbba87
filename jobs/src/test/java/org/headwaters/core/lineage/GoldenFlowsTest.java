package org.headwaters.core.lineage;

import org.headwaters.core.Golden;
import org.headwaters.core.Method;
import org.junit.jupiter.api.Test;

final class GoldenFlowsTest {
  @Test
  void theFlowsOfFixedWorldsAreThoseOfThisVersion() {
    StringBuilder results = new StringBuilder();
    for (long seed = 1; seed <= 80; seed++) {
      results.append(seed).append('\n').append(World.flows(new RandomWorld(seed).settle()));
    }
    Golden.check(Method.FLOWS, "graph", results.toString());
  }
}

package org.headwaters.core.lineage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Lineages as odd as the rules allow, each from its seed. */
final class RandomWorld {
  private static final Disclosure[] DISCLOSURES = Disclosure.values();
  private static final Relation[] RELATIONS = Relation.values();

  private final Random random;
  private final List<String> ids = new ArrayList<>();
  final World world = new World();
  final Map<String, BigInteger> entries = new HashMap<>();

  RandomWorld(long seed) {
    random = new Random(seed);
    int size = 1 + random.nextInt(9);
    for (int i = 0; i < size; i++) {
      String kind = List.of("model:", "dataset:", "service:").get(random.nextInt(3));
      ids.add(kind + (char) ('a' + random.nextInt(26)) + i);
    }
    for (String id : ids) {
      if (random.nextInt(5) > 0) {
        world.asset(id, DISCLOSURES[random.nextInt(4)], random.nextInt(4) * 70_000);
      }
      if (id.startsWith("dataset:") && random.nextBoolean()) {
        world.holds(
            id,
            random.nextInt(3) * 17L,
            Map.of(any(), 1L + random.nextInt(5)),
            random.nextInt(3),
            random.nextBoolean() ? Map.of() : Map.of(any(), 2L));
      }
    }
    for (int edges = random.nextInt(4 * size); edges > 0; edges--) {
      world.edges.add(edge());
    }
    for (int entry = 1 + random.nextInt(3); entry > 0; entry--) {
      entries.put(any(), BigInteger.valueOf(random.nextLong() >> random.nextInt(60)));
    }
  }

  private Edge edge() {
    boolean contract = random.nextInt(5) == 0;
    return new Edge(
        any(),
        any(),
        RELATIONS[random.nextInt(RELATIONS.length)],
        random.nextInt(3) == 0
            ? null
            : Edge.units(new BigDecimal(new BigInteger(random.nextInt(70), random), 6)),
        contract ? random.nextInt(4) * 123_456 : null,
        random.nextInt(3) == 0 ? random.nextInt(1_000_001) : 1_000_000,
        random.nextInt(4) > 0,
        World.DAY.plusDays(random.nextInt(1000)));
  }

  private String any() {
    return ids.get(random.nextInt(ids.size()));
  }

  AssetGraph graph() {
    return world.graph();
  }

  Flows settle() {
    return FlowSolver.settle(graph(), World.entries(entries));
  }

  /** The same rows in another order. */
  void shuffle(long seed) {
    Collections.shuffle(world.assets, new Random(seed));
    Collections.shuffle(world.edges, new Random(seed + 1));
    Collections.shuffle(world.contents, new Random(seed + 2));
  }
}

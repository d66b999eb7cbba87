package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwaters.core.lineage.Relation.MERGE;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cycles whose cuts need more digits than any fixed number. */
final class LoopSolverTest {
  /**
   * a and b pass nearly all to each other: of w + 1 parts, w go round and one leaves, from a to c
   * and from b to d. Money that enters at a leaves by c with (w + 1)/(2w + 1), a little over a
   * half; money that enters at b leaves by c with w/(2w + 1), a little under.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 9, 18, 30, 60, 200})
  void decidesACutHoweverNearItIsToAWholeMicro(int digits) {
    BigInteger w = BigInteger.TEN.pow(digits);
    World world = new World().full("model:a").full("model:b");
    add(world, "model:a", "model:b", w);
    add(world, "model:a", "model:c", BigInteger.ONE);
    add(world, "model:b", "model:a", w);
    add(world, "model:b", "model:d", BigInteger.ONE);

    assertThat(left(world.settle("model:a", 2))).isEqualTo(Map.of("model:c", 1L, "model:d", 1L));
    assertThat(left(world.settle("model:b", 2))).isEqualTo(Map.of("model:d", 2L));
    assertThat(left(world.settle("model:b", -2))).isEqualTo(Map.of("model:d", -2L));
    long toC =
        w.multiply(BigInteger.valueOf(2_000_000))
            .divide(w.shiftLeft(1).add(BigInteger.ONE))
            .longValueExact();
    assertThat(left(world.settle("model:b", 2_000_000)))
        .isEqualTo(Map.of("model:c", toC, "model:d", 2_000_000 - toC));
  }

  /** Half stays with the maker, half goes to all alike: 1/2 + 1/2n at the entry, 1/2n elsewhere. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 25, 40})
  void provesThatACutIsWhole(int size) {
    World world = new World().rules(World.GENEROUS);
    for (int i = 0; i < size; i++) {
      world.asset(id(i), Disclosure.FULL, 500_000);
      for (int j = 0; j < size; j++) {
        world.edge(id(i), id(j), MERGE, 1L);
      }
    }
    Map<String, Long> expected = new HashMap<>();
    for (int i = 0; i < size; i++) {
      expected.put(id(i), i == 1 ? 7L * size + 7 : 7L);
    }
    Map<String, Long> kept = new HashMap<>();
    Flows flows = world.settle(id(1), 14L * size);
    flows.flows().forEach(f -> kept.put(f.childId(), f.amountMicros().longValueExact()));
    assertThat(kept).isEqualTo(expected);
  }

  @Test
  void takesSharperFactorsOnlyForLoopsThatMoneyHardlyLeaves() {
    World mild = new World().rules(World.GENEROUS);
    int size = 40;
    for (int i = 0; i < size; i++) {
      mild.asset(id(i), Disclosure.FULL, 500_000);
      for (int j = 0; j < size; j++) {
        mild.edge(id(i), id(j), MERGE, 1L);
      }
    }
    LoopSolver whole = new LoopSolver(mild.graph(), 0);
    assertThat(whole.split(BigInteger.valueOf(14L * size), 1).get(1))
        .isEqualTo(BigInteger.valueOf(7L * size + 7));
    assertThat(whole.bits()).as("240 bits prove a whole cut, found by refining").isEqualTo(128);

    World sticky = new World().full("model:a").full("model:b");
    add(sticky, "model:a", "model:b", BigInteger.TEN.pow(60));
    add(sticky, "model:a", "model:c", BigInteger.ONE);
    add(sticky, "model:b", "model:a", BigInteger.TEN.pow(60));
    LoopSolver loop = new LoopSolver(sticky.graph(), 0);
    assertThat(loop.split(BigInteger.TEN, 0)).containsExactly(BigInteger.TEN);
    assertThat(loop.bits()).as("a lone exit is certain").isEqualTo(128);
    add(sticky, "model:b", "model:d", BigInteger.ONE);
    LoopSolver two = new LoopSolver(sticky.graph(), 0);
    assertThat(two.split(BigInteger.TWO, 1)).containsExactly(BigInteger.ZERO, BigInteger.TWO);
    assertThat(two.bits()).as("199 bits are missing").isBetween(256, 1024);
  }

  /** Loops that money hardly leaves, or leaves at once; entries of a micro to 10¹² EUR. */
  @Test
  void paysWhatTheNaiveMethodPaysInLoopsOfAnyStrength() {
    int cycles = 0;
    for (long seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int size = 2 + random.nextInt(6);
      World world = new World().rules(World.GENEROUS);
      Map<String, BigInteger> entries = new HashMap<>();
      for (int i = 0; i < size; i++) {
        world.asset(id(i), Disclosure.FULL, random.nextInt(4) > 0 ? 0 : random.nextInt(1_000_000));
        entries.put(id(i), BigInteger.valueOf(random.nextLong() >> random.nextInt(63)));
        for (int edges = 1 + random.nextInt(size); edges > 0; edges--) {
          BigInteger weight = BigInteger.TEN.pow(random.nextInt(50)).add(BigInteger.ONE);
          add(world, id(i), id(random.nextInt(size + 1)), weight);
        }
      }
      AssetGraph graph = world.graph();
      FlowLawsTest.assertPaysWhatTheNaiveMethodPays(graph, World.entries(entries), seed);
      for (int group = 0; group < graph.groups().count(); group++) {
        cycles += graph.groups().size(group) > 1 ? 1 : 0;
      }
    }
    assertThat(cycles).isGreaterThan(30);
  }

  @Test
  void opposedEntriesOfACycleDoNotCancelOut() {
    World world =
        new World()
            .full("model:a")
            .full("model:b")
            .edge("model:a", "model:b", MERGE, 1L)
            .edge("model:a", "model:c", MERGE, 1L)
            .edge("model:b", "model:a", MERGE, 1L)
            .edge("model:b", "model:d", MERGE, 1L);
    BigInteger hundred = BigInteger.valueOf(100);
    Flows flows =
        FlowSolver.settle(
            world.graph(), World.entries(Map.of("model:a", hundred, "model:b", hundred.negate())));
    // From a 66 and 34, from b −33 and −67; c and d pass on what they got, each sign by itself.
    assertThat(World.flows(flows))
        .isEqualTo(
            """
            model:a > asset model:c @base merge: 66
            model:a > asset model:c @base merge: -33
            model:b > asset model:d @base merge: 34
            model:b > asset model:d @base merge: -67
            model:c > undisclosed no_lineage: 66
            model:c > undisclosed no_lineage: -33
            model:d > undisclosed no_lineage: 34
            model:d > undisclosed no_lineage: -67
            """);
  }

  @Test
  void aCycleOfTooManyAssetsIsRefused() {
    World world = new World();
    int size = LoopSolver.MAX_GROUP_ASSETS + 1;
    for (int i = 0; i < size; i++) {
      world.asset(id(i), Disclosure.PARTIAL, 0).edge(id(i), id((i + 1) % size), MERGE);
    }
    assertThatThrownBy(() -> world.settle(id(0), 1))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("The group of model:1000000 has 2001 assets that derive from");
  }

  private static void add(World world, String child, String parent, BigInteger weight) {
    world.edges.add(new Edge(child, parent, MERGE, weight, null, 1_000_000, false, World.DAY));
  }

  /** What reached the assets outside the cycle. */
  private static Map<String, Long> left(Flows flows) {
    Map<String, Long> left = new HashMap<>();
    for (Flow flow : flows.flows()) {
      if (flow.parentId() != null) {
        left.put(flow.parentId(), flow.amountMicros().longValueExact());
      }
    }
    return left;
  }

  private static String id(int number) {
    return "model:" + (1_000_000 + number);
  }
}

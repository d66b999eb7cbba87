package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwaters.core.lineage.Relation.*;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.junit.jupiter.api.Test;

final class FlowSolverTest {
  @Test
  void paysContractsAndLeavesTheRestToTheMakers() {
    World world =
        new World()
            .rules(World.GENEROUS)
            .asset("service:a", Disclosure.FULL, 900_000)
            .asset("model:b", Disclosure.FULL, 950_000)
            .asset("dataset:c", Disclosure.FULL, 1_000_000)
            .share("service:a", "model:b", SERVES, 100_000)
            .share("model:b", "dataset:c", PRETRAINING_DATA, 50_000);

    assertThat(World.flows(world.settle("service:a", 1_000_000)))
        .isEqualTo(
            """
            dataset:c > own: 5000
            model:b > own: 95000
            model:b > asset dataset:c @pretraining_data pretraining_data: 5000
            service:a > own: 900000
            service:a > asset model:b @serving serves: 100000
            """);
  }

  @Test
  void aModelThatNamesOnlyItsTeacherDoesNotSendItEverything() {
    World world =
        new World()
            .asset("model:student", Disclosure.PARTIAL, 0)
            .edge("model:student", "model:teacher", DISTILLATION);

    assertThat(World.flows(world.settle("model:student", 900)))
        .isEqualTo(
            """
            model:student > asset model:teacher @distillation distillation: 240
            model:student > undisclosed missing_stage: 480
            model:student > undisclosed not_disclosed: 180
            model:teacher > undisclosed no_lineage: 240
            """);
  }

  @Test
  void solvesACycleInsteadOfLoopingIt() {
    World world =
        new World()
            .rules(World.GENEROUS)
            .asset("model:a", Disclosure.FULL, 500_000)
            .asset("model:b", Disclosure.FULL, 500_000)
            .edge("model:a", "model:b", MERGE)
            .edge("model:b", "model:a", MERGE);

    assertThat(World.flows(world.settle("model:a", 100)))
        .isEqualTo(
            """
            model:a > own: 66
            model:b > own: 34
            """);
    // 90 · 2/3 is whole: no interval around it decides, only the size of the denominator does.
    assertThat(World.flows(world.settle("model:b", -90)))
        .isEqualTo(
            """
            model:a > own: -30
            model:b > own: -60
            """);
  }

  @Test
  void aSelfEdgeChangesNothing() {
    World world =
        new World()
            .rules(World.GENEROUS)
            .asset("model:a", Disclosure.FULL, 500_000)
            .edge("model:a", "model:a", CONTINUED_PRETRAINING, 1L)
            .edge("model:a", "model:b", FINETUNE, 3L);

    assertThat(World.flows(world.settle("model:a", 1_000)))
        .isEqualTo(
            """
            model:a > own: 571
            model:a > asset model:b @base finetune: 429
            model:b > undisclosed no_lineage: 429
            """);
  }

  @Test
  void moneyThatCannotLeaveACycleIsUndisclosed() {
    World world =
        new World()
            .full("model:a")
            .full("model:b")
            .edge("model:a", "model:b", MERGE)
            .edge("model:b", "model:a", MERGE)
            .full("model:c")
            .edge("model:c", "model:b", FINETUNE);

    Flows flows = world.settle("model:c", 7);
    assertThat(World.flows(flows))
        .isEqualTo(
            """
            model:a > undisclosed closed_cycle: 7
            model:c > asset model:b @base finetune: 7
            """);
    assertThat(flows.balances())
        .extracting(Balance::assetId)
        .containsExactly("model:a", "model:b", "model:c");
    assertThat(flows.balances())
        .extracting(Balance::groupId)
        .containsExactly("model:a", "model:a", "model:c");
    assertThat(world.findings()).isEqualTo("cycle model:a: model:a, model:b\n");
  }

  @Test
  void aMicroThatGetsLostIsABreach() {
    AssetGraph graph = new World().documents("dataset:d").graph();
    for (int sign : new int[] {1, -1}) {
      BigInteger ten = BigInteger.valueOf(10L * sign);
      Entries entries = World.entries(Map.of("dataset:d", ten));
      assertThat(report(graph, sign, BigInteger.TEN).flows(entries).flows())
          .extracting(Flow::amountMicros)
          .containsExactly(ten);
      assertThatThrownBy(() -> report(graph, sign, BigInteger.TWO).flows(entries))
          .isInstanceOf(Breach.class)
          .hasMessage("%s micros entered the graph, %s micros arrived.", 10 * sign, 2 * sign);
    }
  }

  private static FlowReport report(AssetGraph graph, int sign, BigInteger out) {
    return new FlowReport(
        graph,
        List.of(
            new Passage(
                sign, new BigInteger[] {BigInteger.TEN}, new BigInteger[] {out}, Map.of())));
  }

  @Test
  void aRefundDoesNotTakeFromWhatOthersEarned() {
    // Netted first, 3 micros would go 1 : 2; apart, 10 go 3 : 7 and 7 come back 2 : 5.
    World world =
        new World()
            .full("model:m")
            .edge("model:m", "dataset:a", PRETRAINING_DATA, 1L)
            .edge("model:m", "dataset:b", PRETRAINING_DATA, 2L);
    Entries entries =
        Entries.of(
            List.of(
                new Entries.Entry("model:m", BigInteger.valueOf(4)),
                new Entries.Entry("model:m", BigInteger.valueOf(-7)),
                new Entries.Entry("model:m", BigInteger.ZERO),
                new Entries.Entry("model:m", BigInteger.valueOf(6))));
    assertThat(entries.net("model:m")).isEqualTo(3);
    assertThat(entries.net("model:x")).isZero();
    Flows flows = FlowSolver.settle(world.graph(), entries);
    assertThat(World.flows(flows))
        .isEqualTo(
            """
            dataset:a > undisclosed no_lineage: 3
            dataset:a > undisclosed no_lineage: -2
            dataset:b > undisclosed no_lineage: 7
            dataset:b > undisclosed no_lineage: -5
            model:m > asset dataset:a @pretraining_data pretraining_data: 3
            model:m > asset dataset:b @pretraining_data pretraining_data: 7
            model:m > asset dataset:a @pretraining_data pretraining_data: -2
            model:m > asset dataset:b @pretraining_data pretraining_data: -5
            """);
    assertThat(flows.balances())
        .extracting(Balance::inMicros)
        .containsExactly(BigInteger.ONE, BigInteger.TWO, BigInteger.valueOf(3));
  }

  @Test
  void moneyThatCameAndWentBackLeavesBothFlows() {
    World world = new World().documents("dataset:d");
    BigInteger ten = BigInteger.TEN;
    Flows flows =
        FlowSolver.settle(
            world.graph(),
            Entries.of(
                List.of(
                    new Entries.Entry("dataset:d", ten),
                    new Entries.Entry("dataset:d", ten.negate()))));
    assertThat(flows.flows()).extracting(Flow::amountMicros).containsExactly(ten, ten.negate());
    assertThat(flows.balances())
        .extracting(Balance::inMicros, Balance::outMicros)
        .containsExactly(org.assertj.core.api.Assertions.tuple(BigInteger.ZERO, BigInteger.ZERO));
  }

  @Test
  void entriesOfTheWrongSignAreABreach() {
    SortedMap<String, BigInteger> none = new TreeMap<>();
    SortedMap<String, BigInteger> one = new TreeMap<>(Map.of("model:m", BigInteger.ONE));
    assertThat(new Entries(one, none).assetIds()).containsExactly("model:m");
    for (BigInteger wrong : List.of(BigInteger.ZERO, BigInteger.ONE)) {
      SortedMap<String, BigInteger> amounts = new TreeMap<>(Map.of("model:m", wrong));
      assertThatThrownBy(() -> new Entries(none, amounts))
          .isInstanceOf(Breach.class)
          .hasMessage("%s micros at model:m have the wrong sign.", wrong);
    }
    SortedMap<String, BigInteger> refund =
        new TreeMap<>(Map.of("model:m", BigInteger.ONE.negate()));
    assertThatThrownBy(() -> new Entries(refund, none)).isInstanceOf(Breach.class);
  }

  @Test
  void anEarnerThatNothingDescribesHasNoLineage() {
    Flows flows = new World().full("model:a").settle("service:ghost", 5);
    assertThat(World.flows(flows)).isEqualTo("service:ghost > undisclosed no_lineage: 5\n");
    assertThat(flows.entries())
        .isEqualTo(World.entries(Map.of("service:ghost", BigInteger.valueOf(5))));
  }
}

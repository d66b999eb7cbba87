package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.headwaters.core.lineage.Relation.FINETUNE;
import static org.headwaters.core.lineage.Relation.MERGE;
import static org.headwaters.core.lineage.Relation.SERVES;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.headwaters.core.lineage.Hop.Onward;
import org.headwaters.core.lineage.WhoPaid.Amount;
import org.headwaters.core.lineage.WhoPaid.Crossing;
import org.headwaters.core.lineage.WhoPaid.Payer;
import org.headwaters.core.lineage.WhoPaid.Way;
import org.headwaters.core.money.Rational;
import org.junit.jupiter.api.Test;

final class HopsTest {
  private static final Amount HUNDRED = new Amount(BigInteger.valueOf(100), BigInteger.ZERO);

  private static WhoPaid paid(World world) {
    return WhoPaid.of(world.graph(), List.of(new Payer("service:s", "service:s", BigInteger.TEN)));
  }

  @Test
  void aStepTellsWhatItKeptAndByWhichRule() {
    World world =
        new World()
            .rules(World.GENEROUS)
            .full("service:s")
            .asset("model:m", Disclosure.FULL, 200_000)
            .edge("service:s", "model:m", SERVES)
            .edge("model:m", "model:base", FINETUNE);
    Hop hop = paid(world).hops().of(new Crossing("model:m", "model:m"), Onward.to("model:base"));
    assertThat(hop.passed()).isEqualTo(Rational.of(4, 5));
    assertThat(hop.rule()).isEqualTo("rest/known/base/model:base:finetune/confident");
    assertThat(hop.stage()).isEqualTo(Stage.BASE);
    assertThat(hop.kept())
        .containsExactly(new Hop.Kept("model:m", Destination.OWN, null, Rational.of(1, 5)));
  }

  @Test
  void aCycleIsOneStepWhateverGoesRoundInIt() {
    World world =
        new World()
            .full("service:s")
            .full("model:a")
            .full("model:b")
            .edge("service:s", "model:a", SERVES)
            .edge("model:a", "model:b", MERGE)
            .edge("model:a", "model:c", MERGE)
            .edge("model:b", "model:a", MERGE)
            .edge("model:b", "model:c", MERGE);
    WhoPaid paid = paid(world);
    SortedMap<String, Way> ways = paid.ways("model:c", HUNDRED);
    assertThat(ways.values())
        .extracting(Way::crossings)
        .contains(
            List.of(
                new Crossing("service:s", "service:s"),
                new Crossing("model:a", "model:b"),
                new Crossing("model:c", "model:c")));
    Hop hop = paid.hops().of(new Crossing("model:a", "model:b"), Onward.to("model:c"));
    assertThat(hop.members()).containsExactly("model:a", "model:b");
    // From a, two of three parts leave at a, one at b.
    assertThat(hop.passed()).isEqualTo(Rational.of(1, 3));
  }

  @Test
  void whatAStepPassesOnAndWhatItKeepsIsOneWhole() {
    int cycles = 0;
    for (long seed = 1; seed <= 200; seed++) {
      RandomWorld random = new RandomWorld(seed);
      AssetGraph graph = random.graph().withEarners(random.entries.keySet());
      List<Payer> payers = new ArrayList<>();
      random.entries.forEach((id, micros) -> payers.add(new Payer("service:x", id, micros)));
      Hops hops = WhoPaid.of(graph, payers).hops();
      for (int asset = 0; asset < graph.size(); asset++) {
        int group = graph.groups().groupOf(asset);
        String entered = graph.assetId(asset);
        Rational whole = Rational.ZERO;
        for (int place = 0; place < graph.groups().size(group); place++) {
          int left = graph.groups().member(group, place);
          for (Onward onward : onwards(graph, left, group)) {
            whole = whole.add(hops.of(new Crossing(entered, graph.assetId(left)), onward).passed());
          }
        }
        Hop any = hops.of(new Crossing(entered, entered), Onward.to("nowhere"));
        for (Hop.Kept kept : any.kept()) {
          whole = whole.add(kept.share());
        }
        assertThat(whole).as("seed %s, %s", seed, entered).isEqualTo(Rational.ONE);
        cycles += any.members().size() > 1 ? 1 : 0;
      }
    }
    assertThat(cycles).isGreaterThan(50);
  }

  /** Where money leaves the group to, but for what it keeps. */
  private static Set<Onward> onwards(AssetGraph graph, int asset, int group) {
    Set<Onward> onwards = new LinkedHashSet<>();
    for (Exit exit : graph.exits(asset)) {
      boolean kept =
          exit.destination() == Destination.OWN || exit.destination() == Destination.UNDISCLOSED;
      String parent = exit.parentId();
      if (!kept && (parent == null || graph.groups().groupOf(graph.index(parent)) != group)) {
        onwards.add(new Onward(exit.destination(), parent));
      }
    }
    return onwards;
  }

  /**
   * A seeded (asset, amount) is a seeded holder and period: everybody at an asset is paid by the
   * same ways in the same proportion.
   */
  @Test
  void theWaysOfAnyAmountSumToItAndEachShareIsThatOfItsSteps() {
    int amounts = 0;
    int several = 0;
    for (long seed = 1; seed <= 300; seed++) {
      RandomWorld random = new RandomWorld(seed);
      AssetGraph graph = random.graph().withEarners(random.entries.keySet());
      List<Payer> payers = new ArrayList<>();
      for (Map.Entry<String, BigInteger> entry : random.entries.entrySet()) {
        payers.add(new Payer("service:x", entry.getKey(), entry.getValue()));
        payers.add(new Payer("service:y", entry.getKey(), BigInteger.valueOf(-7)));
        payers.add(new Payer("service:z", entry.getKey(), BigInteger.valueOf(11)));
      }
      WhoPaid paid = WhoPaid.of(graph, payers);
      Flows flows = FlowSolver.settle(graph, entries(payers));
      for (Flow flow : flows.flows()) {
        BigInteger micros = flow.amountMicros();
        Amount amount = new Amount(micros.max(BigInteger.ZERO), micros.min(BigInteger.ZERO));
        SortedMap<String, Way> ways = paid.ways(flow.childId(), amount);
        BigInteger sum = BigInteger.ZERO;
        for (Map.Entry<String, Way> way : ways.entrySet()) {
          sum = sum.add(way.getValue().micros());
          assertThat(way.getKey()).isEqualTo(path(way.getValue()));
        }
        assertThat(sum).as("seed %s, %s", seed, flow).isEqualTo(micros);
        amounts++;
        several += ways.size() > 1 ? 1 : 0;
      }
    }
    assertThat(amounts).isGreaterThan(1_000);
    assertThat(several).isGreaterThan(500);
  }

  private static Entries entries(List<Payer> payers) {
    return Entries.of(
        payers.stream().map(each -> new Entries.Entry(each.assetId(), each.micros())).toList());
  }

  private static String path(Way way) {
    StringBuilder path = new StringBuilder(way.earnerId());
    for (Crossing crossing : way.crossings()) {
      path.append(" > ").append(crossing.enteredId());
      if (!crossing.leftId().equals(crossing.enteredId())) {
        path.append(" > ").append(crossing.leftId());
      }
    }
    return path.toString();
  }
}

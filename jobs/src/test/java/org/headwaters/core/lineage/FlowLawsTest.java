package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Rational;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FlowLawsTest {
  private static final int WORLDS = 150;

  @Test
  void paysWhatTheNaiveMethodPays() {
    int cycles = 0;
    for (long seed = 1; seed <= WORLDS; seed++) {
      RandomWorld random = new RandomWorld(seed);
      AssetGraph graph = random.graph().withEarners(random.entries.keySet());
      assertPaysWhatTheNaiveMethodPays(graph, World.entries(random.entries), seed);
      for (int group = 0; group < graph.groups().count(); group++) {
        cycles += graph.groups().size(group) > 1 ? 1 : 0;
      }
    }
    assertThat(cycles).isGreaterThan(WORLDS / 10);
  }

  static void assertPaysWhatTheNaiveMethodPays(AssetGraph graph, Entries entries, long seed) {
    Map<String, Exit> exits = new HashMap<>();
    for (int asset = 0; asset < graph.size(); asset++) {
      for (Exit exit : graph.exits(asset)) {
        exits.put(exit.assetId() + " " + exit.path(), exit);
      }
    }
    Map<String, BigInteger> naive = new TreeMap<>(KeyOrder.UTF8);
    for (Map<String, BigInteger> ofOneSign :
        List.of(entries.positiveMicros(), entries.negativeMicros())) {
      new NaiveFlows(graph, ofOneSign)
          .amounts.forEach((key, amount) -> add(naive, describe(key, exits), amount));
    }
    Map<String, BigInteger> paid = new TreeMap<>(KeyOrder.UTF8);
    Flows flows = FlowSolver.settle(graph, entries);
    flows.flows().forEach(flow -> add(paid, describe(flow), flow.amountMicros()));
    assertThat(paid).as("seed %s", seed).isEqualTo(naive);
    assertThat(paid).as("seed %s: one flow a kind", seed).hasSameSizeAs(flows.flows());
  }

  @Test
  void sharesOfAnAssetsExitsSumToOne() {
    for (long seed = 1; seed <= WORLDS; seed++) {
      AssetGraph graph = new RandomWorld(seed).graph();
      for (int asset = 0; asset < graph.size(); asset++) {
        Rational sum = Rational.ZERO;
        for (Exit exit : graph.exits(asset)) {
          assertThat(exit.share().signum()).as("seed %s", seed).isEqualTo(1);
          sum = sum.add(exit.share());
        }
        assertThat(sum).as("seed %s", seed).isEqualTo(Rational.ONE);
      }
    }
  }

  @Test
  void everyGroupPaysOutWhatItGetsAndBalancesAreTheFlows() {
    for (long seed = 1; seed <= WORLDS; seed++) {
      Flows flows = new RandomWorld(seed).settle();
      Map<String, BigInteger> open = new HashMap<>();
      BigInteger stayed = BigInteger.ZERO;
      for (Balance balance : flows.balances()) {
        open.merge(
            balance.groupId(), balance.inMicros().subtract(balance.outMicros()), BigInteger::add);
        BigInteger kept =
            balance
                .ownMicros()
                .add(balance.documentsMicros())
                .add(balance.peopleMicros())
                .add(balance.outputAttributionsMicros());
        for (BigInteger undisclosed : balance.undisclosedMicros().values()) {
          kept = kept.add(undisclosed);
        }
        assertThat(kept.add(balance.passedOnMicros())).isEqualTo(balance.outMicros());
        stayed = stayed.add(kept);
        BigInteger out = BigInteger.ZERO;
        for (Flow flow : flows.flows()) {
          out = flow.childId().equals(balance.assetId()) ? out.add(flow.amountMicros()) : out;
        }
        assertThat(out).as("seed %s", seed).isEqualTo(balance.outMicros());
      }
      assertThat(open.values()).as("seed %s", seed).allMatch(left -> left.signum() == 0);
      BigInteger entered = BigInteger.ZERO;
      for (String id : flows.entries().assetIds()) {
        entered = entered.add(flows.entries().net(id));
      }
      assertThat(stayed).as("seed %s", seed).isEqualTo(entered);
    }
  }

  @Test
  void theOrderOfRowsChangesNothing() {
    for (long seed = 1; seed <= WORLDS; seed++) {
      RandomWorld random = new RandomWorld(seed);
      Flows flows = random.settle();
      String findings = World.findings(random.graph());
      random.shuffle(seed);
      assertThat(random.settle()).as("seed %s", seed).isEqualTo(flows);
      assertThat(World.findings(random.graph())).as("seed %s", seed).isEqualTo(findings);
    }
  }

  @Test
  void aRefundIsTheMirroredPayment() {
    for (long seed = 1; seed <= WORLDS; seed++) {
      RandomWorld random = new RandomWorld(seed);
      random.entries.keySet().retainAll(List.of(random.entries.keySet().iterator().next()));
      Flows paid = random.settle();
      random.entries.replaceAll((id, micros) -> micros.negate());
      Flows refunded = random.settle();
      List<Flow> mirrored = new ArrayList<>();
      for (Flow flow : refunded.flows()) {
        mirrored.add(
            new Flow(
                flow.childId(),
                flow.destination(),
                flow.parentId(),
                flow.reason(),
                flow.stage(),
                flow.relation(),
                flow.amountMicros().negate()));
      }
      assertThat(mirrored).as("seed %s", seed).isEqualTo(paid.flows());
    }
  }

  @Test
  void renamingWithoutReorderingMovesNothing() {
    for (long seed = 1; seed <= 100; seed++) {
      RandomWorld random = new RandomWorld(seed);
      String flows = World.flows(random.settle());
      World renamed = new World();
      random.world.assets.forEach(
          a ->
              renamed.assets.add(
                  new Asset(rename(a.id()), a.kind(), a.disclosure(), a.ownSharePpm())));
      random.world.edges.forEach(
          e ->
              renamed.edges.add(
                  new Edge(
                      rename(e.childId()),
                      rename(e.parentId()),
                      e.relation(),
                      e.weight(),
                      e.sharePpm(),
                      e.confidencePpm(),
                      e.hasEvidence(),
                      e.validFrom())));
      random.world.contents.forEach(
          c ->
              renamed.contents.add(
                  new Contents(
                      rename(c.assetId()),
                      c.documentsWeight(),
                      rename(c.generators()),
                      c.peopleWeight(),
                      rename(c.raters()))));
      String again =
          World.flows(FlowSolver.settle(renamed.graph(), World.entries(rename(random.entries))));
      assertThat(again.replace(":x", ":")).as("seed %s", seed).isEqualTo(flows);
    }
  }

  @Test
  void groupsComeDownstreamFirst() {
    for (long seed = 1; seed <= WORLDS; seed++) {
      AssetGraph graph = new RandomWorld(seed).graph();
      Groups groups = graph.groups();
      int[] depth = new int[graph.size()];
      for (int group = 0; group < groups.count(); group++) {
        boolean loops = groups.size(group) > 1;
        for (int place = 0; place < groups.size(group); place++) {
          int asset = groups.member(group, place);
          assertThat(groups.place(asset)).isEqualTo(place);
          assertThat(groups.groupOf(asset)).isEqualTo(group);
          for (Exit exit : graph.exits(asset)) {
            if (exit.parentId() == null) {
              continue;
            }
            int parent = graph.index(exit.parentId());
            assertThat(groups.groupOf(parent)).as("seed %s", seed).isGreaterThanOrEqualTo(group);
            loops |= parent == asset;
            if (groups.groupOf(parent) != group) {
              for (int i = 0; i < groups.size(groups.groupOf(parent)); i++) {
                int member = groups.member(groups.groupOf(parent), i);
                depth[member] = Math.max(depth[member], groups.depth(asset) + 1);
              }
            }
          }
        }
        assertThat(groups.isCycle(group)).as("seed %s", seed).isEqualTo(loops);
      }
      for (int asset = 0; asset < graph.size(); asset++) {
        assertThat(groups.depth(asset)).as("seed %s", seed).isEqualTo(depth[asset]);
      }
    }
  }

  private static String rename(String id) {
    return id.replace(":", ":x");
  }

  private static SortedMap<String, BigInteger> rename(Map<String, BigInteger> byId) {
    SortedMap<String, BigInteger> renamed = new TreeMap<>();
    byId.forEach((id, value) -> renamed.put(rename(id), value));
    return renamed;
  }

  /** Each sign by itself. */
  private static void add(Map<String, BigInteger> sums, String key, BigInteger amount) {
    sums.merge(key + " " + amount.signum(), amount, BigInteger::add);
  }

  private static String describe(Flow flow) {
    return describe(
        flow.childId(),
        flow.destination(),
        flow.parentId(),
        flow.reason(),
        flow.stage(),
        flow.relation());
  }

  private static String describe(String key, Map<String, Exit> exits) {
    Exit exit = exits.get(key);
    if (exit == null) {
      String child = key.substring(0, key.indexOf(' '));
      return describe(child, Destination.UNDISCLOSED, null, Reason.CLOSED_CYCLE, null, null);
    }
    return describe(
        exit.assetId(),
        exit.destination(),
        exit.parentId(),
        exit.reason(),
        exit.stage(),
        exit.relation());
  }

  private static String describe(
      String child,
      Destination destination,
      @Nullable String parent,
      @Nullable Reason reason,
      @Nullable Stage stage,
      @Nullable Relation relation) {
    return String.join(
        " ",
        child,
        destination.key(),
        String.valueOf(parent),
        String.valueOf(reason),
        String.valueOf(stage),
        String.valueOf(relation));
  }
}

package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwaters.core.lineage.Relation.*;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.lineage.WhoPaid.Amount;
import org.headwaters.core.lineage.WhoPaid.Payer;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Rational;
import org.junit.jupiter.api.Test;

final class WhoPaidTest {
  private static Amount amount(long positive, long negative) {
    return new Amount(BigInteger.valueOf(positive), BigInteger.valueOf(negative));
  }

  private static Payer payer(String earner, String asset, long micros) {
    return new Payer(earner, asset, BigInteger.valueOf(micros));
  }

  /** Two services pay a model, one half and one all of its money. */
  private static World two() {
    return new World()
        .rules(World.GENEROUS)
        .asset("service:a", Disclosure.FULL, 500_000)
        .full("service:b")
        .edge("service:a", "model:m", SERVES)
        .edge("service:b", "model:m", SERVES);
  }

  @Test
  void theSmallestAmountStillAddsUp() {
    WhoPaid paid =
        WhoPaid.of(
            two().graph(),
            List.of(payer("service:a", "service:a", 300), payer("service:b", "service:b", 100)));
    assertThat(paid.earners("model:m", amount(250, 0)))
        .hasToString("{service:a=150, service:b=100}");
    assertThat(paid.earners("model:m", amount(3, 0))).hasToString("{service:a=1, service:b=2}");
    assertThat(paid.earners("model:m", amount(1, 0))).hasToString("{service:b=1}");
    assertThat(paid.earners("model:m", amount(0, 0))).isEmpty();
    assertThat(paid.paths("model:m", amount(3, 0)))
        .hasToString("{service:a > service:a > model:m=1, service:b > service:b > model:m=2}");
    assertThat(paid.earners("service:a", amount(7, 0))).hasToString("{service:a=7}");
  }

  @Test
  void eachSignHasItsOwnPayers() {
    WhoPaid paid =
        WhoPaid.of(
            two().graph(),
            List.of(
                payer("service:a", "service:a", 300),
                payer("service:b", "service:b", 100),
                payer("service:b", "model:m", -40),
                payer("model:z", "model:m", -40)));
    assertThat(paid.earners("model:m", amount(250, -80)))
        .hasToString("{model:z=-40, service:a=150, service:b=60}");
    assertThat(paid.paths("model:m", amount(0, -3)))
        .hasToString("{model:z > model:m=-1, service:b > model:m=-2}");
  }

  @Test
  void whatNobodyPaidIsABreach() {
    WhoPaid paid = WhoPaid.of(two().graph(), List.of(payer("service:a", "service:a", 300)));
    assertThatThrownBy(() -> paid.earners("model:m", amount(0, -1)))
        .isInstanceOf(Breach.class)
        .hasMessage("Nothing that was entered explains -1 micros.");
    assertThatThrownBy(() -> paid.paths("service:b", amount(1, 0))).isInstanceOf(Breach.class);
    assertThatThrownBy(() -> amount(-1, 0))
        .isInstanceOf(Breach.class)
        .hasMessage("-1 and 0 micros: the first is 0 or more, the second 0 or less.");
    assertThatThrownBy(() -> amount(0, 1)).isInstanceOf(Breach.class);
  }

  @Test
  void aPathNamesWhereItEntersAndLeavesACycle() {
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
    WhoPaid paid = WhoPaid.of(world.graph(), List.of(payer("service:s", "service:s", 9)));
    // From a, two of three parts leave at a, one at b.
    assertThat(paid.paths("model:c", amount(300, 0)))
        .hasToString(
            "{service:s > service:s > model:a > model:b > model:c=100,"
                + " service:s > service:s > model:a > model:c=200}");
    assertThat(paid.paths("model:b", amount(5, 0)))
        .hasToString("{service:s > service:s > model:a > model:b=5}");
  }

  @Test
  void whatAClosedCycleKeepsIsPaidByWhoeverEntersIt() {
    World world =
        new World()
            .full("model:a")
            .full("model:b")
            .edge("model:a", "model:b", MERGE)
            .edge("model:b", "model:a", MERGE)
            .full("service:s")
            .edge("service:s", "model:b", SERVES);
    WhoPaid paid =
        WhoPaid.of(
            world.graph(),
            List.of(payer("service:s", "service:s", 3), payer("model:a", "model:a", 1)));
    assertThat(paid.earners("model:a", amount(4, 0))).hasToString("{model:a=1, service:s=3}");
    assertThat(paid.paths("model:a", amount(4, 0)))
        .hasToString("{model:a > model:a=1, service:s > service:s > model:b > model:a=3}");
    assertThatThrownBy(() -> paid.earners("model:b", amount(1, 0))).isInstanceOf(Breach.class);
  }

  @Test
  void tooManyPathsAreRefused() {
    World world = new World();
    int depth = 15;
    for (int level = 0; level <= depth; level++) {
      for (String side : List.of("l", "r")) {
        world.full("dataset:" + side + level);
        for (String other : List.of("l", "r")) {
          world.edge("dataset:" + side + level, "dataset:" + other + (level + 1), MIXTURE);
        }
      }
    }
    WhoPaid paid = WhoPaid.of(world.graph(), List.of(payer("dataset:l0", "dataset:l0", 1)));
    assertThat(paid.paths("dataset:l5", amount(1_000, 0))).hasSize(16);
    assertThatThrownBy(() -> paid.paths("dataset:l" + depth, amount(1, 0)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("More than 10000 paths lead to dataset:l15. Ask for its earners instead.");
    assertThat(paid.earners("dataset:l" + depth, amount(1, 0))).hasSize(1);
  }

  @Test
  void equalsTheSolutionOfAllEquationsAtOnce() {
    int shared = 0;
    for (long seed = 1; seed <= 120; seed++) {
      RandomWorld random = new RandomWorld(seed);
      AssetGraph graph = random.graph().withEarners(random.entries.keySet());
      List<Payer> payers = new ArrayList<>();
      Random more = new Random(seed);
      random.entries.forEach(
          (id, micros) -> {
            payers.add(new Payer("service:x" + more.nextInt(2), id, micros));
            payers.add(new Payer("service:y", id, BigInteger.valueOf(more.nextInt(1_000) - 500)));
          });
      WhoPaid paid = WhoPaid.of(graph, payers);
      for (int asset = 0; asset < graph.size(); asset++) {
        if (inClosedGroup(graph, asset)) {
          continue;
        }
        for (int sign : new int[] {1, -1}) {
          SortedMap<String, Rational> weights = naive(graph, asset, payers, sign);
          if (weights.isEmpty()) {
            continue;
          }
          BigInteger micros = BigInteger.valueOf(sign * (1L + more.nextInt(1_000_000)));
          Amount amount = new Amount(micros.max(BigInteger.ZERO), micros.min(BigInteger.ZERO));
          SortedMap<String, BigInteger> earners = paid.earners(graph.assetId(asset), amount);
          assertThat(earners).as("seed %s", seed).isEqualTo(split(micros, weights));
          shared += earners.size() > 1 ? 1 : 0;
          BigInteger sum = BigInteger.ZERO;
          Map<String, BigInteger> paths = paid.paths(graph.assetId(asset), amount);
          for (BigInteger part : paths.values()) {
            sum = sum.add(part);
          }
          assertThat(sum).as("seed %s", seed).isEqualTo(micros);
        }
      }
    }
    assertThat(shared).isGreaterThan(100);
  }

  private static boolean inClosedGroup(AssetGraph graph, int asset) {
    Groups groups = graph.groups();
    int group = groups.groupOf(asset);
    for (int place = 0; place < groups.size(group); place++) {
      for (Exit exit : graph.exits(groups.member(group, place))) {
        if (exit.parentId() == null || groups.groupOf(graph.index(exit.parentId())) != group) {
          return false;
        }
      }
    }
    return true;
  }

  private static SortedMap<String, BigInteger> split(
      BigInteger micros, SortedMap<String, Rational> weights) {
    Rational total = weights.values().stream().reduce(Rational.ZERO, Rational::add);
    List<Rational> shares = new ArrayList<>();
    weights.values().forEach(weight -> shares.add(weight.divide(total)));
    List<BigInteger> split = Apportionment.splitShares(micros, shares);
    SortedMap<String, BigInteger> parts = new TreeMap<>(KeyOrder.UTF8);
    int next = 0;
    for (String earner : weights.keySet()) {
      if (split.get(next++).signum() != 0) {
        parts.put(earner, split.get(next - 1));
      }
    }
    return parts;
  }

  /**
   * Every walk counts: the sum over all of them is the solution of h = e + P·h over all assets,
   * without those in closed groups, which money does not leave.
   */
  private static SortedMap<String, Rational> naive(
      AssetGraph graph, int target, List<Payer> payers, int sign) {
    int n = graph.size();
    Rational[][] rows = new Rational[n][n + 1];
    for (int from = 0; from < n; from++) {
      for (int to = 0; to <= n; to++) {
        boolean one = to == from || to == n && from == target;
        rows[from][to] = one ? Rational.ONE : Rational.ZERO;
      }
      for (Exit exit : graph.exits(from)) {
        if (exit.parentId() != null && !inClosedGroup(graph, from)) {
          int to = graph.index(exit.parentId());
          rows[from][to] = rows[from][to].subtract(exit.share());
        }
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int row = 0; row < n; row++) {
        if (row != k && rows[row][k].signum() != 0) {
          Rational factor = rows[row][k].divide(rows[k][k]);
          for (int column = 0; column <= n; column++) {
            rows[row][column] = rows[row][column].subtract(factor.multiply(rows[k][column]));
          }
        }
      }
    }
    SortedMap<String, Rational> weights = new TreeMap<>(KeyOrder.UTF8);
    for (Payer payer : payers) {
      int from = graph.index(payer.assetId());
      Rational arriving = rows[from][n].divide(rows[from][from]);
      if (payer.micros().signum() == sign && arriving.signum() > 0) {
        weights.merge(
            payer.earnerId(),
            arriving.multiply(new Rational(payer.micros().abs(), BigInteger.ONE)),
            Rational::add);
      }
    }
    return weights;
  }
}

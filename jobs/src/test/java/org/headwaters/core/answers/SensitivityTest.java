package org.headwaters.core.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.headwaters.core.answers.Sensitivity.Change;
import org.headwaters.core.answers.Sensitivity.Kind;
import org.headwaters.core.answers.Sensitivity.Moved;
import org.headwaters.core.lineage.Asset;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Contents;
import org.headwaters.core.lineage.Disclosure;
import org.headwaters.core.lineage.Edge;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.money.ExchangeRates;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.policy.RevenueKind;
import org.headwaters.core.settlement.RevenueSum;
import org.junit.jupiter.api.Test;

final class SensitivityTest {
  private static final LocalDate LAST = LocalDate.of(2026, 9, 30);

  private static Edge edge(String child, String parent, Relation relation, long weight) {
    return new Edge(
        child, parent, relation, BigInteger.valueOf(weight), null, 1_000_000, false, LAST);
  }

  private static Contents documents(String dataset, long weight) {
    return new Contents(
        dataset, BigInteger.valueOf(weight), new TreeMap<>(), BigInteger.ZERO, new TreeMap<>());
  }

  private static Asset full(String id, AssetKind kind) {
    return new Asset(id, kind, Disclosure.FULL, 0);
  }

  /** A service passes 100 of its 1,000 on, 90 to the graph: to two data sets, three to one. */
  private static Trial trial() {
    return new Trial(
        List.of(
            new RevenueSum(
                "service:s", RevenueKind.USAGE, "EUR", null, 1, new BigDecimal("0.001"))),
        new ExchangeRates("EUR", List.of()),
        LAST,
        Policy.of(Map.of("levies_ppm", Map.of("fund:commons", 100_000))),
        new LineageInput(
            List.of(
                full("service:s", AssetKind.SERVICE),
                full("model:m", AssetKind.MODEL),
                full("dataset:a", AssetKind.DATASET),
                full("dataset:b", AssetKind.DATASET)),
            List.of(
                edge("service:s", "model:m", Relation.SERVES, 1),
                edge("model:m", "dataset:a", Relation.PRETRAINING_DATA, 30),
                edge("model:m", "dataset:b", Relation.PRETRAINING_DATA, 10)),
            List.of(documents("dataset:a", 5), documents("dataset:b", 7)),
            Map.of(),
            Set.of()));
  }

  private static Moved moved(Kind kind, String name) {
    return Sensitivity.of(trial(), 20).stream()
        .filter(each -> each.kind() == kind && each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aLowerRateLeavesTheEarnerWhatItTakesFromAllOthers() {
    Moved rate = moved(Kind.RATE_PPM, "usage");
    assertThat(rate.before()).isEqualTo(100_000);
    assertThat(rate.after()).isEqualTo(90_000);
    assertThat(rate.movedMicros()).isEqualTo(10);
    // Of 81 instead of 90, three of four are 60 instead of 67.
    assertThat(rate.changes())
        .containsExactly(
            new Change("retained service:s", BigInteger.valueOf(10)),
            new Change("documents dataset:a", BigInteger.valueOf(-7)),
            new Change("documents dataset:b", BigInteger.valueOf(-2)),
            new Change("fund fund:commons", BigInteger.valueOf(-1)));
  }

  @Test
  void aLighterEdgeLeavesItsSiblingsMore() {
    // 27 of 37 of 90 are 65; they were 30 of 40, 67.
    Moved edge = moved(Kind.EDGE_WEIGHT, "model:m → dataset:a (pretraining_data)");
    assertThat(edge.changes())
        .containsExactly(
            new Change("documents dataset:a", BigInteger.valueOf(-2)),
            new Change("documents dataset:b", BigInteger.valueOf(2)));
    // One that is alone in its stage is cut without anybody noticing, as is one data set's weight.
    assertThat(moved(Kind.EDGE_WEIGHT, "service:s → model:m (serves)").changes()).isEmpty();
    assertThat(moved(Kind.DATASET_WEIGHT, "dataset:a").movedMicros()).isZero();
  }

  @Test
  void whatSomeGainOthersLoseAndTheHeaviestAreToldFirst() {
    List<Moved> all = Sensitivity.of(trial(), 1);
    assertThat(all).extracting(Moved::kind).contains(Kind.STAGE_PPM);
    assertThat(all).filteredOn(each -> each.kind() == Kind.EDGE_WEIGHT).hasSize(1);
    BigInteger last = all.get(0).movedMicros();
    for (Moved each : all) {
      BigInteger sum = BigInteger.ZERO;
      BigInteger gained = BigInteger.ZERO;
      for (Change change : each.changes()) {
        sum = sum.add(change.micros());
        gained = gained.add(change.micros().max(BigInteger.ZERO));
      }
      assertThat(sum).as(each.name()).isZero();
      assertThat(gained).as(each.name()).isEqualTo(each.movedMicros()).isLessThanOrEqualTo(last);
      last = each.movedMicros();
    }
  }
}

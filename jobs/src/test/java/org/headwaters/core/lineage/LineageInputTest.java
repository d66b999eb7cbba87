package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LineageInputTest {
  @Test
  void numbersOutsideTheirRangeAreRefused() {
    for (int wrong : new int[] {-1, 1_000_001}) {
      assertThatThrownBy(() -> new Asset("model:a", AssetKind.MODEL, Disclosure.FULL, wrong))
          .isInstanceOf(InvalidInput.class)
          .hasMessage("The own share of model:a is %s ppm; give 0 to 1000000.", wrong);
      assertThatThrownBy(() -> edge(null, wrong, 0))
          .isInstanceOf(InvalidInput.class)
          .hasMessage("The share of model:a ← model:b is %s ppm; give 0 to 1000000.", wrong);
      assertThatThrownBy(() -> edge(null, null, wrong))
          .isInstanceOf(InvalidInput.class)
          .hasMessage("The confidence of model:a ← model:b is %s ppm; give 0 to 1000000.", wrong);
      assertThatThrownBy(() -> new FlowRules(Map.of(), Map.of(), Map.of(), wrong, 1_000))
          .isInstanceOf(UsageError.class)
          .hasMessage("feedback_ppm is %s; give 0 to 1000000.", wrong);
      assertThatThrownBy(
              () -> new FlowRules(Map.of(), Map.of(Disclosure.NONE, wrong), Map.of(), 0, 1_000))
          .hasMessage("undisclosed_ppm.none is %s; give 0 to 1000000.", wrong);
      assertThatThrownBy(
              () -> new FlowRules(Map.of(), Map.of(), Map.of(AssetKind.MODEL, wrong), 0, 1_000))
          .hasMessage("own_share_max_ppm.model is %s; give 0 to 1000000.", wrong);
    }
    assertThatThrownBy(() -> edge(-1L, null, 0))
        .hasMessage("The weight of model:a ← model:b is -1; give 0 or more.");
    assertThatThrownBy(
            () ->
                new FlowRules(
                    Map.of(AssetKind.MODEL, Map.of(Stage.BASE, -1)), Map.of(), Map.of(), 0, 1_000))
        .hasMessage("stages_ppm.model.base is -1; give 0 or more.");
    for (int units : new int[] {-1, 0, 3, 2_000_000}) {
      assertThatThrownBy(() -> new FlowRules(Map.of(), Map.of(), Map.of(), 0, units))
          .isInstanceOf(Breach.class)
          .hasMessage("A token or document weighs %s units, which do not divide 1000000.", units);
    }
    assertThat(new FlowRules(Map.of(), Map.of(), Map.of(), 0, 1).documentUnits()).isEqualTo(1);
    assertThat(edge(0L, 0, 0).sharePpm()).isZero();
    assertThat(edge(0L, 1_000_000, 1_000_000).confidencePpm()).isEqualTo(1_000_000);
    assertThatThrownBy(() -> new World().holds("dataset:d", -1, Map.of()))
        .hasMessage("A weight in dataset:d is -1000; weights are 0 or more.");
    assertThatThrownBy(() -> new World().holds("dataset:d", 1, Map.of(), -1, Map.of()))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> new World().holds("dataset:d", 1, Map.of("model:g", -1L)))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void theEndsOfARangeBelongToIt() {
    for (int ppm : new int[] {0, 1_000_000}) {
      assertThat(new Asset("model:a", AssetKind.MODEL, Disclosure.FULL, ppm).ownSharePpm())
          .isEqualTo(ppm);
      FlowRules rules =
          new FlowRules(
              Map.of(AssetKind.MODEL, Map.of(Stage.BASE, ppm)),
              Map.of(Disclosure.NONE, ppm),
              Map.of(AssetKind.MODEL, ppm),
              ppm,
              World.DOCUMENT_UNITS);
      assertThat(rules.stagePpm(AssetKind.MODEL, Stage.BASE)).isEqualTo(ppm);
      assertThat(rules.undisclosedPpm(Disclosure.NONE)).isEqualTo(ppm);
      assertThat(rules.ownShareMaxPpm(AssetKind.MODEL)).isEqualTo(ppm);
    }
  }

  @Test
  void oneThingIsDescribedOnce() {
    assertThatThrownBy(() -> new World().full("model:a").full("model:a").graph())
        .isInstanceOf(InvalidInput.class)
        .hasMessage("The asset model:a is described twice. Keep one row of it in assets.");
    assertThatThrownBy(
            () -> new World().documents("dataset:d").holds("dataset:d", 1, Map.of()).graph())
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "The contents of dataset:d are given twice. Give one set of contributions for it.");
  }

  @Test
  void tooMuchIsRefusedWithTheNumber() {
    AssetGraph.checkSize(AssetGraph.MAX_ASSETS, AssetGraph.MAX_EDGES);
    LoopSolver.checkSize(LoopSolver.MAX_GROUP_ASSETS, "model:a");
    assertThatThrownBy(() -> AssetGraph.checkSize(AssetGraph.MAX_ASSETS + 1L, 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("The lineage has 4000001 assets, more than 4000000.");
    assertThatThrownBy(() -> AssetGraph.checkSize(0, AssetGraph.MAX_EDGES + 1L))
        .hasMessageStartingWith("The lineage has 10000001 derivations, more than 10000000.");
    assertThatThrownBy(() -> LoopSolver.checkSize(2_001, "model:a"))
        .hasMessageStartingWith("The group of model:a has 2001 assets that derive from each other");
    List<Asset> many =
        Collections.nCopies(
            AssetGraph.MAX_ASSETS + 1, new Asset("model:a", AssetKind.MODEL, Disclosure.FULL, 0));
    assertThatThrownBy(() -> AssetGraph.of(World.DEFAULT, LineageInput.of(many, List.of())))
        .hasMessageStartingWith("The lineage has 4000001 assets");
  }

  @Test
  void namesAreThoseOfTheData() {
    assertThat(AssetKind.ofId("service:a/b")).isEqualTo(AssetKind.SERVICE);
    assertThat(AssetKind.ofId("unknown:a")).isEqualTo(AssetKind.UNKNOWN);
    assertThat(AssetKind.ofId("models:a")).isEqualTo(AssetKind.UNKNOWN);
    assertThat(Stage.PRETRAINING_DATA.key()).isEqualTo("pretraining_data");
    assertThat(Relation.GENERATED_BY.key()).isEqualTo("generated_by");
    assertThat(Disclosure.UNSTATED.key()).isEqualTo("unstated");
    assertThat(Reason.NO_LINEAGE.key()).isEqualTo("no_lineage");
    assertThat(FindingKind.SHARE_CAPPED.key()).isEqualTo("share_capped");
    for (AssetKind parent : AssetKind.values()) {
      assertThat(Relation.DISTILLATION.stage(AssetKind.MODEL, parent))
          .isEqualTo(Stage.DISTILLATION);
      assertThat(Relation.DISTILLATION.stage(AssetKind.DATASET, parent)).isEqualTo(Stage.CONTENTS);
      assertThat(Relation.MIXTURE.stage(AssetKind.DATASET, parent)).isEqualTo(Stage.CONTENTS);
      assertThat(Relation.DEPENDENCY.stage(AssetKind.UNKNOWN, parent)).isNull();
      assertThat(Relation.DEPENDENCY.stage(parent, AssetKind.UNKNOWN)).isNull();
    }
  }

  @Test
  void everyNameReadsBackAndNoOtherDoes() {
    for (AssetKind kind : AssetKind.values()) {
      assertThat(AssetKind.of(kind.key())).isEqualTo(kind);
    }
    for (Disclosure disclosure : Disclosure.values()) {
      assertThat(Disclosure.of(disclosure.key())).isEqualTo(disclosure);
    }
    for (Relation relation : Relation.values()) {
      assertThat(Relation.of(relation.key())).isEqualTo(relation);
    }
    for (Stage stage : Stage.values()) {
      assertThat(Stage.of(stage.key())).isEqualTo(stage);
    }
    assertThatThrownBy(() -> AssetKind.of("Model"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "There is no kind of asset 'Model'. Use one of service, model, dataset, unknown.");
    assertThatThrownBy(() -> Disclosure.of(""))
        .hasMessage("There is no disclosure ''. Use one of full, partial, none, unstated.");
    assertThatThrownBy(() -> Relation.of("teaches"))
        .hasMessageStartingWith(
            "There is no relation 'teaches'. Use one of serves, finetune, adapter, quantized,");
    assertThatThrownBy(() -> Stage.of("later"))
        .hasMessageStartingWith("There is no stage 'later'. Use one of serving, base,");
  }

  @Test
  void whatComesInIsCopied() {
    TreeMap<String, BigInteger> generators = new TreeMap<>(Map.of("model:g", BigInteger.ONE));
    Contents contents =
        new Contents("dataset:d", BigInteger.ONE, generators, BigInteger.ZERO, new TreeMap<>());
    generators.clear();
    assertThat(contents.generators()).containsOnlyKeys("model:g");
    World world = new World().full("model:a");
    LineageInput input = LineageInput.of(world.assets, world.edges);
    world.assets.clear();
    assertThat(AssetGraph.of(World.DEFAULT, input).size()).isEqualTo(1);
  }

  private static Edge edge(@Nullable Long weight, @Nullable Integer sharePpm, int confidencePpm) {
    return new Edge(
        "model:a",
        "model:b",
        Relation.MERGE,
        weight == null ? null : BigInteger.valueOf(weight),
        sharePpm,
        confidencePpm,
        true,
        World.DAY);
  }
}

package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwaters.core.lineage.Relation.*;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;

final class ExitTreeTest {
  @Test
  void dividesAModelByContractsOwnShareDisclosureStagesAndConfidence() {
    World world =
        new World()
            .asset("model:m", Disclosure.PARTIAL, 50_000)
            .share("model:m", "dataset:s", FINETUNING_DATA, 150_000)
            .edge("model:m", "model:b", FINETUNE, 3L)
            .edge("model:m", "model:a", MERGE, 1L)
            .doubtful("model:m", "dataset:p", PRETRAINING_DATA, 750_000);

    assertThat(world.exits("model:m"))
        .isEqualTo(
            """
            own 1/20 own
            rest/known/base/model:a:merge/confident 4/55 asset model:a @base merge =1
            rest/known/base/model:b:finetune/confident 12/55 asset model:b @base finetune =3
            rest/known/pretraining_data/dataset:p:pretraining_data/confident 72/275 asset dataset:p @pretraining_data pretraining_data =1
            rest/known/pretraining_data/dataset:p:pretraining_data/doubtful 24/275 undisclosed low_confidence @pretraining_data pretraining_data =1
            rest/undisclosed 4/25 undisclosed not_disclosed
            share:dataset:s:finetuning_data/confident 3/20 asset dataset:s @finetuning_data finetuning_data
            """);
  }

  @Test
  void ordersSiblingsByTheirWholeKey() {
    // As ids "dataset:a" comes before "dataset:a!"; as keys ':' comes after '!'.
    World world =
        new World()
            .full("model:m")
            .edge("model:m", "dataset:a", PRETRAINING_DATA, 1L)
            .edge("model:m", "dataset:a!", PRETRAINING_DATA, 1L)
            .edge("model:m", "dataset:a\uD83D\uDE00", PRETRAINING_DATA, 1L)
            .edge("model:m", "dataset:a\uFFFD", PRETRAINING_DATA, 1L);

    assertThat(world.graph().exits(world.graph().index("model:m")))
        .extracting(Exit::parentId)
        .containsExactly("dataset:a!", "dataset:a", "dataset:a\uFFFD", "dataset:a\uD83D\uDE00");
  }

  @Test
  void givesEdgesWithoutWeightTheSmallestPositiveOne() {
    World world =
        new World()
            .full("model:m")
            .edge("model:m", "dataset:a", PRETRAINING_DATA, 5L)
            .edge("model:m", "dataset:b", PRETRAINING_DATA)
            .edge("model:m", "dataset:c", PRETRAINING_DATA, 2L)
            .edge("model:m", "dataset:d", PRETRAINING_DATA, 0L)
            .edge("model:m", "dataset:e", PRETRAINING_DATA, 7L);

    assertThat(shares(world, "model:m"))
        .isEqualTo("dataset:a 5/16, dataset:b 1/8, dataset:c 1/8, dataset:e 7/16");
    assertThat(world.findings())
        .contains("weights_incomplete model:m: 1 of 5 parts of pretraining_data have no weight\n");
  }

  @Test
  void dividesEquallyWhereNoWeightIsGiven() {
    World world =
        new World()
            .full("model:m")
            .edge("model:m", "model:a", MERGE)
            .edge("model:m", "model:b", MERGE);
    assertThat(shares(world, "model:m")).isEqualTo("model:a 1/2, model:b 1/2");
    assertThat(world.findings()).contains("weights_incomplete model:m: 2 of 2 parts of base");

    World lone = new World().full("model:m").edge("model:m", "model:a", MERGE);
    assertThat(lone.findings()).doesNotContain("weights_incomplete");

    World zero =
        new World()
            .full("model:m")
            .edge("model:m", "model:z", MERGE, 0L)
            .edge("model:m", "model:a", MERGE);
    assertThat(shares(zero, "model:m")).isEqualTo("model:a 1");
  }

  @Test
  void aContractWithoutEvidenceIsAnOrdinaryEdge() {
    World world = new World().full("model:m");
    world.edges.add(
        new Edge("model:m", "model:a", MERGE, null, 900_000, 1_000_000, false, World.DAY));
    world.edge("model:m", "model:b", FINETUNE);

    assertThat(shares(world, "model:m")).isEqualTo("model:a 1/2, model:b 1/2");
    assertThat(world.findings())
        .contains(
            "share_without_evidence model:m model:a: share_ppm 900000 of merge has no evidence");
  }

  @Test
  void sharesOverOneWholeGoToUndisclosed() {
    World world =
        new World()
            .asset("model:m", Disclosure.FULL, 200_000)
            .share("model:m", "model:a", MERGE, 500_000)
            .share("model:m", "model:b", MERGE, 400_001)
            .full("model:a")
            .full("model:b");

    assertThat(world.exits("model:m")).isEqualTo("undisclosed 1 undisclosed impossible_shares\n");
    assertThat(world.findings())
        .contains(
            "impossible_shares model:m: contracts of 900001 ppm and an own share of 100000 ppm\n")
        .contains("share_capped model:m: own share 200000 ppm, capped at 100000\n");

    World whole =
        new World()
            .asset("model:m", Disclosure.FULL, 100_000)
            .share("model:m", "model:a", MERGE, 900_000);
    assertThat(whole.exits("model:m"))
        .isEqualTo(
            """
            own 1/10 own
            share:model:a:merge/confident 9/10 asset model:a @base merge
            """);
    assertThat(whole.findings()).doesNotContain("no_lineage").doesNotContain("share_capped");
  }

  @Test
  void aModelWithoutABaseKeepsAPartForWhatItMustHaveStartedFrom() {
    World silent =
        new World()
            .asset("model:m", Disclosure.UNSTATED, 0)
            .edge("model:m", "model:t", DISTILLATION);
    String missing =
        """
        rest/known/distillation/model:t:distillation/confident 4/15 asset model:t @distillation distillation =1
        rest/known/missing 8/15 undisclosed missing_stage
        rest/undisclosed 1/5 undisclosed not_disclosed
        """;
    assertThat(silent.exits("model:m")).isEqualTo(missing);
    // Naming a base of weight 0 does not free the teacher's share.
    silent.edge("model:m", "model:b", FINETUNE, 0L);
    assertThat(silent.exits("model:m")).isEqualTo(missing);
    silent.share("model:m", "model:c", FINETUNE, 0);
    assertThat(silent.exits("model:m")).isEqualTo(missing);
    silent.share("model:m", "model:d", FINETUNE, 1);
    assertThat(silent.exits("model:m")).doesNotContain("missing");

    World data =
        new World()
            .asset("model:m", Disclosure.PARTIAL, 0)
            .edge("model:m", "dataset:p", PRETRAINING_DATA)
            .edge("model:m", "model:t", DISTILLATION);
    assertThat(data.exits("model:m")).doesNotContain("missing");
    World full = new World().full("model:m").edge("model:m", "model:t", DISTILLATION);
    assertThat(full.exits("model:m")).doesNotContain("missing");
    World service =
        new World().asset("service:s", Disclosure.PARTIAL, 0).edge("service:s", "model:t", SERVES);
    assertThat(service.exits("service:s")).doesNotContain("missing");
  }

  @Test
  void missingAloneIsNoLineage() {
    World world = new World().asset("model:m", Disclosure.PARTIAL, 0);
    assertThat(world.exits("model:m"))
        .isEqualTo(
            """
            rest/known 4/5 undisclosed no_lineage
            rest/undisclosed 1/5 undisclosed not_disclosed
            """);
    assertThat(world.findings())
        .isEqualTo("no_lineage model:m: nothing is known that money could go to\n");

    World none = new World().asset("model:m", Disclosure.NONE, 0);
    assertThat(none.exits("model:m")).isEqualTo("rest/undisclosed 1 undisclosed not_disclosed\n");
    assertThat(none.findings()).isEmpty();
  }

  @Test
  void anEdgeOfAStageWithoutPpmCarriesNothing() {
    World world =
        new World()
            .full("service:s")
            .full("model:x")
            .edge("service:s", "model:x", FINETUNE)
            .edge("service:s", "model:x", SERVES);
    assertThat(shares(world, "service:s")).isEqualTo("model:x 1");
    assertThat(world.exits("service:s")).contains("/serving/");
    assertThat(world.findings())
        .startsWith(
            "no_lineage model:x: nothing is known that money could go to\n"
                + "stage_without_ppm service:s model:x: finetune is of stage base, for which the"
                + " policy gives a service nothing\n");
  }

  @Test
  void outputAttributionsTakeTheirStageWhereSomeWereMeasured() {
    FlowRules rules =
        new FlowRules(
            Map.of(AssetKind.SERVICE, Map.of(Stage.SERVING, 3, Stage.OUTPUT_ATTRIBUTIONS, 1)),
            Map.of(),
            Map.of(),
            0,
            World.DOCUMENT_UNITS);
    World world = new World().rules(rules).full("service:s").edge("service:s", "model:x", SERVES);
    world.outputAttributions.put("service:s", BigInteger.TWO);
    assertThat(world.exits("service:s"))
        .isEqualTo(
            """
            rest/known/output_attributions 1/4 output_attributions @output_attributions
            rest/known/serving/model:x:serves/confident 3/4 asset model:x @serving serves =1
            """);
    world.outputAttributions.put("service:s", BigInteger.ZERO);
    assertThat(world.exits("service:s")).doesNotContain("output_attributions");
    World only = new World().rules(rules);
    only.outputAttributions.put("service:t", BigInteger.ONE);
    assertThat(only.exits("service:t"))
        .isEqualTo("rest/known/output_attributions 1 output_attributions @output_attributions\n");
  }

  @Test
  void dividesADataSetByFeedbackDocumentsGeneratorsAndEdges() {
    World world =
        new World()
            .full("dataset:d")
            .holds(
                "dataset:d", 4, Map.of("model:g", 2L, "model:zero", 0L), 3, Map.of("model:r", 1L))
            .edge("dataset:d", "dataset:e", TRANSLATION, 2_000_000L)
            .edge("dataset:d", "dataset:x", SUBSET)
            .edge("dataset:d", "dataset:y", MIXTURE)
            .edge("dataset:d", "model:g", GENERATED_BY, 77_000_000L)
            .edge("dataset:d", "model:t", DISTILLATION);

    assertThat(world.exits("dataset:d"))
        .isEqualTo(
            """
            rest/known/contents/feedback/model:r:generated_by/confident 1/8 asset model:r @contents generated_by =1
            rest/known/contents/feedback/people 3/8 people @contents =3
            rest/known/contents/rest/dataset:e:translation/confident 1/10 asset dataset:e @contents translation =2000000
            rest/known/contents/rest/documents 1/5 documents @contents =4000000
            rest/known/contents/rest/model:g:generated_by/confident 1/10 asset model:g @contents generated_by =2000000
            rest/known/contents/rest/model:t:distillation/confident 1/10 asset model:t @contents distillation =2000000
            """);
    assertThat(world.findings())
        .contains(
            "provenance_only dataset:d dataset:x: subset has no weight beside documents of its"
                + " own\n")
        .contains(
            "provenance_only dataset:d dataset:y: mixture has no weight beside documents of its"
                + " own\n")
        .contains("weights_incomplete dataset:d: 1 of 4 parts of contents have no weight\n")
        .contains("dangling dataset:d model:g: no table describes the parent model:g\n")
        .contains("dangling dataset:d model:r: ")
        .doesNotContain("model:zero");
  }

  @Test
  void foundGeneratorsKeepTheConfidenceOfTheDeclaredEdge() {
    World world =
        new World()
            .full("dataset:d")
            .holds("dataset:d", 0, Map.of("model:g", 2L))
            .doubtful("dataset:d", "model:g", GENERATED_BY, 600_000)
            .edge("dataset:d", "dataset:x", SUBSET);
    assertThat(world.exits("dataset:d"))
        .isEqualTo(
            """
            rest/known/contents/rest/model:g:generated_by/confident 3/5 asset model:g @contents generated_by =2000000
            rest/known/contents/rest/model:g:generated_by/doubtful 2/5 undisclosed low_confidence @contents generated_by =2000000
            """);
  }

  @Test
  void contractsWithAGeneratorStandBesideWhatWasFound() {
    World world =
        new World()
            .full("dataset:d")
            .holds("dataset:d", 1, Map.of("model:g", 1L))
            .share("dataset:d", "model:g", GENERATED_BY, 200_000);
    assertThat(shares(world, "dataset:d")).isEqualTo("documents 2/5, model:g 2/5, model:g 1/5");
  }

  @Test
  void feedbackTakesAllContentsWhenThereIsNothingElse() {
    World world = new World().full("dataset:d").holds("dataset:d", 0, Map.of(), 5, Map.of());
    assertThat(world.exits("dataset:d"))
        .isEqualTo("rest/known/contents/feedback/people 1 people @contents =5\n");
    World rest = new World().documents("dataset:d");
    assertThat(rest.exits("dataset:d"))
        .isEqualTo("rest/known/contents/rest/documents 1 documents @contents =1000000\n");
    World half = new World().full("dataset:d").holds("dataset:d", 9, Map.of(), 5, Map.of());
    half.rules =
        new FlowRules(half.rules.stagesPpm(), Map.of(), Map.of(), 250_000, World.DOCUMENT_UNITS);
    assertThat(shares(half, "dataset:d")).isEqualTo("people 1/4, documents 3/4");
  }

  @Test
  void mixturesWithoutDocumentsOfTheirOwnPassEverythingOn() {
    World world =
        new World()
            .full("dataset:d")
            .edge("dataset:d", "dataset:x", SUBSET)
            .edge("dataset:d", "dataset:y", MIXTURE);
    assertThat(shares(world, "dataset:d")).isEqualTo("dataset:x 1/2, dataset:y 1/2");
    assertThat(world.findings()).doesNotContain("provenance_only");
  }

  @Test
  void theLaterOfTwoEdgesCounts() {
    World world = new World().full("model:m").full("model:a");
    world.edges.add(edge(1L, LocalDate.of(2026, 3, 1)));
    world.edges.add(edge(5L, LocalDate.of(2026, 5, 1)));
    world.edges.add(edge(9L, LocalDate.of(2026, 4, 1)));
    assertThat(world.exits("model:m")).endsWith("merge =5\n");
    assertThat(world.findings())
        .contains(
            "duplicate_edge model:m model:a: merge of 2026-05-01 counts, not that of 2026-03-01\n")
        .contains(
            "duplicate_edge model:m model:a: merge of 2026-05-01 counts, not that of 2026-04-01\n");
  }

  @Test
  void whatNoTableDescribesHasNoExits() {
    World world =
        new World()
            .full("model:m")
            .edge("model:m", "thing:x", MERGE)
            .edge("model:m", "model:y", MERGE);
    AssetGraph graph = world.graph();
    assertThat(world.exits("thing:x")).isEqualTo("undisclosed 1 undisclosed no_lineage\n");
    assertThat(graph.asset(graph.index("thing:x")).kind()).isEqualTo(AssetKind.UNKNOWN);
    assertThat(graph.asset(graph.index("model:y")).kind()).isEqualTo(AssetKind.MODEL);
    assertThat(graph.described(graph.index("model:y"))).isFalse();
    assertThat(graph.described(graph.index("model:m"))).isTrue();
    assertThat(world.findings())
        .contains("dangling model:m model:y: no table describes the parent model:y\n")
        .contains("dangling model:m thing:x: ");
    assertThat(graph.contains("model:y")).isTrue();
    assertThat(graph.contains("model:q")).isFalse();
    assertThatThrownBy(() -> graph.index("model:q"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("The asset graph has no model:q. Check the id.");
  }

  @Test
  void whatHasEntriesIsADataSetWhateverItsId() {
    World world = new World().holds("fineweb", 3, Map.of());
    assertThat(world.exits("fineweb"))
        .isEqualTo(
            """
            rest/known/contents/rest/documents 4/5 documents @contents =3000000
            rest/undisclosed 1/5 undisclosed not_disclosed
            """);
    World model = new World().holds("model:odd", 3, Map.of());
    assertThat(model.graph().asset(0).kind()).isEqualTo(AssetKind.MODEL);
  }

  private static Edge edge(long weight, LocalDate validFrom) {
    return new Edge(
        "model:m",
        "model:a",
        MERGE,
        Edge.units(BigDecimal.valueOf(weight, 6)),
        null,
        1_000_000,
        false,
        validFrom);
  }

  /** Destinations and shares only. */
  @Test
  void declaredWeightsBesideDocumentsAreInTheUnitThatThePolicyCounts() {
    FlowRules documents =
        new FlowRules(World.DEFAULT.stagesPpm(), Map.of(), Map.of(), 500_000, 1_000_000);
    World world = new World().rules(documents).full("dataset:d").full("dataset:p");
    world.contents.add(
        new Contents(
            "dataset:d",
            BigInteger.valueOf(3_000_000),
            new TreeMap<>(),
            BigInteger.ZERO,
            new TreeMap<>()));
    // Three documents of millionths beside two declared documents, in 10⁻⁶.
    world.edge("dataset:d", "dataset:p", MIXTURE, 2_000_000L);
    assertThat(shares(world, "dataset:d")).isEqualTo("dataset:p 2/5, documents 3/5");
    // Counted in thousandths of tokens the same numbers are 3,000 tokens beside 2.
    assertThat(shares(world.rules(World.DEFAULT), "dataset:d"))
        .isEqualTo("dataset:p 1/1501, documents 1500/1501");
  }

  private static String shares(World world, String id) {
    AssetGraph graph = world.graph();
    StringBuilder text = new StringBuilder();
    for (Exit exit : graph.exits(graph.index(id))) {
      text.append(text.isEmpty() ? "" : ", ");
      text.append(exit.parentId() == null ? exit.destination().key() : exit.parentId());
      text.append(' ').append(exit.share());
    }
    return text.toString();
  }
}

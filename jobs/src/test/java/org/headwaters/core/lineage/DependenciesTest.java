package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.headwaters.core.lineage.Relation.*;

import org.junit.jupiter.api.Test;

/** Where money goes by a parent of which nothing says how it was used. */
final class DependenciesTest {
  @Test
  void aDependencyBelongsWhereTheParentsKindIsUsuallyUsed() {
    World world =
        new World()
            .full("model:m")
            .full("model:b")
            .documents("dataset:d")
            .full("service:s")
            .full("service:t")
            .edge("model:m", "model:b", DEPENDENCY)
            .edge("model:m", "dataset:d", DEPENDENCY, 3L)
            .edge("dataset:d", "model:b", DEPENDENCY)
            .edge("service:s", "model:m", DEPENDENCY)
            .edge("service:s", "service:t", DEPENDENCY)
            .edge("service:s", "dataset:d", DEPENDENCY)
            .edge("model:b", "service:t", DEPENDENCY);
    assertThat(world.exits("model:m"))
        .isEqualTo(
            """
            rest/known/base/model:b:dependency/confident 5/11 asset model:b @base dependency =1
            rest/known/pretraining_data/dataset:d:dependency/confident 6/11 asset dataset:d @pretraining_data dependency =3
            """);
    assertThat(world.exits("dataset:d"))
        .isEqualTo(
            """
            rest/known/contents/rest/documents 1/2 documents @contents =1000000
            rest/known/contents/rest/model:b:dependency/confident 1/2 asset model:b @contents dependency =1000000
            """);
    assertThat(world.exits("service:s"))
        .isEqualTo(
            """
            rest/known/retrieval_data/dataset:d:dependency/confident 3/10 asset dataset:d @retrieval_data dependency =1
            rest/known/serving/model:m:dependency/confident 7/20 asset model:m @serving dependency =1
            rest/known/serving/service:t:dependency/confident 7/20 asset service:t @serving dependency =1
            """);
    assertThat(world.exits("model:b")).contains("@distillation dependency");
    assertThat(world.findings())
        .contains(
            "relation_guessed model:m model:b: counts as base, since nothing says how it was"
                + " used\n");
  }

  @Test
  void aDependencyOnSomethingUnknownGoesWithTheKnownParentsAndOpensNoStage() {
    World world =
        new World()
            .full("model:m")
            .documents("dataset:books")
            .edge("model:m", "dataset:books", DEPENDENCY)
            .edge("model:m", "model:wikipedia", DEPENDENCY);
    assertThat(world.exits("model:m"))
        .isEqualTo(
            """
            rest/known/pretraining_data/dataset:books:dependency/confident 1/2 asset dataset:books @pretraining_data dependency =1
            rest/known/pretraining_data/model:wikipedia:dependency/confident 1/2 asset model:wikipedia @pretraining_data dependency =1
            """);
    // Of several stages the one with most ppm; of equal ones the first by name.
    world.full("model:b").edge("model:m", "model:b", FINETUNE);
    world.full("dataset:r").edge("model:m", "dataset:r", RETRIEVAL_DATA);
    assertThat(world.exits("model:m")).contains("pretraining_data/model:wikipedia:dependency");
    World ties = new World().full("model:m").full("dataset:r").full("dataset:p");
    ties.edge("model:m", "dataset:r", RETRIEVAL_DATA);
    ties.edge("model:m", "dataset:p", PREFERENCE_DATA);
    ties.edge("model:m", "dataset:x", DEPENDENCY);
    assertThat(ties.exits("model:m")).contains("preference_data/dataset:x:dependency");
  }

  @Test
  void aDependencyOnSomethingUnknownAloneCarriesNothingAndFreesNoMissingBase() {
    World world =
        new World()
            .asset("model:m", Disclosure.UNSTATED, 0)
            .edge("model:m", "model:a", DEPENDENCY)
            .edge("model:m", "model:teacher", DISTILLATION)
            .edge("model:m", "model:gone", FINETUNE, 0L)
            .full("model:teacher");
    assertThat(world.exits("model:m"))
        .contains("rest/known/missing")
        .contains("distillation/model:a:dependency");
    World alone = new World().full("model:m").edge("model:m", "model:a", DEPENDENCY);
    assertThat(alone.exits("model:m")).isEqualTo("rest/known 1 undisclosed no_lineage\n");
    assertThat(alone.findings())
        .contains(
            "relation_guessed model:m model:a: nothing says how it was used: it carries nothing\n");
    World beside =
        new World()
            .full("model:m")
            .edge("model:m", "model:a", DEPENDENCY)
            .edge("model:m", "model:undescribed", FINETUNE)
            .share("model:m", "dataset:s", PRETRAINING_DATA, 100_000)
            .full("dataset:s");
    assertThat(beside.exits("model:m")).doesNotContain("model:a");
    World contract = new World().full("model:m").share("model:m", "model:a", DEPENDENCY, 250_000);
    assertThat(contract.exits("model:m"))
        .isEqualTo(
            """
            rest/known 3/4 undisclosed no_lineage
            share:model:a:dependency/confident 1/4 asset model:a dependency
            """);
    assertThat(contract.findings()).doesNotContain("relation_guessed");
  }
}

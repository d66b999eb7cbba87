package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.headwaters.core.lineage.Relation.FINETUNE;
import static org.headwaters.core.lineage.Relation.MERGE;
import static org.headwaters.core.lineage.Relation.SUBSET;
import static org.headwaters.core.lineage.Relation.TRANSLATION;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told about a lineage, and what is not worth telling. */
final class FindingsTest {
  @Test
  void comeByAssetThenKindThenParent() {
    World world =
        new World()
            .asset("model:z", Disclosure.FULL, 200_000)
            .full("model:b")
            .edge("model:z", "model:y", MERGE)
            .edge("model:z", "model:x", MERGE)
            .edge("model:b", "model:b", FINETUNE);
    assertThat(world.findings())
        .isEqualTo(
            """
            cycle model:b: model:b
            dangling model:z model:x: no table describes the parent model:x
            dangling model:z model:y: no table describes the parent model:y
            share_capped model:z: own share 200000 ppm, capped at 100000
            weights_incomplete model:z: 2 of 2 parts of base have no weight
            """);
  }

  @Test
  void anEarnerThatNothingDescribesIsTold() {
    World world = new World().full("model:a").edge("model:a", "model:b", MERGE);
    assertThat(World.findings(world.graph().withEarners(Set.of("model:a", "model:b", "service:s"))))
        .isEqualTo(
            """
            dangling model:a model:b: no table describes the parent model:b
            dangling model:b: an earner that nothing describes
            dangling service:s: an earner that nothing describes
            """);
  }

  @Test
  void aModelThatOnlyItsOutputNamesIsTold() {
    World world =
        new World()
            .full("dataset:d")
            .holds("dataset:d", 1, Map.of("model:g", 1L), 1, Map.of("model:r", 1L));
    assertThat(world.findings())
        .isEqualTo(
            """
            dangling dataset:d model:g: no table describes the parent model:g
            dangling dataset:d model:r: no table describes the parent model:r
            """);
  }

  @Test
  void weightsAreCompleteWhereEachPartHasOneOrThereIsOnlyOnePart() {
    World complete =
        new World()
            .full("model:m")
            .documents("dataset:a")
            .documents("dataset:b")
            .edge("model:m", "dataset:a", Relation.PRETRAINING_DATA, 1L)
            .edge("model:m", "dataset:b", Relation.PRETRAINING_DATA, 0L);
    assertThat(complete.findings()).isEmpty();
    World lone =
        new World()
            .full("dataset:c")
            .documents("dataset:a")
            .edge("dataset:c", "dataset:a", TRANSLATION);
    assertThat(lone.findings()).isEmpty();
    World feedbackOnly =
        new World()
            .documents("dataset:a")
            .full("dataset:f")
            .holds("dataset:f", 0, Map.of(), 3, Map.of())
            .edge("dataset:f", "dataset:a", SUBSET);
    assertThat(feedbackOnly.findings()).as("people are no documents").isEmpty();
  }
}

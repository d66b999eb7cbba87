package org.headwaters.reports.told;

import java.util.Set;
import java.util.TreeSet;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Relation;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.facts.ModelLineage;

/** What of a model's own data models made, as far as tables say. */
final class SyntheticData {
  private final Set<String> models = new TreeSet<>();

  SyntheticData(ModelFacts facts) {
    Set<String> own = facts.lineage().ownDataSets();
    for (ModelFacts.Slice slice : facts.slices()) {
      String generator = slice.generatedBy();
      if (generator != null) {
        models.add(generator);
      }
    }
    for (ModelLineage.Edge edge : facts.lineage().edges()) {
      boolean made =
          edge.relation() == Relation.DISTILLATION || edge.relation() == Relation.GENERATED_BY;
      boolean here =
          edge.childId().equals(facts.lineage().modelId()) || own.contains(edge.childId());
      if (made && here && AssetKind.ofId(edge.parentId()) == AssetKind.MODEL) {
        models.add(edge.parentId());
      }
    }
  }

  boolean isKnown() {
    return !models.isEmpty();
  }

  /** The models that made it, or taught. */
  Set<String> models() {
    return models;
  }
}

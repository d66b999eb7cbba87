package org.headwaters.jobs.reports;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.UsageError;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.period.BookedPeriod;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.ModelLineage;
import org.headwaters.tables.LineageEdges;
import org.headwaters.tables.LineageNodes;

/** The assets of a booked period's lineage; they grow with models, not with documents. */
final class ModelAssets {
  private final Map<String, Facts.Asset> described = new TreeMap<>(KeyOrder.UTF8);
  private final List<String> ids;
  private final List<ModelLineage.Edge> edges;

  ModelAssets(BookedPeriod booked) {
    ReportFacts.assets(booked.inputs()).forEach(asset -> described.put(asset.assetId(), asset));
    this.ids =
        LineageNodes.CODEC.records(booked.rows(LineageNodes.TABLE).collectAsList()).stream()
            .map(LineageNodes.Node::assetId)
            .sorted(KeyOrder.UTF8)
            .toList();
    this.edges =
        LineageEdges.CODEC.records(booked.rows(LineageEdges.TABLE).collectAsList()).stream()
            .map(
                edge ->
                    new ModelLineage.Edge(
                        edge.childId(),
                        edge.parentId(),
                        Relation.of(edge.relation()),
                        edge.sharePpm()))
            .toList();
  }

  /** Every model. */
  List<String> models() {
    return ids.stream().filter(id -> AssetKind.ofId(id) == AssetKind.MODEL).toList();
  }

  /** Refuses a model that the lineage has not. */
  void check(String modelId, Period period) {
    UsageError.check(
        models().contains(modelId),
        "The lineage of %s has no model %s. `headwaters export --table lineage_nodes` lists its"
            + " assets.",
        period,
        modelId);
  }

  /** As its provider describes it; by its id alone where nobody does. */
  Facts.Asset asset(String assetId) {
    return described.getOrDefault(assetId, Facts.Asset.unknown(assetId));
  }

  ModelLineage lineage(String modelId) {
    return new ModelLineage(modelId, edges);
  }
}

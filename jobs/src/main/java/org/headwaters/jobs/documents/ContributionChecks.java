package org.headwaters.jobs.documents;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.lake.Lake;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.transforms.ChainOfWeights;

/**
 * What must hold before a set of contributions is registered: documents in = documents out, weights
 * of links = weights of contributions, and running totals without gap or overlap.
 */
final class ContributionChecks {
  private final Lake lake;
  private final DataSetVersions versions;
  private final Map<String, SetCounts> counts;
  private final Map<String, Map<ContributionPart, Long>> weights = new HashMap<>();

  ContributionChecks(Lake lake, DataSetVersions versions, Map<String, SetCounts> counts) {
    this.lake = lake;
    this.versions = versions;
    this.counts = counts;
  }

  /** Contributions by data set; Breach if anything does not add up. */
  Map<String, Long> check(List<String> datasetIds) {
    documents(datasetIds);
    Map<String, Long> rows = new HashMap<>();
    for (Row row :
        ChainOfWeights.apply(
                lake.read(
                    Contributions.TABLE,
                    Contributions.CONTRIBUTIONS_ID,
                    LinkJob.ids(versions, datasetIds)))
            .collectAsList()) {
      chain(row);
      String datasetId = row.getAs(Contributions.DATASET_ID);
      rows.merge(datasetId, row.<Long>getAs(ChainOfWeights.ROWS), Math::addExact);
      weights
          .computeIfAbsent(datasetId, d -> new HashMap<>())
          .put(
              ContributionPart.of(row.getAs(Contributions.PART)),
              row.<Long>getAs(ChainOfWeights.WEIGHT));
    }
    for (String datasetId : datasetIds) {
      SetCounts set = counts.getOrDefault(versions.id(datasetId), SetCounts.NONE);
      Map<ContributionPart, Long> found = weights.getOrDefault(datasetId, Map.of());
      same(datasetId, set.weights().people(), found, ContributionPart.DOCUMENTS);
      same(datasetId, set.weights().generated(), found, ContributionPart.GENERATED);
    }
    return rows;
  }

  /** What the trees add up must be what was checked; Breach if it is not. */
  void trees(List<ContributionTrees.Tree> trees) {
    Map<String, Map<ContributionPart, Long>> found = new HashMap<>();
    for (ContributionTrees.Tree tree : trees) {
      found
          .computeIfAbsent(tree.datasetId(), d -> new HashMap<>())
          .put(ContributionPart.of(tree.part()), tree.weight());
    }
    Breach.check(
        found.equals(weights),
        "The trees of contributions add up to %s, the contributions to %s; nothing was registered.",
        found,
        weights);
  }

  private void documents(List<String> datasetIds) {
    Map<String, Long> entries = new HashMap<>();
    for (Row row :
        versions
            .inputs()
            .current(ManifestEntries.TABLE)
            .where(col(ManifestEntries.DATASET_ID).isin(datasetIds.toArray()))
            .groupBy(ManifestEntries.DATASET_ID)
            .count()
            .collectAsList()) {
      entries.put(row.getString(0), row.getLong(1));
    }
    for (String datasetId : datasetIds) {
      SetCounts set = counts.getOrDefault(versions.id(datasetId), SetCounts.NONE);
      long given = entries.getOrDefault(datasetId, 0L);
      long levels = set.linked().values().stream().reduce(0L, Math::addExact);
      Breach.check(
          given == set.found() && given == levels,
          "%s has %s entries but %s documents in its links, %s by level; nothing was registered.",
          datasetId,
          given,
          set.found(),
          levels);
    }
  }

  private static void chain(Row row) {
    long weight = row.<Long>getAs(ChainOfWeights.WEIGHT);
    java.math.BigDecimal gap = row.getAs(ChainOfWeights.GAP);
    Breach.check(
        gap.signum() == 0
            && weight == row.<Long>getAs(ChainOfWeights.LEAST_TOTAL)
            && weight == row.<Long>getAs(ChainOfWeights.GREATEST_TOTAL),
        "The contributions of %s, part %s, do not chain: weights add up to %s, totals are %s to %s,"
            + " gap %s; nothing was registered.",
        row.getAs(Contributions.DATASET_ID),
        row.getAs(Contributions.PART),
        weight,
        row.getAs(ChainOfWeights.LEAST_TOTAL),
        row.getAs(ChainOfWeights.GREATEST_TOTAL),
        gap);
  }

  private static void same(
      String datasetId, long links, Map<ContributionPart, Long> found, ContributionPart part) {
    long sums = found.getOrDefault(part, 0L);
    Breach.check(
        links == sums,
        "%s: the links of part %s weigh %s, its contributions %s; nothing was registered.",
        datasetId,
        part.key(),
        links,
        sums);
  }
}

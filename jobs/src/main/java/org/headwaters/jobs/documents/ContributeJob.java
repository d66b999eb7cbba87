package org.headwaters.jobs.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Attribution;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.Feedback;
import org.headwaters.transforms.CumulatedWeights;
import org.headwaters.transforms.ShareChanges;
import org.headwaters.transforms.SourceSums;
import org.headwaters.transforms.Splitters;

/**
 * Adds up what each source has in every data set that {@link LinkJob} linked or that has feedback,
 * checks the sums, and registers the sets: from then on they are the current ones.
 */
public final class ContributeJob implements Job {
  private static final int SHOWN_CHANGES = 20;

  private final Attribution attribution;

  /** Contributes under one attribution policy. */
  public ContributeJob(Attribution attribution) {
    this.attribution = attribution;
  }

  @Override
  public String name() {
    return "contribute";
  }

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    DataSetVersions versions = DataSetVersions.now(context, attribution);
    List<String> pending =
        versions.datasetIds().stream().filter(d -> isPending(versions, d)).toList();
    if (pending.isEmpty()) {
      return JobReport.unchanged(
          name(),
          "Nothing new to contribute: " + versions.datasetIds().size() + " data sets are current.");
    }
    context.progress().doing("contributing " + String.join(", ", pending));
    // Sums that are beyond 64 bits are told before anything is added up in 64 bits.
    Map<String, SetCounts> counts = SetCounts.of(lake, versions, pending);
    checkFeedback(versions, pending);
    write(lake, versions, pending);
    ContributionChecks checks = new ContributionChecks(lake, versions, counts);
    Map<String, Long> rows = checks.check(pending);
    List<String> ids = LinkJob.ids(versions, pending);
    List<ContributionTrees.Tree> trees =
        ContributionRoots.of(lake, ids, context.lakeSecret().leafSalts());
    checks.trees(trees);
    lake.replace(ContributionTrees.CODEC, trees, ContributionTrees.CONTRIBUTIONS_ID, ids);
    List<String> lines = new ArrayList<>();
    for (String datasetId : pending) {
      lines.add(datasetId + ": " + rows.getOrDefault(datasetId, 0L) + " contributions");
      lines.addAll(changes(lake, versions, datasetId));
    }
    Map<String, SetCounts> made = new LinkedHashMap<>();
    for (String datasetId : pending) {
      made.put(datasetId, counts.getOrDefault(versions.id(datasetId), SetCounts.NONE));
    }
    SetRegistry.append(lake, versions, made);
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("data_sets", (long) pending.size());
    figures.put("contributions", rows.values().stream().reduce(0L, Math::addExact));
    return new JobReport(name(), true, figures, lines);
  }

  /** New entries or feedback; or documents that were linked anew by a refresh. */
  private boolean isPending(DataSetVersions versions, String datasetId) {
    DataSetVersions.Registered known = versions.registered(datasetId);
    String id = versions.id(datasetId);
    if (known != null && known.contributionsId().equals(id)) {
      return false;
    }
    boolean linked = versions.pins(datasetId).hasEntries() && versions.hasLinks(id);
    if (versions.isCurrent(datasetId)) {
      return linked;
    }
    UsageError.check(
        linked
            || !versions.pins(datasetId).hasEntries()
            || !versions.withEntries().contains(datasetId),
        "The documents of %s are not linked to the captures of today. Run link first.",
        datasetId);
    return true;
  }

  private static void checkFeedback(DataSetVersions versions, List<String> pending) {
    for (Row row :
        SourceSums.totalsOfFeedback(
                versions.inputs().current(Feedback.TABLE), versions.table(pending))
            .collectAsList()) {
      new WeightLimit(Feedback.TABLE, row.getString(0)).check("weights", row.getDecimal(1));
    }
  }

  private static void write(Lake lake, DataSetVersions versions, List<String> pending) {
    List<String> ids = LinkJob.ids(versions, pending);
    Inputs inputs = versions.inputs();
    Dataset<Row> links = lake.read(DocumentLinks.TABLE, DocumentLinks.CONTRIBUTIONS_ID, ids);
    Dataset<Row> sums =
        SourceSums.ofDocuments(links)
            .unionByName(
                SourceSums.ofFeedback(inputs.current(Feedback.TABLE), versions.table(pending)))
            .persist(StorageLevel.DISK_ONLY());
    try {
      // At most Splitters.LIMIT rows a part, however many sources there are.
      Splitters splitters = new Splitters(Splitters.sample(sums).collectAsList());
      lake.replace(
          Contributions.TABLE,
          CumulatedWeights.apply(sums, splitters),
          Contributions.CONTRIBUTIONS_ID,
          ids);
    } finally {
      sums.unpersist();
    }
  }

  private static List<String> changes(Lake lake, DataSetVersions versions, String datasetId) {
    DataSetVersions.Registered known = versions.registered(datasetId);
    if (known == null) {
      return List.of();
    }
    Dataset<Row> changes =
        ShareChanges.apply(
            lake.read(
                Contributions.TABLE,
                Map.of(Contributions.CONTRIBUTIONS_ID, known.contributionsId())),
            lake.read(
                Contributions.TABLE,
                Map.of(Contributions.CONTRIBUTIONS_ID, versions.id(datasetId))));
    List<String> lines = new ArrayList<>();
    for (Row row : changes.limit(SHOWN_CHANGES).collectAsList()) {
      long before = row.<Long>getAs(ShareChanges.BEFORE);
      long after = row.<Long>getAs(ShareChanges.AFTER);
      lines.add(
          "  %s %s (%s): %s → %s"
              .formatted(
                  after > before ? "gains" : "loses",
                  row.getAs(Contributions.SOURCE_ID),
                  row.getAs(Contributions.PART),
                  percent(before),
                  percent(after)));
    }
    return lines;
  }

  private static String percent(long partsPerBillion) {
    return java.math.BigDecimal.valueOf(partsPerBillion, 7).toPlainString() + " %";
  }
}

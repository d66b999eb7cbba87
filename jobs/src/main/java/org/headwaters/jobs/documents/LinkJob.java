package org.headwaters.jobs.documents;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.headwaters.core.UsageError;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Attribution;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.ErasureList;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.FirstCaptures;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.People;
import org.headwaters.transforms.CaptureGroups;
import org.headwaters.transforms.CountingCaptures;
import org.headwaters.transforms.CreditDocuments;
import org.headwaters.transforms.EarliestCaptures;
import org.headwaters.transforms.LinkDocuments;
import org.headwaters.transforms.PeopleRows;
import org.headwaters.transforms.PersonCells;
import org.headwaters.transforms.Refusals;

/**
 * Links the documents of every new data set version to captures and divides their weight over
 * sources; all of them in one pass. Writes slices of document_links, people and first_captures that
 * nothing names until {@link ContributeJob} registers them.
 */
public final class LinkJob implements Job {
  /** Hosts with their signals have some 200 bytes. */
  private static final long HOSTS_SENT = 200_000;

  private final Attribution attribution;
  private final Prefilter prefilter;
  private final Set<String> refresh = new TreeSet<>(KeyOrder.UTF8);

  /**
   * Links under one attribution policy.
   *
   * @param refresh data sets to pin anew to today's captures, authorship and consent
   */
  public LinkJob(Attribution attribution, List<String> refresh) {
    this(attribution, refresh, Prefilter.USUAL);
  }

  /** The same with another idea of how many captures are worth leaving out. */
  LinkJob(Attribution attribution, List<String> refresh, Prefilter prefilter) {
    this.attribution = attribution;
    this.prefilter = prefilter;
    this.refresh.addAll(refresh);
  }

  @Override
  public String name() {
    return "link";
  }

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    DataSetVersions versions = DataSetVersions.now(context, attribution);
    for (String datasetId : refresh) {
      UsageError.check(
          versions.datasetIds().contains(datasetId),
          "Cannot refresh %s: it has no entries and no feedback. There are: %s.",
          datasetId,
          String.join(", ", versions.datasetIds()));
    }
    List<String> pending =
        versions.datasetIds().stream()
            .filter(d -> versions.pins(d).hasEntries())
            .filter(d -> refresh.contains(d) || !versions.isCurrent(d))
            .filter(d -> !versions.hasLinks(versions.id(d)))
            .toList();
    if (pending.isEmpty()) {
      return JobReport.unchanged(
          name(),
          "Nothing new to link: "
              + versions.datasetIds().size()
              + " data sets are linked already.");
    }
    context.progress().doing("linking " + String.join(", ", pending));
    write(context, versions, pending);
    return report(lake, versions, pending);
  }

  private void write(JobContext context, DataSetVersions versions, List<String> pending) {
    Lake linking = context.lake().with(LinkSettings.forAny());
    Inputs inputs = versions.inputs().in(linking);
    Dataset<Row> entries = entries(inputs, pending);
    Dataset<Row> counting = CountingCaptures.apply(inputs.current(Captures.TABLE), attribution);
    long stored = linking.count(Captures.TABLE, Map.of());
    String pin = DocumentPins.capturesPin(inputs, attribution);
    Map<String, Object> first = Map.of(FirstCaptures.CAPTURES_PIN, pin);
    boolean allFirst = linking.count(FirstCaptures.TABLE, first) == 0;
    // Who came first is asked of all captures, once for those that there are.
    Optional<Dataset<Row>> matching =
        allFirst
            ? Optional.empty()
            : prefilter
                .apply(counting, stored, entries)
                .map(captures -> captures.persist(StorageLevel.DISK_ONLY()));
    Dataset<Row> captures = matching.orElse(counting);
    LinkSettings.size(
        linking.spark(),
        matching.map(Dataset::count).orElse(stored),
        matching.isPresent() ? List.of(entries) : List.of(entries, inputs.current(Captures.TABLE)));
    Dataset<Row> groups =
        CaptureGroups.apply(captures, attribution).persist(StorageLevel.DISK_ONLY());
    try {
      if (allFirst) {
        linking.replace(FirstCaptures.TABLE, EarliestCaptures.apply(groups, pin), first);
      }
      writeLinks(
          new JobContext(linking, context.policies(), context.lakeSecret(), context.progress()),
          versions.in(linking),
          pending,
          new Documents(entries, groups));
    } finally {
      groups.unpersist();
      matching.ifPresent(Dataset::unpersist);
    }
  }

  private static Dataset<Row> entries(Inputs inputs, List<String> pending) {
    return inputs
        .current(ManifestEntries.TABLE)
        .where(col(ManifestEntries.DATASET_ID).isin(pending.toArray()));
  }

  private record Documents(Dataset<Row> entries, Dataset<Row> groups) {}

  private void writeLinks(
      JobContext context, DataSetVersions versions, List<String> pending, Documents documents) {
    Inputs inputs = versions.inputs();
    Dataset<Row> refusals =
        Refusals.apply(
            inputs.current(ConsentSignals.TABLE), documents.entries(), documents.groups());
    CreditDocuments.Knowledge knowledge =
        new CreditDocuments.Knowledge(
            inputs.current(Authorship.TABLE),
            inputs.deciding(ConsentSignals.TABLE).isEmpty()
                ? refusals
                : sent(refusals.persist(StorageLevel.DISK_ONLY())));
    Dataset<Row> credited =
        CreditDocuments.apply(
            LinkDocuments.apply(documents.entries(), documents.groups(), attribution),
            knowledge,
            new CreditDocuments.Method(attribution, context.lakeSecret().pseudonyms()));
    // Read twice: links know pseudonyms only, and who is meant is told to people alone.
    Dataset<Row> links = named(credited, versions, pending).persist(StorageLevel.DISK_ONLY());
    List<String> ids = ids(versions, pending);
    try {
      // People first: links that are there are done, and so is whoever they name.
      Dataset<Row> people =
          PersonCells.apply(
              PeopleRows.ofDocuments(links),
              People.TABLE,
              ErasureList.read(context.lake(), context.lakeSecret().pseudonyms()));
      context.lake().replace(People.TABLE, people, People.SEEN_IN, ids);
      context.lake().replace(DocumentLinks.TABLE, links, DocumentLinks.CONTRIBUTIONS_ID, ids);
    } finally {
      links.unpersist();
      refusals.unpersist();
    }
  }

  /**
   * Signals of hosts, which go to every task where they are few: else one signal would move all
   * documents by their hosts, and a host with many of them to one task.
   */
  private static Dataset<Row> sent(Dataset<Row> ofHosts) {
    return ofHosts.count() <= HOSTS_SENT ? broadcast(ofHosts) : ofHosts;
  }

  private static Dataset<Row> named(
      Dataset<Row> links, DataSetVersions versions, List<String> pending) {
    if (pending.size() == 1) {
      return links.withColumn(DocumentLinks.CONTRIBUTIONS_ID, lit(versions.id(pending.get(0))));
    }
    return links.join(broadcast(versions.table(pending)), DocumentLinks.DATASET_ID);
  }

  static List<String> ids(DataSetVersions versions, List<String> datasetIds) {
    return datasetIds.stream().map(versions::id).toList();
  }

  private JobReport report(Lake lake, DataSetVersions versions, List<String> pending) {
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    Map<String, SetCounts> found = SetCounts.of(lake, versions, pending);
    for (String datasetId : pending) {
      SetCounts set = found.getOrDefault(versions.id(datasetId), SetCounts.NONE);
      set.linked().forEach((level, documents) -> counts.merge(level, documents, Math::addExact));
      lines.add(datasetId + ": " + set.sentence());
    }
    return new JobReport(name(), true, counts, lines);
  }
}

package org.headwaters.jobs;

import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.SharedSpark;
import org.headwaters.core.policy.Attribution;
import org.headwaters.jobs.documents.ContributeJob;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.jobs.documents.LinkJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.Progress;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LakeSecret;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.ContributionSets;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;
import org.headwaters.transforms.Cells;
import org.headwaters.transforms.NaiveDocuments;

/** A lake whose deliveries are booked without reading files. */
public final class TestLake {
  private final Lake lake;

  public TestLake(Path folder) {
    this(new Lake(SharedSpark.session(), folder.toString()));
  }

  /** One whose rows Spark reads, however few they are. */
  public static TestLake readBySpark(Path folder) {
    return new TestLake(new Lake(SharedSpark.session(), folder.toString(), 0));
  }

  /** The names of its sources are those that {@link NaiveDocuments} gives them. */
  private TestLake(Lake lake) {
    this.lake = lake;
    Path secret = Path.of(java.net.URI.create(lake.root())).resolve("private/lake-secret");
    try {
      Files.createDirectories(secret.getParent());
      Files.writeString(secret, "00".repeat(32));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Lake lake() {
    return lake;
  }

  public JobContext context() {
    return new JobContext(lake, List.of(), LakeSecret.of(lake), Progress.SILENT);
  }

  public void deliver(NaiveDocuments.World world) {
    deliver(Captures.TABLE, world.captures());
    deliver(ManifestEntries.TABLE, world.entries());
    deliver(Authorship.TABLE, world.authorship());
    deliver(ConsentSignals.TABLE, world.signals());
    deliver(Feedback.TABLE, world.feedback());
  }

  public void deliver(Table table, List<Map<String, String>> rows) {
    if (!rows.isEmpty()) {
      List<String> scopes =
          rows.stream()
              .map(r -> r.getOrDefault("dataset_id", r.getOrDefault("crawl", Delivery.ANY)))
              .distinct()
              .sorted()
              .toList();
      deliver(table, Cells.rows(table, rows), scopes);
    }
  }

  /** Books the rows as the table's next delivery. */
  public void deliver(Table table, Dataset<Row> rows, List<String> scopes) {
    long seq = Inputs.now(lake).deliveries(table).size() + 1L;
    String id = table.name() + seq;
    lake.replace(
        table,
        rows.withColumn(Table.DELIVERY_SEQ, lit(seq)).withColumn(Table.DELIVERY_ID, lit(id)),
        Map.of(Table.DELIVERY_SEQ, seq, Table.DELIVERY_ID, id));
    new Delivery(table.name(), seq, id, new Delivery.Counts(1, 1, 0, 0), scopes).book(lake);
  }

  public JobReport link(Attribution attribution, String... refresh) {
    return new LinkJob(attribution, List.of(refresh)).run(context());
  }

  public JobReport contribute(Attribution attribution) {
    return new ContributeJob(attribution).run(context());
  }

  /** As {@link NaiveDocuments#contributions}: what the registry names, in key order. */
  public List<String> contributions(Attribution attribution) {
    List<String> ids =
        ContributionSet.current(lake, attribution.hash()).values().stream()
            .map(ContributionSet::contributionsId)
            .toList();
    return lake
        .read(Contributions.TABLE)
        .where(
            Contributions.TABLE.column("contributions_id")
                + " in ('"
                + String.join("','", ids)
                + "')")
        .orderBy(Contributions.DATASET_ID, Contributions.PART, Contributions.SOURCE_ID)
        .select(
            Contributions.DATASET_ID,
            Contributions.PART,
            Contributions.SOURCE_ID,
            Contributions.DOCUMENTS,
            Contributions.TOKENS,
            Contributions.WEIGHT,
            Contributions.WEIGHT_REFUSED,
            Contributions.WEIGHT_BEFORE,
            Contributions.WEIGHT_TOTAL)
        .collectAsList()
        .stream()
        .map(row -> row.mkString("|"))
        .toList();
  }

  public long registered() {
    return lake.read(ContributionSets.TABLE).count();
  }
}

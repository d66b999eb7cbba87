package org.headwaters.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.SharedSpark;
import org.headwaters.benchmark.BenchmarkData;
import org.headwaters.core.policy.Attribution;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.Claims;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Delivery;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No step brings to the driver what grows with documents or sources: of two worlds, one with four
 * times the documents, sources, authors, raters and refusals and all else the same, the tasks of
 * each step send the driver as much. Rows that are collected and tables that are broadcast are both
 * results of tasks.
 */
final class DriverGrowthTest {
  private static final long FEW = 3_000;
  private static final long MANY = 4 * FEW;

  /**
   * Below what the least collection adds: 18,000 more documents or 5,000 more sources at 8 bytes of
   * hash, which do not compress. Above what the counters of the tasks themselves differ by.
   */
  private static final long SLACK_BYTES = 32_000;

  private static final Period PERIOD = Period.parse("2026-09");
  private static final AtomicLong RESULT_BYTES = new AtomicLong();

  private static final Map<String, String> SAME_PLANS =
      Map.of(
          // As many tasks for few rows as for many.
          "spark.sql.adaptive.coalescePartitions.enabled", "false",
          // What Spark broadcasts by itself is bounded by this setting; ours is to be seen.
          "spark.sql.autoBroadcastJoinThreshold", "-1");

  private static final SparkListener LISTENER =
      new SparkListener() {
        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
          if (end.taskMetrics() != null) {
            RESULT_BYTES.addAndGet(end.taskMetrics().resultSize());
          }
        }
      };

  @TempDir private static Path folder;

  @BeforeAll
  static void listen() {
    SparkSession spark = SharedSpark.session();
    SAME_PLANS.forEach((name, value) -> spark.conf().set(name, value));
    spark.sparkContext().addSparkListener(LISTENER);
  }

  @AfterAll
  static void leave() {
    SparkSession spark = SharedSpark.session();
    SAME_PLANS.keySet().forEach(name -> spark.conf().unset(name));
    spark.sparkContext().removeSparkListener(LISTENER);
  }

  @Test
  void noStepBringsToTheDriverWhatGrowsWithDocumentsOrSources() throws Exception {
    Map<String, Long> few = bytes("few", FEW);
    Map<String, Long> many = bytes("many", MANY);
    few.forEach(
        (step, bytes) ->
            assertThat(many.get(step) - bytes)
                .as("%s: bytes sent to the driver, %s and %s", step, bytes, many.get(step))
                .isLessThan(SLACK_BYTES));
    assertThat(many.get(CONTROL) - few.get(CONTROL))
        .as("a collection of sources is seen")
        .isGreaterThan(SLACK_BYTES);
  }

  private static final String CONTROL = "collecting hashes of sources";

  private static Map<String, Long> bytes(String name, long size) throws Exception {
    TestLake lake = new TestLake(folder.resolve(name));
    deliver(lake, size);
    JobContext context =
        new JobContext(
            lake.lake(), List.of(Policy.byDefault()), LakeSecret.of(lake.lake()), Progress.SILENT);
    Attribution attribution = Policy.byDefault().attribution();
    Map<String, Long> bytes = new LinkedHashMap<>();
    for (Job job :
        List.of(
            new LinkJob(attribution, List.of()),
            new ContributeJob(attribution),
            new LineageJob(PERIOD),
            new PropagateJob(PERIOD),
            new SettleJob(PERIOD, ""))) {
      bytes.put(job.name(), sent(() -> assertThat(job.run(context).changed()).isTrue()));
    }
    Dataset<Row> sources = lake.lake().read(Contributions.TABLE);
    assertThat(sources.count()).as("sources").isGreaterThan(size);
    bytes.put(
        CONTROL, sent(() -> sources.select(xxhash64(col(Contributions.SOURCE_ID))).collect()));
    return bytes;
  }

  private static long sent(Runnable step) throws Exception {
    SharedSpark.session().sparkContext().listenerBus().waitUntilEmpty();
    RESULT_BYTES.set(0);
    step.run();
    SharedSpark.session().sparkContext().listenerBus().waitUntilEmpty();
    return RESULT_BYTES.get();
  }

  private static void deliver(TestLake lake, long size) {
    SparkSession spark = SharedSpark.session();
    BenchmarkData data =
        new BenchmarkData(spark, new BenchmarkData.Sizes(size, 2 * size, size / 2));
    Dataset<Row> entries = data.entries();
    Dataset<Row> captures = data.captures();
    List<String> any = List.of(Delivery.ANY);
    lake.deliver(Captures.TABLE, captures, List.of("CC-MAIN-2026-05", "CC-MAIN-2026-18"));
    lake.deliver(ManifestEntries.TABLE, entries, BenchmarkData.DATA_SETS);
    Column document = col(ManifestEntries.DOCUMENT_ID);
    lake.deliver(
        Authorship.TABLE,
        shaped(
            Authorship.TABLE,
            entries.where(pmod(xxhash64(document), lit(8)).equalTo(0)),
            Map.of(
                Authorship.SCOPE_KIND, lit("document"),
                Authorship.SCOPE, concat(col(ManifestEntries.DATASET_ID), lit("#"), document),
                Authorship.ACTOR, concat(lit("account:authors.org/"), xxhash64(document)),
                Authorship.ACTION, lit("write"),
                Authorship.WEIGHT, lit(1))),
        any);
    lake.deliver(
        Feedback.TABLE,
        shaped(
            Feedback.TABLE,
            spark.range(0, size, 1, 2).toDF("n"),
            Map.of(
                Feedback.DATASET_ID,
                lit("dataset:bench/feedback"),
                Feedback.TABLE.column("event_id"),
                col("n").cast("string"),
                Feedback.RATER_ID,
                concat(lit("rater:"), xxhash64(col("n"))),
                Feedback.RATER_KIND,
                lit("human"),
                Feedback.TABLE.column("signal"),
                lit("up"),
                Feedback.WEIGHT,
                lit(1))),
        List.of("dataset:bench/feedback"));
    lake.deliver(
        ConsentSignals.TABLE,
        shaped(
            ConsentSignals.TABLE,
            spark.range(0, size / 10, 1, 2).toDF("n"),
            Map.of(
                ConsentSignals.SCOPE, concat(lit("www.site"), col("n"), lit(".com")),
                ConsentSignals.KIND, lit("robots"),
                ConsentSignals.TRAIN, lit("n"),
                ConsentSignals.OBSERVED_AT, lit("2026-01-01T00:00:00Z"))),
        any);
    money(lake);
  }

  private static Dataset<Row> shaped(Table table, Dataset<Row> rows, Map<String, Column> values) {
    return rows.select(
        java.util.Arrays.stream(table.schema().fields())
            .map(f -> values.getOrDefault(f.name(), lit(null)).cast(f.dataType()).as(f.name()))
            .toArray(Column[]::new));
  }

  /** A service, its model and what that was made of: the same in both worlds. */
  private static void money(TestLake lake) {
    lake.deliver(
        Assets.TABLE,
        List.of(
            Map.of("asset_id", "service:bench/chat", "kind", "service", "disclosure", "full"),
            Map.of("asset_id", "model:bench/one", "kind", "model", "disclosure", "full")));
    List<Map<String, String>> edges = new java.util.ArrayList<>();
    edges.add(edge("service:bench/chat", "model:bench/one", "serves"));
    for (String dataset : BenchmarkData.DATA_SETS) {
      edges.add(edge("model:bench/one", dataset, "pretraining_data"));
    }
    edges.add(edge("model:bench/one", "dataset:bench/feedback", "preference_data"));
    lake.deliver(Derivations.TABLE, edges);
    lake.deliver(
        Revenue.TABLE,
        List.of(
            Map.of(
                "revenue_id", "r1",
                "period", PERIOD.toString(),
                "asset_id", "service:bench/chat",
                "kind", "subscription",
                "gross_amount", "1000000",
                "currency", "EUR")));
    lake.deliver(
        Claims.TABLE,
        List.of(
            Map.of(
                "claim_id", "c1",
                "holder_id", "holder:large",
                "pattern", "domain:large.com",
                "status", "verified",
                "valid_from", "2020-01-01")));
  }

  private static Map<String, String> edge(String child, String parent, String relation) {
    return Map.of(
        "child_id", child,
        "parent_id", parent,
        "relation", relation,
        "valid_from", "2020-01-01",
        "confidence_ppm", "1000000");
  }
}

package org.headwaters.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
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
import org.headwaters.jobs.documents.ContributeJob;
import org.headwaters.jobs.documents.DataSetVersions;
import org.headwaters.jobs.documents.LinkJob;
import org.headwaters.jobs.documents.SetCounts;
import org.headwaters.jobs.documents.SetRegistry;
import org.headwaters.jobs.period.LineageJob;
import org.headwaters.jobs.period.PropagateJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.Progress;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LakeSecret;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.Claims;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No step brings to the driver what grows with documents or sources: of two worlds, one with four
 * times the documents, sources, authors and refusals and all else the same, the tasks of each step
 * send the driver as much. Rows that are collected and tables that are broadcast are both results
 * of tasks.
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

  @TempDir static Path folder;

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
  void linkAndContributeBringNothingThatGrowsWithDocumentsOrSources() {
    assertSame(documents("few", FEW), documents("many", MANY));
  }

  @Test
  void lineagePropagateAndSettleBringNothingThatGrowsWithSources() {
    assertSame(money("few-sources", FEW), money("many-sources", MANY));
  }

  private static void assertSame(Map<String, Long> few, Map<String, Long> many) {
    few.forEach(
        (step, bytes) -> {
          if (!step.equals(CONTROL)) {
            assertThat(many.get(step) - bytes)
                .as("%s: bytes sent to the driver, %s and %s", step, bytes, many.get(step))
                .isLessThan(SLACK_BYTES);
          }
        });
    assertThat(many.get(CONTROL) - few.get(CONTROL))
        .as("a collection of sources is seen")
        .isGreaterThan(SLACK_BYTES);
  }

  private static final String CONTROL = "collecting hashes of sources";

  static Map<String, Long> documents(String name, long size) {
    TestLake lake = TestLake.readBySpark(folder.resolve(name));
    deliver(lake, size);
    Attribution attribution = Policy.byDefault().attribution();
    return bytes(lake, new LinkJob(attribution, List.of()), new ContributeJob(attribution));
  }

  static Map<String, Long> money(String name, long size) {
    TestLake lake = TestLake.readBySpark(folder.resolve(name));
    money(lake);
    contributed(lake, size);
    return bytes(lake, new LineageJob(PERIOD), new PropagateJob(PERIOD), new SettleJob(PERIOD, ""));
  }

  private static Map<String, Long> bytes(TestLake lake, Job... jobs) {
    JobContext context =
        new JobContext(
            lake.lake(), List.of(Policy.byDefault()), LakeSecret.of(lake.lake()), Progress.SILENT);
    Map<String, Long> bytes = new LinkedHashMap<>();
    for (Job job : jobs) {
      bytes.put(job.name(), sent(() -> assertThat(job.run(context).changed()).isTrue()));
    }
    Dataset<Row> sources = lake.lake().read(Contributions.TABLE);
    bytes.put(
        CONTROL, sent(() -> sources.select(xxhash64(col(Contributions.SOURCE_ID))).collect()));
    return bytes;
  }

  private static long sent(Runnable step) {
    settled();
    RESULT_BYTES.set(0);
    step.run();
    settled();
    return RESULT_BYTES.get();
  }

  /** The listener hears of tasks a moment after they end. */
  private static void settled() {
    try {
      SharedSpark.session().sparkContext().listenerBus().waitUntilEmpty();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
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
    lake.deliver(
        Derivations.TABLE,
        List.of(
            edge("service:bench/chat", "model:bench/one", "serves"),
            edge("model:bench/one", DATA_SET, "pretraining_data")));
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
                "pattern", "domain:site0000001.com",
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

  private static final String DATA_SET = "dataset:bench/pages";

  /** A registered data set with as many sources, each of weight 1, as link and contribute would. */
  private static void contributed(TestLake of, long sources) {
    Lake lake = of.lake();
    new Delivery(
            ManifestEntries.TABLE.name(),
            1,
            "entries",
            new Delivery.Counts(sources, sources, 0, 0),
            List.of(DATA_SET))
        .book(lake);
    DataSetVersions versions = DataSetVersions.now(of.context(), Policy.byDefault().attribution());
    String id = versions.id(DATA_SET);
    Column n = col("n");
    Dataset<Row> rows =
        shaped(
            Contributions.TABLE,
            SharedSpark.session().range(0, sources, 1, 2).toDF("n"),
            Map.of(
                Contributions.CONTRIBUTIONS_ID, lit(id),
                Contributions.DATASET_ID, lit(DATA_SET),
                Contributions.PART, lit("documents"),
                Contributions.SOURCE_ID,
                    concat(lit("domain:site"), lpad(n.cast("string"), 7, "0"), lit(".com")),
                Contributions.DOCUMENTS, lit(1),
                Contributions.TOKENS, lit(1),
                Contributions.WEIGHT, lit(1),
                Contributions.WEIGHT_REFUSED, lit(0),
                Contributions.WEIGHT_BEFORE, n,
                Contributions.WEIGHT_TOTAL, lit(sources)));
    lake.replace(Contributions.TABLE, rows, Map.of(Contributions.CONTRIBUTIONS_ID, id));
    SetRegistry.append(
        lake,
        versions,
        Map.of(
            DATA_SET,
            new SetCounts(
                sources,
                Map.of(),
                sources,
                sources,
                0,
                new SetCounts.Weights(sources, sources, sources, 0))));
  }
}

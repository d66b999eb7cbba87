package org.headwaters.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.headwaters.core.policy.Attribution;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.documents.ContributeJob;
import org.headwaters.jobs.documents.LinkJob;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.Progress;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LakeSecret;
import org.headwaters.lake.SparkEngine;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ContributionSets;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.FirstCaptures;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;

/**
 * {@code bin/benchmark}: link and contribute at the size of a real corpus on a small machine,
 * beside DuckDB doing the same. Prints seconds, peak heap, shuffle, spill and the ratio, and fails
 * if the results differ.
 */
public final class LinkBenchmark {
  private static final String USAGE =
      "usage: bin/benchmark [--scale F] [--captures N] [--entries N] [--sources N] [--folder DIR]"
          + " [--only-data] [--no-duckdb] [--only-duckdb] [--verbose]";

  private static final List<String> WORK = List.of("duck.db", "duck-tmp", "spark-tmp");

  private final Path folder;
  private final BenchmarkData.Sizes sizes;
  private final Map<String, String> flags;

  private LinkBenchmark(Path folder, BenchmarkData.Sizes sizes, Map<String, String> flags) {
    this.folder = folder;
    this.sizes = sizes;
    this.flags = flags;
  }

  /** Runs; exit code 1 if the results differ. */
  public static void main(String[] args) throws Exception {
    Map<String, String> flags = flags(args);
    BenchmarkData.Sizes sizes =
        new BenchmarkData.Sizes(
                Long.parseLong(flags.getOrDefault("--captures", "20000000")),
                Long.parseLong(flags.getOrDefault("--entries", "40000000")),
                Long.parseLong(flags.getOrDefault("--sources", "4000000")))
            .scaled(Double.parseDouble(flags.getOrDefault("--scale", "1")));
    Path folder =
        Files.createDirectories(Path.of(flags.getOrDefault("--folder", "jobs/target/benchmark")));
    boolean equal = new LinkBenchmark(folder, sizes, flags).run();
    System.exit(equal ? 0 : 1);
  }

  private static Map<String, String> flags(String... args) {
    Map<String, String> flags = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--no-duckdb", "--verbose", "--only-data", "--only-duckdb" ->
            flags.put(args[i], "yes");
        case "--scale", "--captures", "--entries", "--sources", "--folder" -> {
          if (i + 1 == args.length) {
            throw new IllegalArgumentException(USAGE);
          }
          flags.put(args[i], args[++i]);
        }
        default -> throw new IllegalArgumentException(args[i] + "? " + USAGE);
      }
    }
    return flags;
  }

  private boolean run() throws Exception {
    Path data =
        folder.resolve("data-" + sizes.captures() + "-" + sizes.entries() + "-" + sizes.sources());
    for (String left : WORK) {
      delete(folder.resolve(left));
    }
    SparkSession spark =
        SparkEngine.open(
            "benchmark",
            Map.of(
                "spark.master",
                "local[2]",
                "spark.local.dir",
                folder.resolve("spark-tmp").toString()));
    Lake lake = new Lake(spark, data.toString());
    System.out.printf(
        Locale.ROOT,
        "%,d captures, %,d entries, %,d sources; 2 threads, %,d MB heap%n",
        sizes.captures(),
        sizes.entries(),
        sizes.sources(),
        Runtime.getRuntime().maxMemory() >> 20);
    if (!Files.exists(data.resolve("complete"))) {
      delete(data);
      generate(spark, lake);
      Files.createFile(data.resolve("complete"));
    }
    if (flags.containsKey("--only-data")) {
      spark.stop();
      return true;
    }
    List<String> captures = files(lake, Captures.TABLE);
    List<String> entries = files(lake, ManifestEntries.TABLE);
    if (captures.isEmpty() || entries.isEmpty()) {
      throw new IllegalStateException(
          "No captures or no entries in "
              + data
              + ": delete that folder, it is of another layout.");
    }
    boolean again = flags.containsKey("--only-duckdb");
    for (Table table :
        again ? List.<Table>of() : List.of(DocumentLinks.TABLE, Contributions.TABLE)) {
      delete(at(lake, table));
    }
    if (!again) {
      delete(at(lake, ContributionSets.TABLE));
      delete(at(lake, FirstCaptures.TABLE));
    }
    Used ours = again ? Used.NOTHING : ours(spark, new Lake(spark, data.toString()));
    List<String> links = files(lake, DocumentLinks.TABLE);
    List<String> contributions = files(lake, Contributions.TABLE);
    spark.stop();
    boolean equal =
        flags.containsKey("--no-duckdb") || compare(ours, captures, entries, links, contributions);
    // The data stay for the next run; what either side only worked with goes.
    for (String left : WORK) {
      delete(folder.resolve(left));
    }
    return equal;
  }

  private static List<String> files(Lake lake, Table table) {
    return lake.files(table).stream().map(file -> file.toUri().getPath()).toList();
  }

  private static Path at(Lake lake, Table table) {
    return Path.of(java.net.URI.create(lake.pathOf(table)));
  }

  private void generate(SparkSession spark, Lake lake) {
    long start = System.nanoTime();
    BenchmarkData made = new BenchmarkData(spark, sizes);
    deliver(lake, Captures.TABLE, made.captures(), List.of("CC-MAIN-2026-05", "CC-MAIN-2026-18"));
    deliver(lake, ManifestEntries.TABLE, made.entries(), BenchmarkData.DATA_SETS);
    System.out.printf(Locale.ROOT, "made the data in %.0f s%n", (System.nanoTime() - start) / 1e9);
  }

  private static void deliver(
      Lake lake,
      Table table,
      org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> rows,
      List<String> scopes) {
    String id = table.name() + "-1";
    lake.replace(
        table,
        rows.withColumn(Table.DELIVERY_SEQ, functions.lit(1L))
            .withColumn(Table.DELIVERY_ID, functions.lit(id)),
        Map.of(Table.DELIVERY_SEQ, 1L, Table.DELIVERY_ID, id));
    new Delivery(table.name(), 1, id, new Delivery.Counts(1, 1, 0, 0), scopes).book(lake);
  }

  private Used ours(SparkSession spark, Lake lake) {
    RunMetrics metrics = new RunMetrics();
    spark.sparkContext().addSparkListener(metrics);
    JobContext context = new JobContext(lake, List.of(), LakeSecret.of(lake), Progress.SILENT);
    Attribution attribution = Policy.byDefault().attribution();
    Stopwatch whole = Stopwatch.start();
    for (Job job : List.of(new LinkJob(attribution, List.of()), new ContributeJob(attribution))) {
      metrics.reset();
      Stopwatch one = Stopwatch.start();
      job.run(context).lines().forEach(line -> System.out.println("  " + line));
      Used used = one.used();
      if (flags.containsKey("--verbose")) {
        metrics.stages().forEach(System.out::println);
      }
      System.out.printf(
          Locale.ROOT, "%-10s %s  %s%n", job.name(), used.sentence(), metrics.sentence());
    }
    Used used = whole.used();
    System.out.printf(Locale.ROOT, "headwaters %s%n", used.sentence());
    return used;
  }

  private boolean compare(
      Used ours,
      List<String> captures,
      List<String> entries,
      List<String> links,
      List<String> contributions)
      throws Exception {
    try (DuckLink duck = new DuckLink(folder)) {
      Stopwatch clock = Stopwatch.start();
      duck.link(captures, entries);
      Used theirs = clock.used();
      System.out.printf(
          Locale.ROOT,
          "duckdb     %s%nratio      %7.2f   %7.2f of processor time%n",
          theirs.sentence(),
          ours.seconds() / theirs.seconds(),
          ours.processorSeconds() / theirs.processorSeconds());
      boolean equal = true;
      for (Map.Entry<String, List<String>> table :
          Map.of("document_links", links, "contributions", contributions).entrySet()) {
        Table known =
            table.getKey().equals("contributions") ? Contributions.TABLE : DocumentLinks.TABLE;
        List<String> columns = new ArrayList<>(List.of(known.schema().fieldNames()));
        columns.remove("contributions_id");
        long[] found =
            duck.differences(table.getKey(), table.getValue(), String.join(", ", columns));
        System.out.printf(
            Locale.ROOT,
            "%s: %,d rows, %s%n",
            table.getKey(),
            found[1],
            found[0] == 0 ? "equal" : "DIFFERENT");
        equal &= found[0] == 0;
      }
      return equal;
    }
  }

  /** What a step took: of the clock, and of all this process's threads together. */
  private record Used(double seconds, double processorSeconds) {
    static final Used NOTHING = new Used(Double.NaN, Double.NaN);

    String sentence() {
      return String.format(Locale.ROOT, "%7.1f s, %7.1f s processor", seconds, processorSeconds);
    }
  }

  private record Stopwatch(long startNanos, long startProcessorNanos) {
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
        java.lang.management.ManagementFactory.getPlatformMXBean(
            com.sun.management.OperatingSystemMXBean.class);

    static Stopwatch start() {
      return new Stopwatch(System.nanoTime(), SYSTEM.getProcessCpuTime());
    }

    Used used() {
      return new Used(
          (System.nanoTime() - startNanos) / 1e9,
          (SYSTEM.getProcessCpuTime() - startProcessorNanos) / 1e9);
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}

package org.headwaters.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.policy.Attribution;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.documents.ContributeJob;
import org.headwaters.jobs.documents.LinkJob;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.Progress;
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
      "usage: bin/benchmark [arrival] [--scale F] [--captures N] [--entries N] [--sources N]"
          + " [--folder DIR] [--only-data] [--no-duckdb] [--only-duckdb] [--verbose]; arrival also"
          + " [--threads N]";

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
    if (args.length > 0 && args[0].equals("arrival")) {
      System.exit(ArrivalBenchmark.run(flags(Arrays.copyOfRange(args, 1, args.length))) ? 0 : 1);
    }
    Map<String, String> flags = flags(args);
    BenchmarkData.Sizes sizes = sizes(flags);
    Path folder =
        Files.createDirectories(Path.of(flags.getOrDefault("--folder", "jobs/target/benchmark")));
    boolean equal = new LinkBenchmark(folder, sizes, flags).run();
    System.exit(equal ? 0 : 1);
  }

  static BenchmarkData.Sizes sizes(Map<String, String> flags) {
    return new BenchmarkData.Sizes(
            Long.parseLong(flags.getOrDefault("--captures", "20000000")),
            Long.parseLong(flags.getOrDefault("--entries", "40000000")),
            Long.parseLong(flags.getOrDefault("--sources", "4000000")))
        .scaled(Double.parseDouble(flags.getOrDefault("--scale", "1")));
  }

  private static Map<String, String> flags(String... args) {
    Map<String, String> flags = new HashMap<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--no-duckdb", "--verbose", "--only-data", "--only-duckdb" ->
            flags.put(args[i], "yes");
        case "--scale", "--captures", "--entries", "--sources", "--folder", "--threads" -> {
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
    SparkSession spark = session(folder, "2");
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
    Used ours =
        again
            ? Used.NOTHING
            : ours(
                RunMetrics.of(spark),
                new Lake(spark, data.toString()),
                flags.containsKey("--verbose"));
    List<String> links = files(lake, DocumentLinks.TABLE);
    List<String> contributions = files(lake, Contributions.TABLE);
    spark.stop();
    boolean equal =
        flags.containsKey("--no-duckdb")
            || compare(folder, ours, captures, entries, links, contributions);
    // The data stay for the next run; what either side only worked with goes.
    for (String left : WORK) {
      delete(folder.resolve(left));
    }
    return equal;
  }

  static List<String> files(Lake lake, Table table) {
    return lake.files(table).stream().map(file -> file.toUri().getPath()).toList();
  }

  static SparkSession session(Path folder, String threads) {
    return SparkEngine.open(
        "benchmark",
        Map.of(
            "spark.master",
            "local[" + threads + "]",
            "spark.local.dir",
            folder.resolve("spark-tmp").toString()));
  }

  private static Path at(Lake lake, Table table) {
    return Path.of(java.net.URI.create(lake.pathOf(table)));
  }

  private void generate(SparkSession spark, Lake lake) {
    long start = System.nanoTime();
    BenchmarkData made = new BenchmarkData(spark, sizes);
    made.deliver(lake);
    System.out.printf(Locale.ROOT, "made the data in %.0f s%n", (System.nanoTime() - start) / 1e9);
  }

  /** Links and adds up whatever is new, and says what it took. */
  static Used ours(RunMetrics metrics, Lake lake, boolean verbose) {
    JobContext context = new JobContext(lake, List.of(), LakeSecret.of(lake), Progress.SILENT);
    Attribution attribution = Policy.byDefault().attribution();
    Used whole = new Used(0, 0, 0);
    for (Job job : List.of(new LinkJob(attribution, List.of()), new ContributeJob(attribution))) {
      metrics.reset();
      Used.Stopwatch one = Used.Stopwatch.start();
      job.run(context).lines().forEach(line -> System.out.println("  " + line));
      Used used = one.used(metrics.shuffleBytes());
      if (verbose) {
        metrics.stages().forEach(System.out::println);
      }
      System.out.printf(
          Locale.ROOT, "%-10s %s  %s%n", job.name(), used.sentence(), metrics.sentence());
      whole = whole.plus(used);
    }
    System.out.printf(Locale.ROOT, "headwaters %s%n", whole.sentence());
    return whole;
  }

  /** Has DuckDB do the same in the folder, and says whether the results are equal. */
  static boolean compare(
      Path folder,
      Used ours,
      List<String> captures,
      List<String> entries,
      List<String> links,
      List<String> contributions)
      throws Exception {
    try (DuckLink duck = new DuckLink(folder)) {
      Used.Stopwatch clock = Used.Stopwatch.start();
      duck.link(captures, entries);
      Used theirs = clock.used(0);
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

  static void delete(Path path) throws IOException {
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

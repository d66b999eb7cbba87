package org.headwaters.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Captures;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;

/**
 * {@code bin/benchmark arrival}: a further data set of a hundredth of the entries comes to a lake
 * in which everything is linked. Says what that takes of what linking everything took, in the same
 * run, and has DuckDB link the same entries.
 */
final class ArrivalBenchmark {
  private static final int PART = 100;

  private ArrivalBenchmark() {}

  /** Returns whether both gave the same. The lake is made anew each time. */
  static boolean run(Map<String, String> flags) throws Exception {
    BenchmarkData.Sizes sizes = LinkBenchmark.sizes(flags);
    Path folder =
        Files.createDirectories(Path.of(flags.getOrDefault("--folder", "jobs/target/benchmark")));
    Path data = folder.resolve("arrival");
    LinkBenchmark.delete(data);
    String threads = flags.getOrDefault("--threads", "2");
    SparkSession spark = LinkBenchmark.session(folder, threads);
    Lake lake = new Lake(spark, data.toString());
    long arriving = Math.max(100, sizes.entries() / PART);
    System.out.printf(
        Locale.ROOT,
        "%,d entries come to %,d captures and %,d entries; %s threads, %,d MB heap%n",
        arriving,
        sizes.captures(),
        sizes.entries(),
        threads,
        Runtime.getRuntime().maxMemory() >> 20);
    BenchmarkData made = new BenchmarkData(spark, sizes);
    made.deliver(lake);
    boolean verbose = flags.containsKey("--verbose");
    RunMetrics metrics = RunMetrics.of(spark);
    Used all = LinkBenchmark.ours(metrics, lake, verbose);
    Map<Table, List<String>> before =
        Map.of(
            ManifestEntries.TABLE, LinkBenchmark.files(lake, ManifestEntries.TABLE),
            DocumentLinks.TABLE, LinkBenchmark.files(lake, DocumentLinks.TABLE),
            Contributions.TABLE, LinkBenchmark.files(lake, Contributions.TABLE));
    made.deliverArrival(lake, arriving);
    Used few = LinkBenchmark.ours(metrics, lake, verbose);
    System.out.printf(
        Locale.ROOT,
        "arrival    %7.3f of the time, %7.3f of the processor time, %7.3f of the shuffled bytes%n",
        few.seconds() / all.seconds(),
        few.processorSeconds() / all.processorSeconds(),
        (double) few.shuffleBytes() / all.shuffleBytes());
    List<String> captures = LinkBenchmark.files(lake, Captures.TABLE);
    List<List<String>> arrived =
        List.of(
            since(lake, ManifestEntries.TABLE, before),
            since(lake, DocumentLinks.TABLE, before),
            since(lake, Contributions.TABLE, before));
    spark.stop();
    boolean equal =
        flags.containsKey("--no-duckdb")
            || LinkBenchmark.compare(
                folder, few, captures, arrived.get(0), arrived.get(1), arrived.get(2));
    for (String left : List.of("duck.db", "duck-tmp", "spark-tmp", "arrival")) {
      LinkBenchmark.delete(folder.resolve(left));
    }
    return equal;
  }

  private static List<String> since(Lake lake, Table table, Map<Table, List<String>> before) {
    List<String> files = new ArrayList<>(LinkBenchmark.files(lake, table));
    files.removeAll(before.getOrDefault(table, List.of()));
    return files;
  }
}

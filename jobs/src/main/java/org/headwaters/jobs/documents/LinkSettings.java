package org.headwaters.jobs.documents;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Spark's settings while documents are linked and added up; closing puts the former ones back. None
 * changes a result.
 */
final class LinkSettings implements AutoCloseable {
  /**
   * A task's share of the stored input. Captures and entries compress well: a task holds about ten
   * times as much, the captures of three levels by key.
   */
  private static final long BYTES_PER_TASK = 16L << 20;

  private static final int MAX_TASKS = 20_000;
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  private final SparkSession spark;
  private final Map<String, Optional<String>> before = new HashMap<>();

  private LinkSettings(SparkSession spark) {
    this.spark = spark;
  }

  /** As many tasks as the inputs are large, but never fewer than the session has. */
  @SafeVarargs
  static LinkSettings forInputs(SparkSession spark, Dataset<Row>... inputs) {
    LinkSettings settings = new LinkSettings(spark);
    long bytes = 0;
    for (Dataset<Row> input : inputs) {
      // The size of the files as the table's log states it: a plan's statistic, not an action.
      bytes +=
          input
              .queryExecution()
              .optimizedPlan()
              .stats()
              .sizeInBytes()
              .bigInteger()
              .min(java.math.BigInteger.valueOf(Long.MAX_VALUE / 4))
              .longValueExact();
    }
    long tasks = Math.min(MAX_TASKS, bytes / BYTES_PER_TASK);
    long usual = Long.parseLong(spark.conf().get(PARTITIONS));
    settings.set(PARTITIONS, Long.toString(Math.max(usual, tasks)));
    if (tasks > usual) {
      // Adaptive execution knows no two readings of what is kept as the same and shuffles for each
      // anew: a sixth of all that moves. Large inputs have their number of tasks, so nothing is
      // left for it to adapt; small ones are better off with it.
      settings.set("spark.sql.adaptive.enabled", "false");
    }
    // Two joins by digest, one of them by url too, share one shuffle by digest.
    settings.set("spark.sql.requireAllClusterKeysForCoPartition", "false");
    // What is kept lies by digest, and joins may rely on it.
    settings.set("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "false");
    // A small side of a task is hashed, which spares sorting the large one.
    settings.set("spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold", "64m");
    // A few slices are written side by side instead of sorting all rows by slice.
    settings.set("spark.sql.maxConcurrentOutputFileWriters", "16");
    return settings;
  }

  private void set(String name, String value) {
    before.put(name, Optional.ofNullable(spark.conf().getOption(name).getOrElse(() -> null)));
    spark.conf().set(name, value);
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) ->
            value.ifPresentOrElse(v -> spark.conf().set(name, v), () -> spark.conf().unset(name)));
  }
}

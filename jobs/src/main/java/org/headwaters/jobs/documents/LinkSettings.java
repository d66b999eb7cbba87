package org.headwaters.jobs.documents;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Spark's settings for linking documents and adding them up. None changes a result. */
final class LinkSettings {
  /**
   * A task's share of the stored input. Captures and entries compress well: a task holds about ten
   * times as much, the captures of three levels by key.
   */
  private static final long BYTES_PER_TASK = 16L << 20;

  private static final int MAX_TASKS = 20_000;
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  private LinkSettings() {}

  /** As many tasks as the inputs are large, but never fewer than the session has. */
  @SafeVarargs
  static Map<String, String> forInputs(SparkSession spark, Dataset<Row>... inputs) {
    Map<String, String> settings = new HashMap<>();
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
    settings.put(PARTITIONS, Long.toString(Math.max(usual, tasks)));
    if (tasks > usual) {
      // Adaptive execution knows no two readings of what is kept as the same and shuffles for each
      // anew: a sixth of all that moves. Large inputs have their number of tasks, so nothing is
      // left for it to adapt; small ones are better off with it.
      settings.put("spark.sql.adaptive.enabled", "false");
    }
    // Two joins by digest, one of them by url too, share one shuffle by digest.
    settings.put("spark.sql.requireAllClusterKeysForCoPartition", "false");
    // What is kept lies by digest, and joins may rely on it.
    settings.put("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "false");
    // A small side of a task is hashed, which spares sorting the large one.
    settings.put("spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold", "64m");
    // A few slices are written side by side instead of sorting all rows by slice.
    settings.put("spark.sql.maxConcurrentOutputFileWriters", "16");
    return settings;
  }
}

package org.headwaters.jobs.documents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Spark's settings for linking documents and adding them up. None changes a result. */
final class LinkSettings {
  /**
   * A task's share of the stored input, for as many tasks as {@link #MOST_OF_THEM}: smaller tasks
   * are lost more cheaply.
   */
  private static final long BYTES_PER_TASK = 16L << 20;

  private static final long MOST_OF_THEM = 20_000;

  /**
   * What a capture takes of a task's memory: it stands in hash tables of up to five levels at once,
   * and they cannot spill. Measured: 2 million captures in 11 tasks did not fit into 524 MB each.
   */
  private static final long BYTES_PER_CAPTURE = 4096;

  /** So much of its memory a task may plan with; the rest is for what streams through it. */
  private static final double PLANNED = 0.5;

  private static final int FILTER_BITS = 400_000_000;
  private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\d+|\\*)(?:,\\s*\\d+)?])?");
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";

  private LinkSettings() {}

  /** Those that hold for inputs of any size. */
  static Map<String, String> forAny() {
    Map<String, String> settings = new HashMap<>();
    // Two joins by digest, one of them by url too, share one shuffle by digest.
    settings.put("spark.sql.requireAllClusterKeysForCoPartition", "false");
    // What is kept lies by digest, and joins may rely on it.
    settings.put("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "false");
    // A small side of a task is hashed, which spares sorting the large one.
    settings.put("spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold", "64m");
    // A few slices are written side by side instead of sorting all rows by slice.
    settings.put("spark.sql.maxConcurrentOutputFileWriters", "16");
    // Filters of keys may be as large as a prefilter asks for (Prefilter).
    settings.put("spark.sql.optimizer.runtime.bloomFilter.maxNumBits", "" + FILTER_BITS);
    settings.put("spark.sql.optimizer.runtime.bloomFilter.maxNumItems", "" + FILTER_BITS);
    return settings;
  }

  /**
   * Sets as many tasks as inputs and captures ask for, but never fewer than the session has.
   *
   * @param linking a session of its own
   * @param captures how many captures may be linked
   * @param inputs whose size counts
   */
  static void size(SparkSession linking, long captures, List<Dataset<Row>> inputs) {
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
    long tasks = tasks(bytes, captures, memoryPerTask(linking.sparkContext()));
    long usual = Long.parseLong(linking.conf().get(PARTITIONS));
    linking.conf().set(PARTITIONS, Long.toString(Math.max(usual, tasks)));
    if (tasks > usual) {
      // Adaptive execution knows no two readings of what is kept as the same and shuffles for each
      // anew: a sixth of all that moves. Large inputs have their number of tasks, so nothing is
      // left for it to adapt; small ones are better off with it.
      linking.conf().set("spark.sql.adaptive.enabled", "false");
    }
  }

  /**
   * How many tasks.
   *
   * @param bytes of the stored inputs
   * @param memoryPerTask in bytes
   */
  static long tasks(long bytes, long captures, long memoryPerTask) {
    long capturesPerTask = Math.max(1, (long) (memoryPerTask * PLANNED) / BYTES_PER_CAPTURE);
    long fitting = Math.min(Integer.MAX_VALUE, (captures + capturesPerTask - 1) / capturesPerTask);
    return Math.max(fitting, Math.min(MOST_OF_THEM, bytes / BYTES_PER_TASK));
  }

  /** What each of the tasks that run at once in an executor has for itself, in bytes. */
  private static long memoryPerTask(SparkContext context) {
    return leastMemory(context)
        / Math.max(
            1, threads(context.master(), context.getConf().getInt("spark.executor.cores", 0)));
  }

  /** The memory for execution and storage of the executor that has least of it. */
  private static long leastMemory(SparkContext context) {
    long least = Long.MAX_VALUE;
    for (Object memory :
        scala.jdk.javaapi.CollectionConverters.asJava(context.getExecutorMemoryStatus()).values()) {
      least = Math.min(least, (Long) ((scala.Tuple2<?, ?>) memory)._1());
    }
    return least;
  }

  /** How many tasks run at once in an executor; where nobody says so, as many as cores are here. */
  static int threads(String master, int executorCores) {
    Matcher local = LOCAL.matcher(master);
    boolean all = local.matches() && "*".equals(local.group(1));
    if (local.matches() && !all) {
      return local.group(1) == null ? 1 : Integer.parseInt(local.group(1));
    }
    return executorCores > 0 && !local.matches()
        ? executorCores
        : Runtime.getRuntime().availableProcessors();
  }
}

package org.headwaters.jobs.step;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** What the tasks of a Spark application read, moved and failed at, wherever they ran. */
public final class TaskMeter extends SparkListener {
  private static final long DRAIN_MILLIS = 10_000;

  private final SparkContext context;
  private final AtomicLong rowsRead = new AtomicLong();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicLong shuffleBytes = new AtomicLong();
  private final AtomicLong spilledBytes = new AtomicLong();
  private final AtomicLong tasks = new AtomicLong();
  private final AtomicLong failedTasks = new AtomicLong();

  private TaskMeter(SparkContext context) {
    this.context = context;
  }

  /**
   * Sums over all tasks that have ended.
   *
   * @param rowsRead rows that came out of files, Delta's own logs included
   * @param shuffleBytes bytes written for other tasks to read
   * @param spilledBytes bytes that did not fit into memory
   */
  public record Totals(
      long rowsRead,
      long bytesRead,
      long shuffleBytes,
      long spilledBytes,
      long tasks,
      long failedTasks) {

    /** What was added since {@code earlier}. */
    public Totals minus(Totals earlier) {
      return new Totals(
          rowsRead - earlier.rowsRead,
          bytesRead - earlier.bytesRead,
          shuffleBytes - earlier.shuffleBytes,
          spilledBytes - earlier.spilledBytes,
          tasks - earlier.tasks,
          failedTasks - earlier.failedTasks);
    }
  }

  /** Counts from now on, until the session ends. */
  public static TaskMeter attach(SparkSession spark) {
    TaskMeter meter = new TaskMeter(spark.sparkContext());
    spark.sparkContext().addSparkListener(meter);
    return meter;
  }

  /**
   * The totals, after every event that Spark has sent so far was counted. If Spark is too busy to
   * say within ten seconds, they are what has been counted until then.
   */
  public Totals totals() {
    try {
      context.listenerBus().waitUntilEmpty(DRAIN_MILLIS);
    } catch (TimeoutException e) {
      return counted();
    }
    return counted();
  }

  private Totals counted() {
    return new Totals(
        rowsRead.get(),
        bytesRead.get(),
        shuffleBytes.get(),
        spilledBytes.get(),
        tasks.get(),
        failedTasks.get());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    tasks.incrementAndGet();
    if (!end.taskInfo().successful()) {
      failedTasks.incrementAndGet();
    }
    TaskMetrics metrics = end.taskMetrics();
    if (metrics != null) {
      rowsRead.addAndGet(metrics.inputMetrics().recordsRead());
      bytesRead.addAndGet(metrics.inputMetrics().bytesRead());
      shuffleBytes.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
      spilledBytes.addAndGet(metrics.diskBytesSpilled());
    }
  }
}

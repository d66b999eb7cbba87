package org.headwaters.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.SparkSession;

/** What Spark's tasks and the heap did since the last {@link #reset}. */
final class RunMetrics extends SparkListener {
  private final AtomicLong shuffleBytes = new AtomicLong();
  private final AtomicLong spilledBytes = new AtomicLong();
  private final AtomicLong resultBytes = new AtomicLong();
  private final AtomicLong cpuNanos = new AtomicLong();
  private final AtomicLong runMillis = new AtomicLong();
  private final AtomicLong gcMillis = new AtomicLong();
  private final List<String> stages = new ArrayList<>();

  /** Of a session, from now on. */
  static RunMetrics of(SparkSession spark) {
    RunMetrics metrics = new RunMetrics();
    spark.sparkContext().addSparkListener(metrics);
    return metrics;
  }

  void reset() {
    for (AtomicLong counter :
        List.of(shuffleBytes, spilledBytes, resultBytes, cpuNanos, runMillis, gcMillis)) {
      counter.set(0);
    }
    synchronized (stages) {
      stages.clear();
    }
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    TaskMetrics metrics = end.taskMetrics();
    if (metrics == null) {
      return;
    }
    shuffleBytes.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
    spilledBytes.addAndGet(metrics.diskBytesSpilled());
    resultBytes.addAndGet(metrics.resultSize());
    cpuNanos.addAndGet(metrics.executorCpuTime());
    runMillis.addAndGet(metrics.executorRunTime());
    gcMillis.addAndGet(metrics.jvmGCTime());
  }

  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    StageInfo stage = completed.stageInfo();
    TaskMetrics metrics = stage.taskMetrics();
    String line =
        String.format(
            Locale.ROOT,
            "  stage %3d %4d tasks %7.1f s run %7.1f s cpu  in %6d MB/%9d rows  shuffle read %6d MB"
                + " write %6d MB/%9d rows  spill %d MB  out %d MB",
            stage.stageId(),
            stage.numTasks(),
            metrics.executorRunTime() / 1e3,
            metrics.executorCpuTime() / 1e9,
            metrics.inputMetrics().bytesRead() >> 20,
            metrics.inputMetrics().recordsRead(),
            metrics.shuffleReadMetrics().totalBytesRead() >> 20,
            metrics.shuffleWriteMetrics().bytesWritten() >> 20,
            metrics.shuffleWriteMetrics().recordsWritten(),
            metrics.diskBytesSpilled() >> 20,
            metrics.outputMetrics().bytesWritten() >> 20);
    synchronized (stages) {
      stages.add(line);
    }
  }

  /** Bytes that tasks wrote for others. */
  long shuffleBytes() {
    return shuffleBytes.get();
  }

  /** Bytes that tasks sent to the driver. */
  long resultBytes() {
    return resultBytes.get();
  }

  List<String> stages() {
    synchronized (stages) {
      return List.copyOf(stages);
    }
  }

  String sentence() {
    return String.format(
        Locale.ROOT,
        "peak heap %d MB, shuffle %d MB, spill %d MB, task time %.0f s (cpu %.0f s, gc %.0f s),"
            + " sent to the driver %.1f MB",
        peakHeapBytes() >> 20,
        shuffleBytes.get() >> 20,
        spilledBytes.get() >> 20,
        runMillis.get() / 1e3,
        cpuNanos.get() / 1e9,
        gcMillis.get() / 1e3,
        resultBytes.get() / 1e6);
  }

  private static long peakHeapBytes() {
    return heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}

package org.headwaters.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * What work took.
 *
 * @param seconds of the clock
 * @param processorSeconds of all this process's threads together
 * @param shuffleBytes written by Spark's tasks
 */
record Used(double seconds, double processorSeconds, long shuffleBytes) {
  static final Used NOTHING = new Used(Double.NaN, Double.NaN, 0);

  String sentence() {
    return String.format(Locale.ROOT, "%7.1f s, %7.1f s processor", seconds, processorSeconds);
  }

  /** Of two kinds of work the one after the other. */
  Used plus(Used other) {
    return new Used(
        seconds + other.seconds,
        processorSeconds + other.processorSeconds,
        shuffleBytes + other.shuffleBytes);
  }

  /** A look at two clocks. */
  record Stopwatch(long startNanos, long startProcessorNanos) {
    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);

    static Stopwatch start() {
      return new Stopwatch(System.nanoTime(), SYSTEM.getProcessCpuTime());
    }

    /** Since the start, by work that shuffled so much. */
    Used used(long shuffleBytes) {
      return new Used(
          (System.nanoTime() - startNanos) / 1e9,
          (SYSTEM.getProcessCpuTime() - startProcessorNanos) / 1e9,
          shuffleBytes);
    }
  }
}

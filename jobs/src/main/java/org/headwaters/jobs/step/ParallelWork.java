package org.headwaters.jobs.step;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Does independent pieces of a step at the same time. Small tables cost the driver more than the
 * executors: planning and committing one leaves a core for the next.
 */
public final class ParallelWork {
  private static final int AT_ONCE = 4;

  private ParallelWork() {}

  /**
   * Returns when all pieces are done. If some fail, all others still end, and the first failure in
   * the given order is thrown.
   */
  public static void run(List<Runnable> pieces) {
    ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Runnable piece : pieces) {
        running.add(pool.submit(piece));
      }
      RuntimeException first = null;
      for (Future<?> each : running) {
        RuntimeException failure = outcome(each);
        first = first == null ? failure : first;
      }
      if (first != null) {
        throw first;
      }
    } finally {
      pool.shutdown();
    }
  }

  private static @org.jspecify.annotations.Nullable RuntimeException outcome(Future<?> piece) {
    try {
      piece.get();
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IllegalStateException("Interrupted while a step was writing.", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        return failure;
      }
      return new IllegalStateException(e.getCause());
    }
  }
}

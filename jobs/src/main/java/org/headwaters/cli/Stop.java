package org.headwaters.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says that a command was stopped from outside, as schedulers do with SIGTERM on a time-out. */
final class Stop {
  private static final AtomicBoolean UNDER_WAY = new AtomicBoolean();
  private static final AtomicBoolean DONE = new AtomicBoolean();
  private static final AtomicBoolean ASKED = new AtomicBoolean();

  /** Where the stop itself is told, whatever was put in front of it. */
  private static volatile PrintStream told = System.err;

  private Stop() {}

  /**
   * From now on, what is written to standard error while the process is taken down is left out: a
   * library that meets a closed session prints its trace wherever it stands, and none of it says
   * anything about us. The stop itself is told all the same.
   */
  static void aloneOnStandardError() {
    told = System.err;
    System.setErr(new PrintStream(new WhileRunning(told), true, StandardCharsets.UTF_8));
  }

  /** From now on, the end of the process before {@link #done} is told on standard error. */
  static void tellOf(String... args) {
    DONE.set(false);
    if (ASKED.compareAndSet(false, true)) {
      String command = args.length == 0 ? "the command" : args[0];
      Runtime.getRuntime().addShutdownHook(new Thread(() -> tell(command), "headwaters-stop"));
    }
  }

  private static void tell(String command) {
    if (!DONE.get()) {
      UNDER_WAY.set(true);
      told.println(
          String.format(
              Locale.ROOT,
              "headwaters: %s was stopped by a signal before it was done. Nothing half-written"
                  + " counts; run the same command again.",
              command));
    }
  }

  /** The command has ended by itself. */
  static void done() {
    DONE.set(true);
  }

  /** Whether the process is being taken down around a command that has not ended. */
  static boolean underWay() {
    if (UNDER_WAY.get()) {
      return true;
    }
    // Hooks run side by side: Spark's may take the session away before ours has said anything.
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  /** Passes on what is written until the process is being taken down. */
  private static final class WhileRunning extends FilterOutputStream {
    private WhileRunning(PrintStream standardError) {
      super(standardError);
    }

    @Override
    public void write(int each) throws IOException {
      if (!underWay()) {
        out.write(each);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (!underWay()) {
        out.write(bytes, from, length);
      }
    }
  }
}

package org.headwaters.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.headwaters.SharedSpark;

/** A command as a person types it, run in the tests' own session. */
final class CommandLineRun {
  private CommandLineRun() {}

  /** What a command said, in the order in which it said it, and its exit code. */
  record Ended(int exitCode, String said) {
    /** Without what differs from one folder to the next. */
    Ended in(Path folder) {
      return new Ended(exitCode, said.replace(folder + "/", ""));
    }
  }

  static Ended of(String... words) {
    SharedSpark.session();
    PrintStream out = System.out;
    PrintStream err = System.err;
    Locale locale = Locale.getDefault();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      int code = Headwaters.run(words);
      both.flush();
      return new Ended(code, said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
      Locale.setDefault(locale);
    }
  }
}

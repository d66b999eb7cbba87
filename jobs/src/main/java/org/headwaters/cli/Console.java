package org.headwaters.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.headwaters.jobs.JobReport;
import org.headwaters.jobs.Progress;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command speaks: results to standard output, progress and warnings to standard error. */
final class Console implements Progress {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final long startedNanos = System.nanoTime();

  Console(CommandSpec command, boolean json) {
    this.out = command.commandLine().getOut();
    this.err = command.commandLine().getErr();
    this.json = json;
  }

  boolean json() {
    return json;
  }

  /** Shown on a terminal only: a log file needs results, not progress. */
  @Override
  @SuppressWarnings("SystemConsoleNull") // True from JDK 22 on; the tested JDK 17 says null.
  public void doing(String line) {
    if (System.console() != null || System.getenv("HEADWATERS_PROGRESS") != null) {
      long seconds = (System.nanoTime() - startedNanos) / 1_000_000_000L;
      err.println(String.format(Locale.ROOT, "%4d s  %s", seconds, line));
    }
  }

  void warn(String line) {
    err.println("headwaters: warning: " + line);
  }

  void line(String line) {
    if (!json) {
      out.println(line);
    }
  }

  /** One JSON document on one line; nothing for people. */
  void document(Map<String, ?> document) {
    if (json) {
      try {
        out.println(JSON.writeValueAsString(document));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What a step did, in one line and its sentences. */
  void report(JobReport report) {
    String counts =
        report.counts().entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    String state = report.changed() ? "" : "nothing changed";
    line(
        String.format(Locale.ROOT, "%-11s", report.step())
            + (state.isEmpty() || counts.isEmpty() ? state + counts : state + "; " + counts));
    report.lines().forEach(each -> line("            " + each));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("step", report.step());
    document.put("changed", report.changed());
    document.put("counts", report.counts());
    document.put("lines", report.lines());
    document(document);
  }
}

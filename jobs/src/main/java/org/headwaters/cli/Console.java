package org.headwaters.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headwaters.core.VisibleText;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a command speaks: results to standard output, progress and warnings to standard error. What
 * it says may hold text from outside: characters that would move a terminal's cursor, change its
 * colours, turn text around or begin a line of their own are written as U+….
 */
final class Console implements Progress {
  /** By key, so that the same answer is the same bytes, whatever map holds it. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static final Pattern CONTINUED = Pattern.compile("\\r?\\n  ");

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean structured;
  private final boolean quiet;
  private final long startedNanos = System.nanoTime();

  /** {@code structured}: what goes to standard error is one JSON document a line. */
  Console(CommandSpec command, boolean json, boolean structured) {
    this(command, json, structured, false);
  }

  private Console(CommandSpec command, boolean json, boolean structured, boolean quiet) {
    this.quiet = quiet;
    this.out = command.commandLine().getOut();
    this.err = command.commandLine().getErr();
    this.json = json;
    this.structured = structured;
  }

  /** One that keeps results for people to itself; all else it tells as ever. */
  static Console quiet(CommandSpec command, boolean json, boolean structured) {
    return new Console(command, json, structured, true);
  }

  /** Shown on a terminal only: a log file needs results, not progress. */
  @Override
  @SuppressWarnings("SystemConsoleNull") // True from JDK 22 on; the tested JDK 17 says null.
  public void doing(String line) {
    if (structured) {
      log("INFO", line, Map.of());
    } else if (System.console() != null || System.getenv("HEADWATERS_PROGRESS") != null) {
      long seconds = (System.nanoTime() - startedNanos) / 1_000_000_000L;
      err.println(String.format(Locale.ROOT, "%4d s  %s", seconds, VisibleText.escaped(line)));
    }
  }

  void warn(String line) {
    if (structured) {
      log("WARN", line, Map.of());
    } else {
      err.println("headwaters: warning: " + lines(line));
    }
  }

  /** Something that happened to a {@code what}; told to a log only, people see the results. */
  void event(String happened, String what, Map<String, ?> context) {
    if (structured) {
      log("INFO", what + " " + happened, context);
    }
  }

  /** Why a command ends without having done its work; {@code trace} is null where nobody erred. */
  void error(String line, @Nullable Throwable trace) {
    if (structured) {
      Map<String, Object> context = new LinkedHashMap<>();
      if (trace != null) {
        StringWriter text = new StringWriter();
        trace.printStackTrace(new PrintWriter(text));
        context.put("stacktrace", text.toString());
      }
      log("ERROR", line, context);
    } else {
      err.println("headwaters: " + lines(line));
      if (trace != null) {
        trace.printStackTrace(err);
      }
    }
  }

  /** A failure that is ours: one line here, its trace in a file that can be sent to us. */
  void defect(Throwable failure) {
    String what = failure.getClass().getName() + ": " + failure.getMessage();
    int end = what.indexOf('\n');
    String line = "this is our fault, not yours: " + (end < 0 ? what : what.substring(0, end));
    if (structured) {
      error(line, failure);
      return;
    }
    try {
      Path file = Files.createTempFile("headwaters-", ".trace");
      try (PrintWriter trace = new PrintWriter(Files.newBufferedWriter(file))) {
        failure.printStackTrace(trace);
      }
      String more = LibraryLog.written().map(log -> " and " + log).orElse("");
      error(line + ". Please report it with the file " + file + more, null);
    } catch (IOException e) {
      error(line + ". Please report it with the lines below.", failure);
    }
  }

  /** The fields are those of Spark's own structured logs, so that one reader takes both. */
  private void log(String level, String line, Map<String, ?> context) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("ts", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    entry.put("level", level);
    entry.put("msg", line);
    entry.put("context", context);
    entry.put("logger", "headwaters");
    try {
      err.println(json(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  void line(String line) {
    if (!json && !quiet) {
      out.println(VisibleText.escaped(line));
    }
  }

  /** Several problems are told a line each, indented; no text from outside can do the same. */
  private static String lines(String text) {
    return Stream.of(CONTINUED.split(text))
        .map(VisibleText::escaped)
        .collect(Collectors.joining(System.lineSeparator() + "  "));
  }

  /** JSON on one line; hidden characters that JSON would let through are escaped as it escapes. */
  private static String json(Map<String, ?> document) throws JsonProcessingException {
    String text = JSON.writeValueAsString(document);
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      shown.append(VisibleText.isHidden(c) ? String.format(Locale.ROOT, "\\u%04x", (int) c) : c);
    }
    return shown.toString();
  }

  /** One JSON document on one line; nothing for people. */
  void document(Map<String, ?> document) {
    if (json) {
      try {
        out.println(json(document));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What a step did, in one line and its sentences; figures of it for machines only. */
  void report(JobReport report, StepSummary summary) {
    String counts =
        report.counts().entrySet().stream()
            // Counts of a table stand in its sentence; bytes differ from one writer to the next.
            .filter(e -> e.getKey().indexOf('.') < 0 && !e.getKey().equals(JobReport.FILE_BYTES))
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    String state = report.changed() ? "" : "nothing changed";
    String told = state.isEmpty() || counts.isEmpty() ? state + counts : state + "; " + counts;
    line(String.format(Locale.ROOT, "%-10s %s", report.step(), told).stripTrailing());
    report.lines().forEach(each -> line("            " + each));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("step", report.step());
    document.put("changed", report.changed());
    document.put("counts", report.counts());
    document.put("lines", report.lines());
    document.put("summary", summary.document());
    document(document);
  }
}

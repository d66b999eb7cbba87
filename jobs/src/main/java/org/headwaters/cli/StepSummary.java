package org.headwaters.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.TaskMeter;
import org.headwaters.lake.CommittedRows;

/**
 * What one step did and took, as it is shown, logged and exported.
 *
 * @param period the month it worked on; empty if it belongs to none
 * @param report what the job says of itself; without figures if it failed
 * @param committed what its commits added, by table
 * @param tasks what Spark's tasks did meanwhile
 */
record StepSummary(
    String period,
    boolean succeeded,
    long millis,
    JobReport report,
    Map<String, CommittedRows.Added> committed,
    TaskMeter.Totals tasks) {
  private static final String REJECTED = ".rejected";

  StepSummary {
    committed = java.util.Collections.unmodifiableMap(new TreeMap<>(committed));
  }

  /** Rows in new files of tables, and rows of plain files. */
  long rowsWritten() {
    return committed.values().stream().mapToLong(CommittedRows.Added::rows).sum()
        + report.counts().getOrDefault(JobReport.FILE_ROWS, 0L);
  }

  long bytesWritten() {
    return committed.values().stream().mapToLong(CommittedRows.Added::bytes).sum()
        + report.counts().getOrDefault(JobReport.FILE_BYTES, 0L);
  }

  /** Rows that may not come in, by table; only ingest has any. */
  Map<String, Long> rejected() {
    Map<String, Long> rejected = new TreeMap<>();
    report
        .counts()
        .forEach(
            (name, count) -> {
              if (name.endsWith(REJECTED)) {
                rejected.put(name.substring(0, name.length() - REJECTED.length()), count);
              }
            });
    return rejected;
  }

  long rowsRejected() {
    return rejected().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The figures by name, for machines. */
  Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("step", report.step());
    if (!period.isEmpty()) {
      document.put("period", period);
    }
    document.put("succeeded", succeeded);
    document.put("changed", report.changed());
    document.put("milliseconds", millis);
    document.put("rows_read", tasks.rowsRead());
    document.put("bytes_read", tasks.bytesRead());
    document.put("rows_written", rowsWritten());
    document.put("bytes_written", bytesWritten());
    document.put("rows_rejected", rowsRejected());
    document.put("shuffle_bytes", tasks.shuffleBytes());
    document.put("spilled_bytes", tasks.spilledBytes());
    document.put("tasks", tasks.tasks());
    document.put("failed_tasks", tasks.failedTasks());
    Map<String, Long> tables = new LinkedHashMap<>();
    committed.forEach((table, added) -> tables.put(table, added.rows()));
    document.put("committed_rows", tables);
    return document;
  }

  /** The head of the lines of {@link #line}. */
  static String heading() {
    return String.format(
        Locale.ROOT,
        "    %-11s %-8s %9s %12s %14s %12s %14s %9s",
        "step",
        "period",
        "seconds",
        "rows read",
        "bytes read",
        "rows written",
        "bytes written",
        "rejects");
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "    %-11s %-8s %5d.%03d %12d %14d %12d %14d %9d",
        report.step(),
        period,
        millis / 1000,
        millis % 1000,
        tasks.rowsRead(),
        tasks.bytesRead(),
        rowsWritten(),
        bytesWritten(),
        rowsRejected());
  }
}

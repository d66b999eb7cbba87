package org.headwaters.jobs.arrival;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.adapters.Formats;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.VisibleText;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.headwaters.transforms.CheckRows;

/**
 * Holds a sample of every input against its contract and estimates what the whole would cost.
 * Writes nothing.
 */
public final class CheckJob implements Job {
  /** Rows looked at per source; enough to see what is wrong with a format, not with every row. */
  private static final int SAMPLE_ROWS = 10_000;

  /**
   * What ingest takes in per second on two cores, rounded down; docs/guides/data-team.md has the
   * measurement.
   */
  private static final long BYTES_PER_SECOND = 4_000_000;

  private final List<InputSource.Delivered> delivered;

  public CheckJob(List<InputSource.Delivered> delivered) {
    this.delivered = List.copyOf(delivered);
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public JobReport run(JobContext context) {
    Map<String, Long> counts = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    Problems problems = new Problems();
    long bytes = 0;
    long wrong = 0;
    for (InputSource.Delivered each : delivered) {
      Table table = Catalogue.named(each.table());
      for (InputSource source : each.sources()) {
        context.progress().doing("check " + source.path());
        long[] found = new long[2];
        problems.of(
            () -> {
              found[0] = bytes(context, source);
              try {
                found[1] = sample(context, source, table, new Told(lines, problems));
              } catch (Exception e) {
                throw DeliveredRows.explained(table, e);
              }
            });
        bytes += found[0];
        wrong += found[1];
      }
    }
    counts.put("tables", (long) delivered.size());
    counts.put("rows that would be rejected, in the samples", wrong);
    counts.put("bytes", bytes);
    counts.put("estimated seconds to ingest on two cores", 1 + bytes / BYTES_PER_SECOND);
    // Text becomes columns, and every step keeps its own: twice the input has been enough.
    counts.put("estimated bytes of disk", 2 * bytes);
    return new JobReport(name(), false, counts, lines, problems.told());
  }

  /** What is said of a source, and what makes it unusable. */
  private record Told(List<String> lines, Problems problems) {}

  private static long sample(JobContext context, InputSource source, Table table, Told told) {
    List<String> lines = told.lines();
    Formats.Opened opened = Formats.open(context.spark(), source, table);
    Dataset<Row> checked =
        CheckRows.apply(opened.rows().limit(SAMPLE_ROWS), table, context.lakeSecret().pseudonyms());
    Row sums = checked.agg(count(lit(1)), count(col(CheckRows.FAULTS))).head();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %s: %d rows looked at, %d would be rejected",
            table,
            source.path(),
            sums.getLong(0),
            sums.getLong(1)));
    String passedOver = opened.fields().value().told();
    if (!passedOver.isEmpty()) {
      lines.add("  fields passed over: " + passedOver);
    }
    if (sums.getLong(1) > 0) {
      checked
          .select(col(RawRows.FILE), col(RawRows.ROW), explode(col(CheckRows.FAULTS)).as("fault"))
          .groupBy("fault.column", "fault.rule")
          .agg(
              count(lit(1)).as("rows"),
              min(struct(col(RawRows.FILE), col(RawRows.ROW), col("fault.value"), col("fault.fix")))
                  .as("first"))
          .orderBy("column", "rule")
          .collectAsList()
          .forEach(rule -> lines.add(line(table, rule)));
      if (sums.getLong(0) == sums.getLong(1)) {
        told.problems()
            .add(
                String.format(
                    Locale.ROOT,
                    "%s: every one of the %d rows looked at in %s would be rejected. Correct what"
                        + " is listed, or the settings of inputs.%s.",
                    table,
                    sums.getLong(0),
                    source.path(),
                    table));
      }
    }
    return sums.getLong(1);
  }

  private static String line(Table table, Row rule) {
    Row first = rule.getAs("first");
    String value = first.getString(2);
    return String.format(
        Locale.ROOT,
        "  %s%s: %s %d%s. %s",
        rule.isNullAt(0) || rule.getString(0).isEmpty() ? "" : rule.getString(0) + ", ",
        rule.getString(1),
        rule.getLong(2) == 1 ? "row" : rule.getLong(2) + " rows, the first in row",
        first.getLong(1),
        value == null
            ? ""
            : RejectsJob.personal(table.name(), rule.getString(0), value)
                ? " (value not shown)"
                : ": '" + VisibleText.escaped(value) + "'",
        first.getString(3));
  }

  private static long bytes(JobContext context, InputSource source) {
    try {
      long bytes = 0;
      for (FileStatus each : Formats.found(context.spark(), source)) {
        FileSystem files =
            each.getPath().getFileSystem(context.spark().sparkContext().hadoopConfiguration());
        bytes += files.getContentSummary(each.getPath()).getLength();
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

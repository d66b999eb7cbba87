package org.headwaters.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.Fingerprint;
import org.headwaters.core.ledger.PeriodTotals;

/**
 * Figures of a command in Prometheus' text format, one file a lake and command, where the textfile
 * collector of the node exporter looks for them. A file appears whole: it is written beside its
 * place and moved.
 *
 * <p>Prometheus keeps 64 bit floating point numbers, which hold whole micros exactly up to nine
 * thousand million currency units; these figures are for watching, the tables are for accounts.
 */
final class MetricsFile {
  private static final String LAST_SUCCESS = "headwaters_last_success_time_seconds";

  private final Path file;
  private final String labels;
  private final Map<String, List<String>> samples = new LinkedHashMap<>();

  private MetricsFile(Path file, String labels) {
    this.file = file;
    this.labels = labels;
  }

  /**
   * The file of a command on a lake.
   *
   * @throws UsageError if the folder is not there or cannot be written to
   */
  static MetricsFile of(Path folder, String command, String lake) {
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new UsageError(
          "Cannot write metrics to %s: it is no folder that may be written to. Make it, or correct"
              + " --metrics or HEADWATERS_METRICS.",
          folder);
    }
    // Two lakes on one machine: two files.
    String name = "headwaters_" + command + "_" + Fingerprint.of(List.of(lake)).substring(0, 8);
    return new MetricsFile(
        folder.resolve(name + ".prom"), "command=" + quoted(command) + ",lake=" + quoted(lake));
  }

  /** How the command ended. The time of the last success stays when a later run fails. */
  void ended(int exitCode, long startedMillis, long endedMillis) {
    sample("headwaters_exit_code", "How the command ended; 0 is done.", "", exitCode);
    seconds("headwaters_start_time_seconds", "When the command started.", "", startedMillis);
    seconds("headwaters_duration_seconds", "How long it took.", "", endedMillis - startedMillis);
    if (exitCode == 0) {
      seconds(LAST_SUCCESS, "When the command last ended well.", "", endedMillis);
    } else {
      earlierSuccess()
          .ifPresent(
              line ->
                  samples.put(
                      LAST_SUCCESS,
                      List.of(help(LAST_SUCCESS, "When the command last ended well."), line)));
    }
  }

  void step(StepSummary step) {
    String of = ",step=" + quoted(step.report().step()) + ",period=" + quoted(step.period());
    sample("headwaters_step_success", "1 if the step ended well.", of, step.succeeded() ? 1 : 0);
    sample(
        "headwaters_step_changed",
        "1 if it changed anything.",
        of,
        step.report().changed() ? 1 : 0);
    seconds("headwaters_step_duration_seconds", "How long the step took.", of, step.millis());
    sample("headwaters_step_rows_read", "Rows that tasks read.", of, step.tasks().rowsRead());
    sample("headwaters_step_read_bytes", "Bytes that tasks read.", of, step.tasks().bytesRead());
    sample("headwaters_step_rows_written", "Rows in new files.", of, step.rowsWritten());
    sample("headwaters_step_written_bytes", "Bytes of new files.", of, step.bytesWritten());
    sample(
        "headwaters_step_shuffle_bytes",
        "Bytes that tasks exchanged.",
        of,
        step.tasks().shuffleBytes());
    sample(
        "headwaters_step_spilled_bytes",
        "Bytes that went to disk for want of memory.",
        of,
        step.tasks().spilledBytes());
    sample(
        "headwaters_step_tasks_failed",
        "Tasks that failed, retried or not.",
        of,
        step.tasks().failedTasks());
    step.committed()
        .forEach(
            (table, added) ->
                sample(
                    "headwaters_step_table_rows_written",
                    "Rows that the step's commits added, by table.",
                    of + ",table=" + quoted(table),
                    added.rows()));
    step.rejected()
        .forEach(
            (table, rows) ->
                sample(
                    "headwaters_step_rows_rejected",
                    "Rows that may not come in; the table rejects says why.",
                    of + ",table=" + quoted(table),
                    rows));
  }

  /** Where a booked period's money is. */
  void booking(Booking booking) {
    String of = ",period=" + quoted(booking.period());
    PeriodTotals totals = booking.totals();
    sample("headwaters_booking_number", "The period's booking.", of, booking.seq());
    part(of, "gross", totals.grossMicros());
    part(of, "retained", totals.retainedMicros());
    part(of, "funds", totals.fundsMicros());
    part(of, Bucket.PAYABLE.key(), totals.payableMicros());
    part(of, Bucket.UNCLAIMED.key(), totals.unclaimedMicros());
    part(of, Bucket.ON_HOLD.key(), totals.onHoldMicros());
    part(of, Bucket.UNDISCLOSED.key(), totals.undisclosedMicros());
  }

  /** What was delivered of an input table until now. */
  void deliveries(String table, long deliveries, long rowsKept, long rowsRejected) {
    String of = ",table=" + quoted(table);
    sample("headwaters_deliveries", "Deliveries in the lake.", of, deliveries);
    sample("headwaters_delivered_rows_kept", "Rows that came in.", of, rowsKept);
    sample("headwaters_delivered_rows_rejected", "Rows that did not.", of, rowsRejected);
  }

  private void part(String of, String name, long micros) {
    sample(
        "headwaters_period_micros",
        "Whole micros of the reporting currency, by part of the booking.",
        of + ",part=" + quoted(name),
        micros);
  }

  /** Puts the file in place. */
  void write() throws IOException {
    List<String> lines = new ArrayList<>();
    samples.values().forEach(lines::addAll);
    Path draft =
        file.resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid());
    Files.writeString(draft, String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Path file() {
    return file;
  }

  private void sample(String name, String help, String more, long value) {
    line(name, help, more, Long.toString(value));
  }

  private void seconds(String name, String help, String more, long millis) {
    line(name, help, more, java.math.BigDecimal.valueOf(millis, 3).toPlainString());
  }

  private void line(String name, String help, String more, String value) {
    samples
        .computeIfAbsent(name, key -> new ArrayList<>(List.of(help(key, help))))
        .add(name + "{" + labels + more + "} " + value);
  }

  private static String help(String name, String text) {
    return "# HELP " + name + " " + text + "\n# TYPE " + name + " gauge";
  }

  private Optional<String> earlierSuccess() {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      return lines.filter(line -> line.startsWith(LAST_SUCCESS + "{" + labels + "}")).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}

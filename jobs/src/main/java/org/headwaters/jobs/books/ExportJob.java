package org.headwaters.jobs.books;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.contracts.Contract;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.period.PublishedRows;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes one table as one file, in key order: for a result table what is booked, for an input table
 * what it says now. Rows are streamed; a file appears whole or not at all.
 */
public final class ExportJob implements Job {

  /** How the file is written. */
  public enum Format {
    CSV,
    JSON,
    PARQUET
  }

  /**
   * What is to be exported.
   *
   * @param period null: every period's current booking
   * @param raw CSV cells exactly as the table says, formulas of spreadsheets included
   */
  public record Request(String table, @Nullable Period period, Format format, boolean raw) {}

  private final Request request;
  private final @Nullable Path file;
  private final @Nullable OutputStream stream;

  private ExportJob(Request request, @Nullable Path file, @Nullable OutputStream stream) {
    this.request = request;
    this.file = file;
    this.stream = stream;
  }

  /** Writes a file; an existing one is replaced once the new one is complete. */
  public static ExportJob toFile(Request request, Path file) {
    return new ExportJob(request, file, null);
  }

  /** Writes to a stream, which is flushed and left open. Parquet needs a file. */
  public static ExportJob toStream(Request request, OutputStream stream) {
    UsageError.check(
        request.format() != Format.PARQUET,
        "Cannot write Parquet to standard output: name a file with --out.");
    return new ExportJob(request, null, stream);
  }

  @Override
  public String name() {
    return "export";
  }

  @Override
  public JobReport run(JobContext context) {
    Table table = Catalogue.named(request.table());
    UsageError.check(
        !table.contract().isPrivate(),
        "Cannot export %s: it holds personal data, which stays in the lake.%s",
        table,
        PublishedRows.TABLES.contains(table)
            ? " What of it is for anybody is plain Parquet: "
                + context.lake().root()
                + "/published/"
                + table
                + "."
            : "");
    Dataset<Row> rows = rows(context.lake(), table);
    try {
      long written = write(rows);
      return new JobReport(
          name(), true, Map.of(JobReport.FILE_ROWS, written), List.of(table + " → " + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset<Row> rows(Lake lake, Table table) {
    Dataset<Row> rows =
        table.contract().role() == Contract.Role.INPUT
            ? Inputs.now(lake).current(table)
            : lake.read(table);
    Set<String> columns = new LinkedHashSet<>(Arrays.asList(rows.columns()));
    if (columns.contains("booking_id") && table != Bookings.TABLE) {
      // Those of a process that lost a race are there, but count for nobody.
      rows = rows.where(col("booking_id").isInCollection(bookingIds(lake)));
    }
    if (columns.containsAll(List.of("period", "run_id"))) {
      rows = rows.where(booked(lake));
    } else if (request.period() != null && columns.contains("periods")) {
      rows = rows.where(array_contains(col("periods"), request.period().toString()));
    } else if (request.period() != null && columns.contains("period")) {
      rows = rows.where(col("period").equalTo(request.period().toString()));
    } else {
      UsageError.check(
          request.period() == null,
          "Cannot export one period of %s: it has no periods. Leave --period out.",
          table);
    }
    Column[] key =
        table.key().stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    return rows.select(
            Arrays.stream(table.schema().fieldNames())
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new))
        .orderBy(key);
  }

  /** Rows of runs that are current, of one period or of each. */
  private Column booked(Lake lake) {
    BookingChain chain = BookingChain.read(lake);
    checkBooked(chain);
    Column any = lit(false);
    for (Period period : chain.periods()) {
      if (request.period() == null || request.period().equals(period)) {
        Booking booking = chain.current(period).orElseThrow();
        any =
            any.or(
                col("period")
                    .equalTo(booking.period())
                    .and(col("run_id").equalTo(booking.runId())));
      }
    }
    return any;
  }

  private void checkBooked(BookingChain chain) {
    Set<String> booked = new TreeSet<>();
    chain.periods().forEach(period -> booked.add(period.toString()));
    String known = booked.isEmpty() ? "No period is" : String.join(", ", booked) + " are";
    UsageError.check(
        request.period() == null ? !booked.isEmpty() : booked.contains(request.period().toString()),
        "Cannot export %s%s: it is not booked. %s booked; run `headwaters run --config FILE"
            + " --period %s` first.",
        request.table(),
        request.period() == null ? "" : " of " + request.period(),
        known,
        request.period() == null ? "YYYY-MM" : request.period());
  }

  private static List<String> bookingIds(Lake lake) {
    return BookingChain.read(lake).all().stream().map(Booking::bookingId).toList();
  }

  private long write(Dataset<Row> rows) throws IOException {
    if (stream != null) {
      return text(rows, stream);
    }
    return WholeFile.write(
        java.util.Objects.requireNonNull(file),
        draft -> {
          if (request.format() == Format.PARQUET) {
            return parquet(rows, draft);
          }
          try (OutputStream out = Files.newOutputStream(draft)) {
            return text(rows, out);
          }
        });
  }

  /** Spark writes folders; its one part becomes the file. */
  private static long parquet(Dataset<Row> rows, Path draft) throws IOException {
    Path folder = draft.resolveSibling(draft.getFileName() + ".d");
    rows.coalesce(1).write().mode("overwrite").parquet(folder.toUri().toString());
    try (var parts = Files.newDirectoryStream(folder, "part-*.parquet")) {
      Files.move(parts.iterator().next(), draft, StandardCopyOption.REPLACE_EXISTING);
    }
    try (var rest = Files.walk(folder)) {
      for (Path each : rest.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    return rows.sparkSession().read().parquet(draft.toUri().toString()).count();
  }

  private long text(Dataset<Row> rows, OutputStream out) throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    long written = 0;
    if (request.format() == Format.JSON) {
      Iterator<String> lines = rows.toJSON().toLocalIterator();
      while (lines.hasNext()) {
        writer.write(lines.next());
        writer.write('\n');
        written++;
      }
    } else {
      CSVPrinter printer =
          new CSVPrinter(
              writer,
              CSVFormat.RFC4180.builder().setRecordSeparator('\n').setHeader(rows.columns()).get());
      Iterator<Row> each = rows.toLocalIterator();
      while (each.hasNext()) {
        Row row = each.next();
        for (int cell = 0; cell < row.length(); cell++) {
          Object value = row.get(cell);
          printer.print(request.raw() ? CsvCell.text(value) : CsvCell.harmless(value));
        }
        printer.println();
        written++;
      }
      printer.flush();
    }
    writer.flush();
    return written;
  }
}

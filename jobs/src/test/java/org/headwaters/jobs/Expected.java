package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.jobs.period.PeriodRun;
import org.headwaters.jobs.period.SettleInputs;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Pools;
import org.headwaters.tables.Table;
import org.headwaters.transforms.SourceCredits;

/**
 * What the separate calculation (sample-data/reference, in Python, sharing nothing with the
 * product) says of a world: every row of every table, to the micro.
 */
final class Expected {
  private final Path folder;

  Expected(Path folder) {
    this.folder = folder;
  }

  /**
   * Compares contributions, and per period pools, flows, credits of every source, holder credits
   * and totals.
   */
  void check(JobContext context, List<Period> periods) {
    Lake lake = context.lake();
    for (Period period : periods) {
      PeriodRun run = PeriodRun.plan(context, period);
      Booking booking = BookingChain.read(lake).current(period).orElseThrow();
      assertThat(booking.runId()).isEqualTo(run.runId());
      for (Table table : List.of(Pools.TABLE, AssetFlows.TABLE, HolderCredits.TABLE)) {
        same(period + "/" + table + ".csv", lake.read(table, run.slice()));
      }
      Dataset<Row> credits =
          SettleInputs.read(lake, run)
              .credits()
              .where(functions.col(SourceCredits.AMOUNT_MICROS).notEqual(0));
      same(period + "/source_credits.csv", credits);
      totals(period, booking.totals());
    }
    PeriodRun run = PeriodRun.plan(context, periods.get(0));
    Object[] ids = run.sets().values().stream().map(ContributionSet::contributionsId).toArray();
    same(
        "contributions.csv",
        lake.read(Contributions.TABLE)
            .where(functions.col(Contributions.CONTRIBUTIONS_ID).isin(ids)));
  }

  /** Every row of the world is there to the micro, whatever lies beside it. */
  void within(JobContext context, Period period) {
    Lake lake = context.lake();
    PeriodRun run = PeriodRun.plan(context, period);
    for (Table table : List.of(Pools.TABLE, AssetFlows.TABLE, HolderCredits.TABLE)) {
      String file = period + "/" + table + ".csv";
      assertThat(found(file, lake.read(table, run.slice()))).as(file).containsAll(rows(file));
    }
    String credits = period + "/source_credits.csv";
    assertThat(found(credits, SettleInputs.read(lake, run).credits()))
        .as(credits)
        .containsAll(rows(credits));
    assertThat(found("contributions.csv", lake.read(Contributions.TABLE)))
        .containsAll(rows("contributions.csv"));
  }

  private void totals(Period period, PeriodTotals totals) {
    Map<String, String> row = records(period + "/totals.csv").get(0).toMap();
    assertThat(totals)
        .isEqualTo(
            new PeriodTotals(
                Long.parseLong(row.get("gross_micros")),
                Long.parseLong(row.get("retained_micros")),
                Long.parseLong(row.get("funds_micros")),
                Long.parseLong(row.get("payable_micros")),
                Long.parseLong(row.get("unclaimed_micros")),
                Long.parseLong(row.get("on_hold_micros")),
                Long.parseLong(row.get("undisclosed_micros"))));
  }

  /** The same rows in any order: nothing missing, nothing more. */
  private void same(String file, Dataset<Row> actual) {
    assertThat(found(file, actual))
        .as(folder + "/" + file)
        .containsExactlyInAnyOrderElementsOf(rows(file));
  }

  private List<List<String>> rows(String file) {
    return records(file).stream().map(CSVRecord::toList).toList();
  }

  /** The actual rows in the columns of the file. */
  private List<List<String>> found(String file, Dataset<Row> actual) {
    List<CSVRecord> records = records(file);
    List<String> columns =
        records.isEmpty() ? List.of() : records.get(0).getParser().getHeaderNames();
    Dataset<Row> selected =
        columns.isEmpty()
            ? actual
            : actual.select(
                columns.stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new));
    List<List<String>> found = new ArrayList<>();
    for (Row row : selected.collectAsList()) {
      List<String> cells = new ArrayList<>();
      for (int cell = 0; cell < row.length(); cell++) {
        cells.add(text(row.get(cell)));
      }
      found.add(cells);
    }
    return found;
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value == null ? "" : value.toString();
  }

  private List<CSVRecord> records(String file) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(folder.resolve(file), StandardCharsets.UTF_8, format)) {
      return parser.getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.headwaters.adapters;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.UsageError;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.ServedUsage;
import org.headwaters.tables.Table;

/**
 * Usage by model and day, week or month → revenue, a line for each part of it, and served_usage,
 * summed by period. What a part costs says a table of prices, or the report's own amount. A week
 * belongs to the month in which it begins.
 *
 * <p>Cached tokens are taken as part of input and reasoning tokens as part of output unless the
 * settings, or a report that is known by name, say beside; so each token is charged once. A line
 * that tells neither input nor output nor an amount is a reject: unknown is not nothing.
 */
final class UsageFormat implements InputFormat {
  /** A price of a million and a quantity in millions: both stay exact for any count of tokens. */
  private static final String MILLION_TOKENS = "million tokens";

  /** Those of gross_amount. */
  private static final int GROSS_DECIMALS = 6;

  private static final String PRICES = "prices";
  private static final String SERVICE = "service_id";
  private static final String TOLERANCE = "total_tolerance";

  @Override
  public String name() {
    return "usage";
  }

  @Override
  public boolean claims(String fileName) {
    return false;
  }

  @Override
  public Set<String> options() {
    Set<String> options =
        new TreeSet<>(
            List.of(
                PRICES,
                SERVICE,
                TOLERANCE,
                UsageReport.REPORT,
                UsageReport.CURRENCY,
                UsageReport.IDENTITY,
                CsvDialect.DELIMITER,
                CsvDialect.QUOTE,
                Encoding.OPTION));
    for (UsagePart part : UsagePart.values()) {
      if (part.whole().isPresent()) {
        options.add(part.word());
      }
    }
    return options;
  }

  @Override
  public Set<String> fileOptions() {
    return Set.of(PRICES);
  }

  @Override
  public boolean recognises(PathPreview at, Sniffer notes) {
    boolean json = at.isJsonLines() || at.isWholeJson();
    Set<String> names =
        json
            ? at.first().map(UsageRecords::names).orElse(Set.of())
            : at.csv().map(head -> Set.copyOf(head.columns())).orElse(Set.of());
    String report = UsageReport.named(names);
    if (report == null) {
      return false;
    }
    if (notes.prices().isEmpty() && !UsageReport.saysAmounts(report)) {
      notes.check(
          at.name()
              + " reports usage, but no file has prices: model, model_id, valid_from, currency,"
              + " input, output");
      return false;
    }
    Map<String, Object> options = new LinkedHashMap<>();
    if (!report.isEmpty()) {
      options.put(UsageReport.REPORT, report);
    }
    notes.prices().ifPresent(prices -> options.put(PRICES, prices));
    at.csv().ifPresent(head -> spelling(head, options));
    if (!names.contains("service_id")) {
      String service = "service:" + at.name().replaceFirst("\\..*$", "");
      options.put("service_id", service);
      notes.check(at.name() + " is taken as the usage of " + service + ": correct service_id");
    }
    boolean models = notes.prices().isPresent() && !report.equals(UsageReport.COSTS);
    return notes.add(Revenue.TABLE.name(), this, at, options)
        && (!models || notes.add(ServedUsage.TABLE.name(), this, at, options));
  }

  private static void spelling(FileHead head, Map<String, Object> options) {
    if (head.delimiter() != ',') {
      options.put(CsvDialect.DELIMITER, head.delimiter() == '\t' ? "tab" : head.delimiter() + "");
    }
    if (!head.encoding().equals("UTF-8")) {
      options.put(Encoding.OPTION, head.encoding());
    }
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(Revenue.TABLE, ServedUsage.TABLE), this);
    UsageReading reading = reading(spark, source);
    CsvDialect dialect = CsvDialect.of(source);
    Encoding encoding = Encoding.of(source);
    List<String> files =
        OutsideText.opened(
            spark,
            source,
            name ->
                TextFiles.endsWith(name, ".csv")
                    || TextFiles.endsWith(name, ".jsonl")
                    || TextFiles.endsWith(name, ".ndjson")
                    || TextFiles.endsWith(name, ".json"));
    InputSource ours =
        new InputSource(
            source.table(),
            source.format(),
            source.path(),
            Map.of(),
            source.constants(),
            source.stripPrefix(),
            Map.of());
    boolean served = table == ServedUsage.TABLE;
    RawRow.Shape shape = served ? ServedSums.SHAPE : RawRow.Shape.of(table);
    UsageLines.Making making =
        new UsageLines.Making(reading, shape, served ? ServedSums::line : UsageFormat::revenue);
    Dataset<Row> rows =
        TextFiles.read(
            spark,
            files,
            served ? ServedSums.schema() : RawRows.text(table),
            fields,
            (file, in, counts) ->
                new RowFeed(
                    new UsageLines(file, encoding.utf8(file, in), dialect, counts, making)));
    return Adjustment.apply(served ? ServedSums.apply(rows) : rows, ours, table);
  }

  private static UsageReading reading(SparkSession spark, InputSource source) {
    UsageReport report = UsageReport.of(source);
    String service = OutsideText.option(source, SERVICE);
    String tolerance = OutsideText.option(source, TOLERANCE);
    UsageError.check(
        tolerance == null || tolerance.matches("[0-9]{1,15}"),
        "inputs.%s.total_tolerance is %s; write by how many tokens a total may differ from its"
            + " parts, such as 500000.",
        source.table(),
        String.valueOf(tolerance));
    // A report that says what was earned can do without prices, though not without model ids.
    String prices =
        report.columns().containsKey(UsageReport.AMOUNT)
            ? OutsideText.option(source, PRICES)
            : OutsideText.needed(source, PRICES, source.options(), "prices: prices.csv");
    return new UsageReading(
        report,
        service == null ? "" : service,
        tolerance == null ? 0 : Long.parseLong(tolerance),
        prices == null
            ? new PriceTable(Map.of())
            : PriceTable.read(prices, InputFiles.configuration(spark)));
  }

  private static void revenue(
      Usage usage, RawRow.Shape shape, UsageLines.Place place, Consumer<Row> rows) {
    String line = String.join(":", "usage", usage.service(), usage.model(), usage.time());
    if (usage.amount() != null) {
      BigDecimal amount = usage.amount().stripTrailingZeros();
      RawRow row = shape.row(place.file(), place.line());
      // Amounts of single requests are finer than a micro; as a price they stay as they are.
      if (amount.scale() > GROSS_DECIMALS) {
        row.set(Revenue.QUANTITY, "1").set(Revenue.UNIT_PRICE, amount.toPlainString());
      } else {
        row.set(Revenue.GROSS_AMOUNT, amount.toPlainString());
      }
      rows.accept(earned(row, usage, line + ":amount"));
      return;
    }
    usage
        .charged()
        .forEach(
            (part, charge) -> {
              boolean tokens = part.isTokens();
              RawRow row =
                  shape
                      .row(place.file(), place.line())
                      .set(
                          Revenue.QUANTITY,
                          BigDecimal.valueOf(charge.count(), tokens ? 6 : 0).toPlainString())
                      .set(Revenue.UNIT, tokens ? MILLION_TOKENS : part.word())
                      .set(Revenue.UNIT_PRICE, charge.price().toPlainString());
              rows.accept(earned(row, usage, line + ":" + part.word()));
            });
  }

  private static Row earned(RawRow row, Usage usage, String id) {
    return row.set(Revenue.REVENUE_ID, id)
        .set(Revenue.PERIOD, usage.period())
        .set(Revenue.ASSET_ID, usage.service())
        .set(Revenue.KIND, "usage")
        .set(Revenue.CURRENCY, usage.currency())
        .done();
  }
}

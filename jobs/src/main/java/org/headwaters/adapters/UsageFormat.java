package org.headwaters.adapters;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.UsageError;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.ServedUsage;
import org.headwaters.tables.Table;

/**
 * Tokens by model and day, week or month × a price table → revenue, a line for each part of the
 * usage, and served_usage, summed by period. A week belongs to the month in which it begins.
 *
 * <p>Cached tokens are taken as part of input and reasoning tokens as part of output unless the
 * settings say {@code cached: beside} or {@code reasoning: beside}; so each token is charged once.
 * A line that tells neither input nor output is a reject: unknown is not nothing.
 */
final class UsageFormat implements InputFormat {
  /** A price of a million and a quantity in millions: both stay exact for any count of tokens. */
  private static final String UNIT = "million tokens";

  private static final String LINE = "_line";
  private static final String LEAST = "_least";
  private static final String MOST = "_most";
  private static final String PLACE = "_place";

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
    return Set.of("prices", UsagePart.CACHED, UsagePart.REASONING, "service_id");
  }

  @Override
  public Set<String> fileOptions() {
    return Set.of("prices");
  }

  @Override
  public boolean recognises(Glance at, Sniffer notes) {
    Set<String> names = new TreeSet<>(at.header());
    names.addAll(at.keys());
    if (!names.contains("model") || !names.contains("input_tokens")) {
      return false;
    }
    if (notes.prices().isEmpty()) {
      notes.check(
          at.name()
              + " reports usage, but no file has prices: model, model_id, valid_from, currency,"
              + " input, output");
      return false;
    }
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("prices", notes.prices().orElseThrow());
    if (!names.contains("service_id")) {
      String service = "service:" + at.name().replaceFirst("\\..*$", "");
      options.put("service_id", service);
      notes.check(at.name() + " is taken as the usage of " + service + ": correct service_id");
    }
    return notes.add(Revenue.TABLE.name(), this, at, options)
        && notes.add(ServedUsage.TABLE.name(), this, at, options);
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(Revenue.TABLE, ServedUsage.TABLE), this);
    String prices = OutsideText.needed(source, "prices", source.options(), "prices: prices.csv");
    String service = OutsideText.option(source, "service_id");
    UsageReading reading =
        new UsageReading(
            Map.copyOf(source.columns()),
            service == null ? "" : service,
            beside(source),
            PriceTable.read(prices, InputFiles.configuration(spark)));
    List<String> files =
        OutsideText.opened(
            spark,
            source,
            name -> TextFiles.endsWith(name, ".csv") || TextFiles.endsWith(name, ".jsonl"));
    InputSource ours =
        new InputSource(
            source.table(),
            source.format(),
            source.path(),
            Map.of(),
            source.constants(),
            source.stripPrefix(),
            source.options());
    if (table == ServedUsage.TABLE) {
      return Adjustment.apply(served(spark, files, reading), ours, table);
    }
    RawRow.Shape shape = RawRow.Shape.of(table);
    return Adjustment.apply(
        TextFiles.read(
            spark,
            files,
            table,
            (file, in) ->
                new RowFeed(
                    new UsageLines(
                        file, in, new UsageLines.Making(reading, shape, UsageFormat::revenue)))),
        ours,
        table);
  }

  private static Set<String> beside(InputSource source) {
    Set<String> beside = new HashSet<>();
    for (String part : List.of(UsagePart.CACHED, UsagePart.REASONING)) {
      String said = OutsideText.option(source, part);
      UsageError.check(
          said == null || said.equals("within") || said.equals("beside"),
          "inputs.%s.%s is %s; write within, if the report counts these tokens among input or"
              + " output, or beside.",
          source.table(),
          part,
          String.valueOf(said));
      if ("beside".equals(said)) {
        beside.add(part);
      }
    }
    return beside;
  }

  private static void revenue(
      UsageReading.Usage usage, RawRow.Shape shape, UsageLines.Place place, Consumer<Row> rows) {
    PriceTable.Price price = usage.price();
    usage
        .charged()
        .forEach(
            (part, tokens) -> {
              BigDecimal perMillion =
                  price
                      .perMillion()
                      .getOrDefault(part, price.perMillion().get(UsagePart.whole(part)));
              rows.accept(
                  shape
                      .row(place.file(), place.line())
                      .set(
                          Revenue.REVENUE_ID,
                          String.join(
                              ":", "usage", usage.service(), usage.model(), usage.time(), part))
                      .set(Revenue.PERIOD, usage.period())
                      .set(Revenue.ASSET_ID, usage.service())
                      .set(Revenue.KIND, "usage")
                      .set(Revenue.QUANTITY, BigDecimal.valueOf(tokens, 6).toPlainString())
                      .set(Revenue.UNIT, UNIT)
                      .set(
                          Revenue.UNIT_PRICE,
                          perMillion == null ? null : perMillion.toPlainString())
                      .set(Revenue.CURRENCY, price.currency())
                      .done());
            });
  }

  private static void tokens(
      UsageReading.Usage usage, RawRow.Shape shape, UsageLines.Place place, Consumer<Row> rows) {
    rows.accept(
        shape
            .row(place.file(), place.line())
            .set(ServedUsage.PERIOD, usage.period())
            .set(ServedUsage.SERVICE_ID, usage.service())
            .set(ServedUsage.MODEL_ID, usage.price().modelId())
            .set(ServedUsage.TOKENS, String.valueOf(usage.tokens()))
            .set(LINE, usage.model() + " " + usage.time())
            .done());
  }

  /**
   * Lines of one model and time that differ are rejects, as they are in revenue; the rest adds up.
   */
  private static Dataset<Row> served(SparkSession spark, List<String> files, UsageReading reading) {
    List<String> names = new ArrayList<>(RawRow.Shape.of(ServedUsage.TABLE).columns());
    names.add(LINE);
    RawRow.Shape shape = new RawRow.Shape(names);
    StructType schema = new StructType();
    for (String name : names) {
      schema = schema.add(name, DataTypes.StringType);
    }
    schema =
        schema
            .add(RawRows.FILE, DataTypes.StringType)
            .add(RawRows.ROW, DataTypes.LongType)
            .add(RawRows.BROKEN, DataTypes.createArrayType(RawRows.FAULT));
    Dataset<Row> lines =
        TextFiles.read(
            spark,
            files,
            schema,
            (file, in) ->
                new RowFeed(
                    new UsageLines(
                        file, in, new UsageLines.Making(reading, shape, UsageFormat::tokens))));
    return lines
        .where(col(RawRows.BROKEN).isNotNull())
        .drop(LINE)
        .unionByName(sums(lines.where(col(RawRows.BROKEN).isNull())), true);
  }

  private static Dataset<Row> sums(Dataset<Row> lines) {
    Column[] model =
        new Column[] {
          col(ServedUsage.PERIOD), col(ServedUsage.SERVICE_ID), col(ServedUsage.MODEL_ID)
        };
    Column count = col(ServedUsage.TOKENS).cast(DataTypes.LongType);
    Column place = struct(col(RawRows.FILE), col(RawRows.ROW));
    Dataset<Row> once =
        lines
            .groupBy(model[0], model[1], model[2], col(LINE))
            .agg(min(count).as(LEAST), max(count).as(MOST), min(place).as(PLACE));
    Dataset<Row> agreed =
        once.where(col(LEAST).equalTo(col(MOST)))
            .groupBy(model)
            .agg(sum(col(LEAST)).as(LEAST), min(col(PLACE)).as(PLACE))
            .select(placed(model, lit(null).cast(DataTypes.createArrayType(RawRows.FAULT))));
    Dataset<Row> differing =
        once.where(col(LEAST).notEqual(col(MOST))).select(placed(model, array(conflict())));
    return agreed.unionByName(differing);
  }

  private static Column[] placed(Column[] model, Column broken) {
    return new Column[] {
      model[0],
      model[1],
      model[2],
      col(LEAST).cast(DataTypes.StringType).as(ServedUsage.TOKENS),
      col(PLACE + "." + RawRows.FILE).as(RawRows.FILE),
      col(PLACE + "." + RawRows.ROW).as(RawRows.ROW),
      broken.as(RawRows.BROKEN)
    };
  }

  private static Column conflict() {
    return struct(
        lit("").as("column"),
        col(LINE).as("value"),
        lit("conflicting_duplicate").as("rule"),
        lit("Give one line of each model and time, or tell them apart in a column detail.")
            .as("fix"));
  }
}

package org.headwaters.adapters;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.ServedUsage;

/**
 * What lines of a usage report say of a model, summed by period: tokens, and what it earned where
 * all of a service's lines of the period are in one currency. Lines of one identity that differ are
 * rejects, as they are in revenue; the rest adds up.
 */
final class ServedSums {
  private static final String LINE = "_line";
  private static final String CURRENCY = "_currency";
  private static final String LEAST = "_least";
  private static final String MOST = "_most";
  private static final String PLACE = "_place";

  /** What a line earned is whole to the twelfth decimal and below a million million. */
  private static final String EXACT = "decimal(38,18)";

  static final RawRow.Shape SHAPE = shape();

  private ServedSums() {}

  private static RawRow.Shape shape() {
    List<String> names = new ArrayList<>(RawRow.Shape.of(ServedUsage.TABLE).columns());
    names.add(LINE);
    names.add(CURRENCY);
    return new RawRow.Shape(names);
  }

  /** Raw rows of lines. */
  static StructType schema() {
    StructType schema = new StructType();
    for (String name : SHAPE.columns()) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return schema
        .add(RawRows.FILE, DataTypes.StringType)
        .add(RawRows.ROW, DataTypes.LongType)
        .add(RawRows.BROKEN, DataTypes.createArrayType(RawRows.FAULT));
  }

  /** The row of one line. */
  static void line(Usage usage, RawRow.Shape shape, UsageLines.Place place, Consumer<Row> rows) {
    if (usage.modelId() == null) {
      String fix =
          "Say in the price table what " + usage.model() + " is: served usage needs a model's id.";
      rows.accept(
          shape.broken(
              place.file(),
              place.line(),
              RawRows.fault("model", usage.model(), "model_has_an_id", fix)));
      return;
    }
    BigDecimal earned = usage.earned();
    rows.accept(
        shape
            .row(place.file(), place.line())
            .set(ServedUsage.PERIOD, usage.period())
            .set(ServedUsage.SERVICE_ID, usage.service())
            .set(ServedUsage.MODEL_ID, usage.modelId())
            .set(ServedUsage.TOKENS, String.valueOf(usage.tokens()))
            .set(ServedUsage.EARNED_AMOUNT, earned.toPlainString())
            .set(LINE, usage.model() + " " + usage.time())
            .set(CURRENCY, usage.currency())
            .done());
  }

  /** Raw rows of served_usage. */
  static Dataset<Row> apply(Dataset<Row> lines) {
    return lines
        .where(col(RawRows.BROKEN).isNotNull())
        .drop(LINE, CURRENCY)
        .unionByName(sums(lines.where(col(RawRows.BROKEN).isNull())), true);
  }

  private static Dataset<Row> sums(Dataset<Row> lines) {
    Column[] model = {
      col(ServedUsage.PERIOD), col(ServedUsage.SERVICE_ID), col(ServedUsage.MODEL_ID)
    };
    Column said =
        struct(
            col(ServedUsage.TOKENS).cast(DataTypes.LongType).as(ServedUsage.TOKENS),
            col(ServedUsage.EARNED_AMOUNT).cast(EXACT).as(ServedUsage.EARNED_AMOUNT),
            col(CURRENCY));
    Column place = struct(col(RawRows.FILE), col(RawRows.ROW));
    Dataset<Row> once =
        lines
            .groupBy(model[0], model[1], model[2], col(LINE))
            .agg(min(said).as(LEAST), max(said).as(MOST), min(place).as(PLACE));
    WindowSpec service = Window.partitionBy(model[0], model[1]);
    Column earned = round(col(ServedUsage.EARNED_AMOUNT), 6).cast("decimal(24,6)");
    Dataset<Row> agreed =
        once.where(col(LEAST).equalTo(col(MOST)))
            .groupBy(model)
            .agg(
                // What is beyond 64 bits is for the door to tell, not for the sum to fail at.
                sum(col(LEAST + "." + ServedUsage.TOKENS).cast("decimal(38,0)"))
                    .as(ServedUsage.TOKENS),
                sum(LEAST + "." + ServedUsage.EARNED_AMOUNT).as(ServedUsage.EARNED_AMOUNT),
                min(LEAST + "." + CURRENCY).as(LEAST),
                max(LEAST + "." + CURRENCY).as(MOST),
                min(col(PLACE)).as(PLACE))
            .withColumn(
                ServedUsage.EARNED_AMOUNT,
                // Amounts of two currencies are no weights; then the tokens are.
                when(min(LEAST).over(service).equalTo(max(MOST).over(service)), earned));
    Dataset<Row> differing =
        once.where(col(LEAST).notEqual(col(MOST)))
            .withColumn(
                ServedUsage.TOKENS, col(LEAST + "." + ServedUsage.TOKENS).cast("decimal(38,0)"))
            .withColumn(ServedUsage.EARNED_AMOUNT, lit(null));
    return agreed
        .select(placed(model, lit(null).cast(DataTypes.createArrayType(RawRows.FAULT))))
        .unionByName(differing.select(placed(model, array(conflict()))));
  }

  private static Column[] placed(Column[] model, Column broken) {
    return new Column[] {
      model[0],
      model[1],
      model[2],
      col(ServedUsage.TOKENS).cast(DataTypes.StringType).as(ServedUsage.TOKENS),
      col(ServedUsage.EARNED_AMOUNT).cast(DataTypes.StringType).as(ServedUsage.EARNED_AMOUNT),
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
        lit("Give one line of each model and time, or tell them apart by a column of their own.")
            .as("fix"));
  }
}

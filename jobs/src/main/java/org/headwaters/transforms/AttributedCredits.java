package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.money.Apportionment;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.OutputAttributions;

/**
 * What measured contributions to a period's outputs are credited with: the asset's inflow for
 * output_attributions by docs/method.md 2 over its sources in key order. Grain: asset, source.
 */
public final class AttributedCredits {
  private static final String BEFORE = "units_before";
  private static final String TOTAL = "units_total";
  private static final String UNITS = "units";

  private static final UserDefinedFunction PART =
      udf(
          (UDF4<Long, BigDecimal, BigDecimal, BigDecimal, Long>)
              (inflow, before, units, total) ->
                  Apportionment.part(
                          BigInteger.valueOf(inflow),
                          before.toBigIntegerExact(),
                          units.toBigIntegerExact(),
                          total.toBigIntegerExact())
                      .longValueExact(),
          DataTypes.LongType);

  private AttributedCredits() {}

  /**
   * As {@link SourceCredits#SCHEMA}; the windows are one per asset.
   *
   * @param attributions of the period, their sources by the names that they are shown by
   */
  public static Dataset<Row> apply(Dataset<Row> attributions, Dataset<Row> inflows) {
    var sources =
        Window.partitionBy(OutputAttributions.ASSET_ID).orderBy(OutputAttributions.SOURCE_ID);
    Column upTo =
        sum(UNITS)
            .over(sources.rowsBetween(Window.unboundedPreceding(), Window.currentRow()))
            .cast(WHOLE);
    return attributions
        // Weights have six decimals: counted in units of 10⁻⁶ they are whole.
        .withColumn(
            UNITS, col(OutputAttributions.WEIGHT).multiply(lit(1_000_000)).cast("decimal(28,0)"))
        .where(col(UNITS).gt(0))
        .withColumn(BEFORE, upTo.minus(col(UNITS)).cast(WHOLE))
        .withColumn(
            TOTAL, sum(UNITS).over(Window.partitionBy(OutputAttributions.ASSET_ID)).cast(WHOLE))
        .join(
            inflows.select(
                col(Contributions.DATASET_ID).as(OutputAttributions.ASSET_ID),
                col(Contributions.PART),
                col(SourceCredits.INFLOW_MICROS)),
            OutputAttributions.ASSET_ID)
        .select(
            col(OutputAttributions.ASSET_ID).as(Contributions.DATASET_ID),
            col(Contributions.PART),
            col(OutputAttributions.SOURCE_ID).as(Contributions.SOURCE_ID),
            PART.apply(
                    col(SourceCredits.INFLOW_MICROS),
                    col(BEFORE),
                    col(UNITS).cast(WHOLE),
                    col(TOTAL))
                .as(SourceCredits.AMOUNT_MICROS),
            lit(0L).as(Contributions.WEIGHT),
            lit(0L).as(Contributions.WEIGHT_REFUSED))
        .where(col(SourceCredits.AMOUNT_MICROS).notEqual(0));
  }

  private static final String WHOLE = "decimal(38,0)";
}

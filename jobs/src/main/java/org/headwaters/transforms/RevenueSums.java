package org.headwaters.transforms;

import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Revenue;

/**
 * Adds revenue lines exactly. Grain: one row per earner, kind, currency and what is covered. Lines
 * are never rounded one by one: a million lines of 0.000009 EUR are 9 EUR.
 */
public final class RevenueSums {
  /**
   * Whole units of the lines' currency, DECIMAL(38,0): what a line has beyond them is added apart,
   * so that no number of lines overflows.
   */
  public static final String WHOLE_UNITS = "whole_units";

  /** What the lines have beyond whole units, with their signs, DECIMAL(38,18). */
  public static final String FRACTION = "fraction";

  /** A sum below it is a DECIMAL(38,18). */
  public static final BigDecimal LIMIT = BigDecimal.TEN.pow(20);

  /** How many lines were added. */
  public static final String LINES = "lines";

  private static final String WHOLE = "decimal(20,0)";
  private static final String EXACT = "decimal(38,18)";

  private RevenueSums() {}

  /** The sums of one period's lines. */
  public static Dataset<Row> apply(Dataset<Row> revenue, String period) {
    Column amount = exactAmount();
    Column whole = when(amount.lt(0), ceil(amount)).otherwise(floor(amount)).cast(WHOLE);
    return revenue
        .where(col(Revenue.PERIOD).equalTo(lit(period)))
        .groupBy(Revenue.ASSET_ID, Revenue.KIND, Revenue.CURRENCY, Revenue.COVERS)
        .agg(
            sum(whole).cast("decimal(38,0)").as(WHOLE_UNITS),
            sum(amount.mod(lit(1))).cast(EXACT).as(FRACTION),
            count(lit(1)).as(LINES));
  }

  /**
   * gross_amount, else quantity × unit_price: DECIMAL(18,6) × DECIMAL(18,12) is exact in
   * DECIMAL(37,18).
   */
  public static Column exactAmount() {
    return coalesce(
        col(Revenue.GROSS_AMOUNT).cast(EXACT),
        col(Revenue.QUANTITY).multiply(col(Revenue.UNIT_PRICE)).cast(EXACT));
  }
}

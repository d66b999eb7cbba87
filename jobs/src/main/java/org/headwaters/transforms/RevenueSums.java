package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Revenue;

/**
 * Adds revenue lines exactly. Grain: one row per earner, kind, currency and what is covered. Lines
 * are never rounded one by one: a million lines of 0.000009 EUR are 9 EUR.
 */
public final class RevenueSums {
  /** Units of the line's currency, DECIMAL(38,18); an overflow is an error. */
  public static final String AMOUNT = "amount";

  /** How many lines were added. */
  public static final String LINES = "lines";

  private static final String EXACT = "decimal(38,18)";

  private RevenueSums() {}

  /** The sums of one period's lines. */
  public static Dataset<Row> apply(Dataset<Row> revenue, String period) {
    return revenue
        .where(col(Revenue.PERIOD).equalTo(lit(period)))
        .groupBy(Revenue.ASSET_ID, Revenue.KIND, Revenue.CURRENCY, Revenue.COVERS)
        .agg(sum(exactAmount()).cast(EXACT).as(AMOUNT), count(lit(1)).as(LINES));
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

package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.tables.Contributions;

/**
 * Whether weight_before is a gapless running total: the ends of all sources are the starts of all
 * sources, but for the first start, 0, and the last end, the total. Compared as sums of hashes, so
 * no sort is needed. Grain: one row per set of contributions and part.
 */
public final class ChainOfWeights {
  public static final String ROWS = "rows";
  public static final String WEIGHT = "weight";
  public static final String LEAST_TOTAL = "least_total";
  public static final String GREATEST_TOTAL = "greatest_total";

  /** 0 for a chain without gap or overlap. */
  public static final String GAP = "gap";

  private ChainOfWeights() {}

  /** Checks rows of contributions. */
  public static Dataset<Row> apply(Dataset<Row> contributions) {
    Column before = col(Contributions.WEIGHT_BEFORE);
    Column end = before.plus(col(Contributions.WEIGHT));
    return contributions
        .groupBy(Contributions.CONTRIBUTIONS_ID, Contributions.DATASET_ID, Contributions.PART)
        .agg(
            count(lit(1)).as(ROWS),
            sum(Contributions.WEIGHT).as(WEIGHT),
            min(Contributions.WEIGHT_TOTAL).as(LEAST_TOTAL),
            max(Contributions.WEIGHT_TOTAL).as(GREATEST_TOTAL),
            sum(hash(end)).minus(sum(hash(before))).as(GAP))
        .withColumn(GAP, col(GAP).plus(hash(lit(0L))).minus(hash(col(GREATEST_TOTAL))));
  }

  private static Column hash(Column value) {
    return xxhash64(value).cast(DataTypes.createDecimalType(20, 0));
  }
}

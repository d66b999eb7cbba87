package org.headwaters.transforms;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.headwaters.tables.Contributions;

/**
 * Adds to each source the weights before it, in key order, and the total of its part. Grain: one
 * row per set of contributions, part and source, as given.
 *
 * <p>No task sees a whole part: sources are cut into ranges by {@link Splitters}, added up within a
 * range, and lifted by the sum of the ranges before.
 */
public final class CumulatedWeights {
  private static final String RANGE = "source_range";
  private static final String RANGE_WEIGHT = "range_weight";
  private static final String LIFT = "range_lift";

  private CumulatedWeights() {}

  /** Rows of {@link Contributions}. */
  public static Dataset<Row> apply(Dataset<Row> sums, Splitters splitters) {
    Dataset<Row> ranged = sums.withColumn(RANGE, splitters.range());
    WindowSpec within =
        Window.partitionBy(Contributions.CONTRIBUTIONS_ID, Contributions.PART, RANGE)
            .orderBy(Contributions.SOURCE_ID)
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return ranged
        .withColumn(RANGE_WEIGHT, sum(Contributions.WEIGHT).over(within))
        .join(
            broadcast(lifts(ranged)),
            scala.jdk.javaapi.CollectionConverters.asScala(
                    java.util.List.of(Contributions.CONTRIBUTIONS_ID, Contributions.PART, RANGE))
                .toSeq())
        .withColumn(
            Contributions.WEIGHT_BEFORE,
            col(LIFT).plus(col(RANGE_WEIGHT)).minus(col(Contributions.WEIGHT)))
        .drop(RANGE, RANGE_WEIGHT, LIFT);
  }

  /** One row per range: what weighs before it, and its part's total. */
  private static Dataset<Row> lifts(Dataset<Row> ranged) {
    WindowSpec part = Window.partitionBy(Contributions.CONTRIBUTIONS_ID, Contributions.PART);
    WindowSpec before =
        part.orderBy(RANGE).rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return ranged
        .groupBy(Contributions.CONTRIBUTIONS_ID, Contributions.PART, RANGE)
        .agg(sum(Contributions.WEIGHT).as(RANGE_WEIGHT))
        .withColumn(LIFT, sum(RANGE_WEIGHT).over(before).minus(col(RANGE_WEIGHT)))
        .withColumn(Contributions.WEIGHT_TOTAL, sum(RANGE_WEIGHT).over(part))
        .drop(RANGE_WEIGHT);
  }
}

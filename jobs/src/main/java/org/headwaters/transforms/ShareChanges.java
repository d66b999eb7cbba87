package org.headwaters.transforms;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Contributions;

/**
 * Who gains and who loses when a data set is refreshed. Grain: one row per part and source whose
 * share changes; the largest change first, then by part and source.
 */
public final class ShareChanges {
  public static final String BEFORE = "before_ppb";
  public static final String AFTER = "after_ppb";

  private ShareChanges() {}

  /** Shares in parts per billion, rounded down, of two sets of contributions of one data set. */
  public static Dataset<Row> apply(Dataset<Row> before, Dataset<Row> after) {
    return shares(before, BEFORE)
        .join(
            shares(after, AFTER),
            scala.jdk.javaapi.CollectionConverters.asScala(
                    java.util.List.of(Contributions.PART, Contributions.SOURCE_ID))
                .toSeq(),
            "full_outer")
        .select(
            col(Contributions.PART),
            col(Contributions.SOURCE_ID),
            coalesce(col(BEFORE), lit(0L)).as(BEFORE),
            coalesce(col(AFTER), lit(0L)).as(AFTER))
        .where(col(BEFORE).notEqual(col(AFTER)))
        .orderBy(
            abs(col(AFTER).minus(col(BEFORE))).desc(),
            col(Contributions.PART),
            col(Contributions.SOURCE_ID));
  }

  private static Dataset<Row> shares(Dataset<Row> contributions, String name) {
    return contributions.select(
        col(Contributions.PART),
        col(Contributions.SOURCE_ID),
        expr("cast("
                + Contributions.WEIGHT
                + " as decimal(19, 0)) * 1000000000 div "
                + Contributions.WEIGHT_TOTAL)
            .as(name));
  }
}

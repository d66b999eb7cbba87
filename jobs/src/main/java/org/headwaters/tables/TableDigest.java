package org.headwaters.tables;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The same rows in any order give the same digest: their count, and two sums of a hash of each.
 * Grain: one row. Columns whose values differ from run to run are left out.
 */
public final class TableDigest {
  private TableDigest() {}

  /** Columns {@code rows}, {@code xor}, {@code total}. */
  public static Dataset<Row> apply(Dataset<Row> rows, List<String> without) {
    // JSON leaves nulls out but keeps the names, so that no two rows look alike that are not.
    Column hash =
        xxhash64(
            to_json(
                struct(
                    Arrays.stream(rows.columns())
                        .filter(column -> !without.contains(column))
                        .sorted()
                        .map(org.apache.spark.sql.functions::col)
                        .toArray(Column[]::new))));
    return rows.select(hash.as("hash"))
        .agg(
            count(lit(1)).as("rows"),
            coalesce(bit_xor(col("hash")), lit(0L)).as("xor"),
            coalesce(sum(col("hash").cast("decimal(38,0)")), lit(java.math.BigDecimal.ZERO))
                .cast("decimal(38,0)")
                .as("total"));
  }
}

package org.headwaters;

import com.holdenkarau.spark.testing.JavaDataFrameSuiteBase;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Compares whole tables with spark-testing-base, in the shared session and whatever their order.
 */
public final class SameRows extends JavaDataFrameSuiteBase {
  private SameRows() {}

  /** Fails unless both have the same columns, types and rows. */
  public static void check(Dataset<Row> expected, Dataset<Row> actual) {
    new SameRows().assertDataFrameEquals(sorted(expected), sorted(actual));
  }

  private static Dataset<Row> sorted(Dataset<Row> rows) {
    Column[] columns = Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
    // Nullability is the contract's matter; a text table cannot state it.
    Column[] nullable =
        Arrays.stream(rows.schema().fields())
            .map(f -> functions.when(functions.lit(true), functions.col(f.name())).as(f.name()))
            .toArray(Column[]::new);
    Dataset<Row> plain = rows.select(nullable).orderBy(columns);
    return plain.sparkSession().createDataFrame(plain.collectAsList(), plain.schema().asNullable());
  }

  @Override
  public SparkSession spark() {
    return SharedSpark.session();
  }
}

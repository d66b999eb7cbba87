package org.headwaters.adapters;

import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Table;

/**
 * A Delta table, as it stands now. Columns that are not ours are not read; Delta does not say a
 * row's number, so rejects name file and value alone.
 */
final class DeltaFormat implements InputFormat {
  @Override
  public String name() {
    return "delta";
  }

  @Override
  public Set<String> options() {
    return OutsideText.options(Spelling.OPTIONS, ColumnMap.IGNORE);
  }

  @Override
  public boolean claims(String fileName) {
    return false;
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    ColumnMap map = ColumnMap.of(source, table);
    String path = InputFiles.roots(spark, source).get(0).getPath().toString();
    InvalidInput.check(
        DeltaTable.isDeltaTable(spark, path),
        "%s is no Delta table (setting inputs.%s). Correct the path or the format.",
        source.path(),
        source.table());
    Dataset<Row> rows = spark.read().format("delta").load(path);
    return Adjustment.apply(ColumnarRows.of(rows, map, path, lit(null)), source, table);
  }
}

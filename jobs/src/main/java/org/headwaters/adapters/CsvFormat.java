package org.headwaters.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.Table;

/**
 * Comma-separated values as RFC 4180 has them: UTF-8, a header row, quotes doubled inside quotes.
 * An empty cell is a missing value.
 */
final class CsvFormat implements InputFormat {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public boolean claims(String fileName) {
    return TextFiles.endsWith(fileName, ".csv");
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    ColumnMap map = ColumnMap.of(source, table);
    List<String> files = InputFiles.of(spark, source, this::claims);
    for (String file : files) {
      try (InputStream in = TextFiles.open(file, InputFiles.configuration(spark))) {
        new CsvRows(InputFiles.shown(file), in, map);
      } catch (IOException e) {
        throw InputFiles.unreadable(file, e);
      }
    }
    Dataset<Row> rows =
        TextFiles.read(spark, files, table, (file, in) -> new CsvRows(file, in, map));
    return Adjustment.apply(rows, source, table);
  }
}

package org.headwaters.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.Table;

/**
 * Comma-separated values with a header row: as RFC 4180 has them and in UTF-8, unless the settings
 * name the marks and the encoding. An empty cell is a missing value.
 */
final class CsvFormat implements InputFormat {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public Set<String> options() {
    return OutsideText.options(
        Spelling.OPTIONS,
        CsvDialect.DELIMITER,
        CsvDialect.QUOTE,
        Encoding.OPTION,
        ColumnMap.IGNORE);
  }

  @Override
  public boolean claims(String fileName) {
    return TextFiles.endsWith(fileName, ".csv");
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    ColumnMap map = ColumnMap.of(source, table);
    CsvDialect dialect = CsvDialect.of(source);
    Encoding encoding = Encoding.of(source);
    List<String> files = InputFiles.of(spark, source, this::claims);
    for (String file : files) {
      try (InputStream in = TextFiles.open(file, InputFiles.configuration(spark))) {
        new CsvRows(
            InputFiles.shown(file), encoding.utf8(InputFiles.shown(file), in), dialect, map);
      } catch (IOException e) {
        throw InputFiles.unreadable(file, e);
      }
    }
    Dataset<Row> rows =
        TextFiles.read(
            spark,
            files,
            table,
            (file, in) -> new CsvRows(file, encoding.utf8(file, in), dialect, map));
    return Adjustment.apply(rows, source, table);
  }
}

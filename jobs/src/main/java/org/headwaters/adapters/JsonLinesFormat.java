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
 * JSON Lines: UTF-8, one flat object a line. A line that cannot be read is a reject of its own;
 * numbers may stand as numbers or as text.
 *
 * <p>Where the settings map columns, the lines are somebody else's and may say more than we ask;
 * else an unknown name is a fault, lest a typing error make a value silently missing.
 */
final class JsonLinesFormat implements InputFormat {
  @Override
  public String name() {
    return "jsonl";
  }

  @Override
  public Set<String> options() {
    return OutsideText.options(Spelling.OPTIONS, Encoding.OPTION, ColumnMap.IGNORE);
  }

  @Override
  public boolean claims(String fileName) {
    return TextFiles.endsWith(fileName, ".jsonl") || TextFiles.endsWith(fileName, ".ndjson");
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    ColumnMap map = ColumnMap.of(source, table);
    Encoding encoding = Encoding.of(source);
    List<String> files = InputFiles.of(spark, source, this::claims);
    for (String file : files) {
      try (InputStream in = TextFiles.open(file, InputFiles.configuration(spark))) {
        encoding.utf8(InputFiles.shown(file), in).read();
      } catch (IOException e) {
        throw InputFiles.unreadable(file, e);
      }
    }
    Dataset<Row> rows =
        TextFiles.read(
            spark, files, table, (file, in) -> new JsonLines(file, encoding.utf8(file, in), map));
    return Adjustment.apply(rows, source, table);
  }
}

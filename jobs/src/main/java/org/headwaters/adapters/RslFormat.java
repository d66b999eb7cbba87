package org.headwaters.adapters;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.Table;

/**
 * RSL 1.0 licences: XML files named after their hosts, or JSON Lines of {@code {url, fetched_at,
 * body}}.
 */
final class RslFormat implements InputFormat {
  @Override
  public String name() {
    return "rsl";
  }

  @Override
  public boolean claims(String fileName) {
    return false;
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table) {
    OutsideText.check(source, table, List.of(ConsentSignals.TABLE));
    RawRow.Shape shape = RawRow.Shape.of(table);
    return OutsideText.read(
        spark,
        source,
        table,
        new OutsideText.Reading(
            name ->
                TextFiles.endsWith(name, ".xml")
                    || TextFiles.endsWith(name, ".rsl")
                    || TextFiles.endsWith(name, ".jsonl"),
            (file, in) -> new RowFeed(new ConsentDocuments(file, in, RslLicences::say, shape))));
  }
}

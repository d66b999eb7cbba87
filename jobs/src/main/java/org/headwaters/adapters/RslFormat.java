package org.headwaters.adapters;

import java.util.List;
import java.util.Map;
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
  public boolean recognises(PathPreview at, Sniffer notes) {
    boolean licences = (at.head() + at.value("body")).contains("rslstandard.org/rsl");
    return licences && notes.add(ConsentSignals.TABLE.name(), this, at, Map.of());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(ConsentSignals.TABLE), this);
    RawRow.Shape shape = RawRow.Shape.of(table);
    return OutsideText.read(
        spark,
        source,
        table,
        new OutsideText.Counting(
            name ->
                TextFiles.endsWith(name, ".xml")
                    || TextFiles.endsWith(name, ".rsl")
                    || TextFiles.endsWith(name, ".jsonl"),
            fields,
            (file, in, counts) ->
                new RowFeed(
                    new ConsentDocuments(
                        new ConsentDocuments.Opened(file, in, counts), RslLicences::say, shape))));
  }
}

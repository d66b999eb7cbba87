package org.headwaters.adapters;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.Captures;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;

/** WARC files, plain or gzip: the headers of their responses and revisits are captures. */
final class WarcFormat implements InputFormat {
  @Override
  public String name() {
    return "warc";
  }

  @Override
  public boolean claims(String fileName) {
    return fileName.endsWith(".warc") || fileName.endsWith(".warc.gz");
  }

  @Override
  public boolean recognises(PathPreview at, Sniffer notes) {
    return at.names().stream().allMatch(this::claims)
        && at.head().startsWith("WARC/")
        && !at.head().contains("/robots.txt")
        && notes.add(Captures.TABLE.name(), this, at, Map.of());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(Captures.TABLE), this);
    List<String> files = OutsideText.opened(spark, source, this::claims);
    RawRow.Shape shape = RawRow.Shape.of(table);
    return Adjustment.apply(
        TextFiles.readPacked(
            spark,
            files,
            RawRows.text(table),
            (file, in) -> new RowFeed(new WarcCaptures(file, in, shape))),
        source,
        table);
  }
}

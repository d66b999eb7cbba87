package org.headwaters.adapters;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.Captures;
import org.headwaters.tables.Table;

/** Common Crawl's index as CDXJ lines, plain or packed: {@code SURT yyyyMMddHHmmss {json}}. */
final class CdxjFormat implements InputFormat {
  @Override
  public String name() {
    return "cdxj";
  }

  @Override
  public boolean claims(String fileName) {
    return TextFiles.endsWith(fileName, ".cdxj");
  }

  @Override
  public boolean recognises(Glance at, Sniffer notes) {
    return at.head().matches("(?s)\\S+\\)\\S* [0-9]{14} \\{.*")
        && notes.add(Captures.TABLE.name(), this, at, Map.of());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(Captures.TABLE), this);
    RawRow.Shape shape = RawRow.Shape.of(table);
    return OutsideText.read(
        spark,
        source,
        table,
        new OutsideText.Reading(
            name -> claims(name) || name.matches("cdx-[0-9]+(\\.gz|\\.zst)?"),
            (file, in) -> new RowFeed(new CdxjLines(file, in, shape))));
  }
}

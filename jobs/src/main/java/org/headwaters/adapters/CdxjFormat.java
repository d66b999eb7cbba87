package org.headwaters.adapters;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.Captures;
import org.headwaters.tables.Table;

/**
 * A crawl's index as lines, plain or packed, whole or in the files of a zipnum cluster: CDXJ
 * ({@code SURT yyyyMMddHHmmss {json}}) or CDX with 9 or 11 fields. Either name reads both.
 */
final class CdxjFormat implements InputFormat {
  private final String name;

  /** {@code name}: cdxj or cdx. */
  CdxjFormat(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean claims(String fileName) {
    return TextFiles.endsWith(fileName, "." + name);
  }

  @Override
  public boolean recognises(PathPreview at, Sniffer notes) {
    return at.head().matches(head()) && notes.add(Captures.TABLE.name(), this, at, Map.of());
  }

  private String head() {
    return name.equals("cdx")
        ? "(?s)( CDX [A-Za-z] |\\S+\\)\\S* [0-9]{14} [a-z]+:\\S+ ).*"
        : "(?s)\\S+\\)\\S* [0-9]{14} \\{.*";
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(Captures.TABLE), this);
    RawRow.Shape shape = RawRow.Shape.of(table);
    return OutsideText.read(
        spark,
        source,
        table,
        new OutsideText.Counting(
            CdxjFormat::isIndex,
            fields,
            (file, in, counts) -> new RowFeed(new CdxjLines(file, in, shape, counts))));
  }

  /** The files of a cluster; its cluster.idx says where blocks begin, which no one asks here. */
  private static boolean isIndex(String file) {
    return TextFiles.endsWith(file, ".cdxj")
        || TextFiles.endsWith(file, ".cdx")
        || file.matches("cdx-[0-9]+(\\.gz|\\.zst)?");
  }
}

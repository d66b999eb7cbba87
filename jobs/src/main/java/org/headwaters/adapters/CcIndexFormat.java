package org.headwaters.adapters;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.headwaters.tables.Captures;
import org.headwaters.tables.Table;

/**
 * Common Crawl's columnar index, flat or nested, with crawl and subset as folders, as columns, or
 * only in the names of the WARC files. What an old crawl does not have yet is missing in its rows.
 */
final class CcIndexFormat implements InputFormat {
  private static final String METADATA = "_metadata";

  /** What a WARC file's name says, by the group of {@link #PLACE} that says it. */
  private static final Map<String, Integer> BY_NAME =
      Map.of(Captures.CRAWL, 1, Captures.WARC_SEGMENT, 2, Captures.SUBSET, 3);

  private static final String PLACE =
      "^crawl-data/([^/]+)/segments/([^/]+)/(crawldiagnostics|robotstxt|warc|wat|wet)/";

  private final ParquetFormat parquet = new ParquetFormat();

  @Override
  public String name() {
    return "cc-index";
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
  public boolean recognises(PathPreview at, Sniffer notes) {
    Set<String> columns = at.parquetColumns();
    boolean flat =
        columns.contains(Captures.URL_SURTKEY) && columns.contains(Captures.WARC_FILENAME);
    boolean nested = columns.containsAll(List.of("url", "fetch", "content", "warc"));
    return (flat || nested) && notes.add(Captures.TABLE.name(), this, at, Map.of());
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(Captures.TABLE), this);
    return parquet.read(
        spark,
        source,
        table,
        fields,
        new ParquetFormat.Shaping(CcIndexFormat::flat, CcIndexFormat::names));
  }

  private static Dataset<Row> flat(Dataset<Row> rows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    leaves("", "", rows.schema(), columns);
    List<String> ours = Arrays.asList(Captures.TABLE.schema().fieldNames());
    List<Column> flat = new ArrayList<>();
    for (String name : ours) {
      Column said = columns.get(name);
      Column named = columns.get(Captures.WARC_FILENAME);
      if (BY_NAME.containsKey(name) && named != null) {
        Column byName =
            nullif(regexp_extract(named, PLACE, BY_NAME.getOrDefault(name, 0)), lit(""));
        said = said == null ? byName : coalesce(said, byName);
      }
      if (said != null) {
        flat.add(said.as(name));
      }
    }
    flat.add(col(METADATA).as(METADATA));
    return rows.select(flat.toArray(new Column[0]));
  }

  /** Of the nested layout each leaf by its flat name, as that is what becomes a column. */
  private static List<String> names(StructType schema) {
    Map<String, Column> columns = new LinkedHashMap<>();
    leaves("", "", schema, columns);
    return List.copyOf(columns.keySet());
  }

  /** {@code url.host.name} is flat url_host_name, {@code url.url} url, {@code warc.filename} … */
  private static void leaves(
      String path, String prefix, StructType type, Map<String, Column> found) {
    for (StructField field : type.fields()) {
      String at = path + (path.isEmpty() ? "" : ".") + Adjustment.quoted(field.name());
      boolean repeats = prefix.equals(field.name() + "_");
      String name = repeats ? field.name() : prefix + field.name();
      if (field.dataType() instanceof StructType nested) {
        leaves(at, name + "_", nested, found);
      } else {
        found.put(name, col(at));
      }
    }
  }
}

package org.headwaters.adapters;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;

/**
 * FineWeb's Parquet files, and FineWeb-2's, which count no tokens: those are estimated when the
 * data set is linked, and flagged. The files do not name their data set, so the settings must.
 */
final class FinewebFormat implements InputFormat {
  private static final Map<String, String> THEIRS =
      Map.of(
          ManifestEntries.DOCUMENT_ID, "id",
          ManifestEntries.CRAWL, "dump",
          ManifestEntries.FETCHED_AT, "date",
          ManifestEntries.WARC_FILENAME, "file_path");

  private static final String BUCKET = "s3://commoncrawl/";

  private final ParquetFormat parquet = new ParquetFormat();

  @Override
  public String name() {
    return "fineweb";
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
    if (!at.parquetColumns().containsAll(List.of("id", "dump", "url", "date", "file_path"))) {
      return false;
    }
    String id = "dataset:" + hubName(at);
    notes.check(at.name() + " is taken as " + id + ": correct dataset_id if it is another version");
    return notes.add(
        ManifestEntries.TABLE.name(),
        this,
        at,
        Map.of("constants", Map.of(ManifestEntries.DATASET_ID, id)));
  }

  /** {@code datasets--org--name@1} is the hub's own way to write org/name in a folder's name. */
  private static String hubName(PathPreview at) {
    return at.name()
        .replaceFirst("\\.parquet$", "")
        .replaceFirst("^datasets--", "")
        .replace("--", "/");
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    OutsideText.check(source, table, List.of(ManifestEntries.TABLE), this);
    OutsideText.needed(
        source,
        ManifestEntries.DATASET_ID,
        source.constants(),
        "constants: {dataset_id: \"dataset:HuggingFaceFW/fineweb@1.3\"}");
    Map<String, String> columns = new HashMap<>(THEIRS);
    columns.putAll(source.columns());
    Map<String, String> prefixes = new HashMap<>(Map.of(ManifestEntries.WARC_FILENAME, BUCKET));
    prefixes.putAll(source.stripPrefix());
    return parquet.read(
        spark,
        new InputSource(
            source.table(),
            source.format(),
            source.path(),
            columns,
            source.constants(),
            prefixes,
            source.options()),
        table,
        fields);
  }
}

package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.headwaters.SharedSpark;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FormatsTest {
  private static final String LINES =
      "{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"a\"}\n\n{\"dataset_id\":\"dataset:d@1\",\"document_id\":\"b\"}";

  @TempDir Path folder;

  private Dataset<Row> read(Table table, Path path) {
    return read(table, path, Map.of(), Map.of(), Map.of());
  }

  private static Dataset<Row> read(
      Table table,
      Path path,
      Map<String, String> columns,
      Map<String, String> constants,
      Map<String, String> prefixes) {
    InputSource source =
        new InputSource(table.name(), "", path.toString(), columns, constants, prefixes, Map.of());
    return Formats.open(SharedSpark.session(), source, table).rows();
  }

  private static List<String> told(Dataset<Row> rows, String... columns) {
    return rows
        .select(
            functions.concat_ws(
                " ",
                java.util.Arrays.stream(columns)
                    .map(name -> functions.col(name).cast("string"))
                    .toArray(org.apache.spark.sql.Column[]::new)))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void packedLinesAreReadAsTheyAreAndKeepTheirLineNumbers() throws IOException {
    byte[] bytes = LINES.getBytes(StandardCharsets.UTF_8);
    Path plain = Files.write(folder.resolve("a.jsonl"), bytes);
    Path gzip = folder.resolve("b.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
      out.write(bytes);
    }
    Path zstd = folder.resolve("c.jsonl.zst");
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
      out.write(bytes);
    }
    for (Path file : List.of(plain, gzip, zstd)) {
      assertThat(told(read(ManifestEntries.TABLE, file), "document_id", RawRows.FILE, RawRows.ROW))
          .containsExactly("a " + file + " 1", "b " + file + " 3");
    }
    assertThat(read(ManifestEntries.TABLE, folder).count()).isEqualTo(6);
  }

  @Test
  void foldersOfParquetSayTheirColumnsAndOldFilesMayLackSome() {
    Path captures = folder.resolve("captures");
    write(
        "CAST(7 AS SHORT) AS fetch_status, 'u1' AS url", captures.resolve("crawl=007/subset=warc"));
    write(
        "8 AS fetch_status, 'u2' AS url, 'eng' AS content_languages",
        captures.resolve("crawl=B%3A1/subset=warc"));
    Map<String, String> constants =
        Map.of(
            "url_surtkey",
            "k",
            "url_host_name",
            "h",
            "url_protocol",
            "https",
            "url_path",
            "/",
            "fetch_time",
            "2026-01-01T00:00:00Z",
            "warc_filename",
            "f",
            "warc_segment",
            "s",
            "warc_record_offset",
            "1",
            "warc_record_length",
            "2");
    Dataset<Row> rows = read(Captures.TABLE, captures, Map.of(), constants, Map.of());
    assertThat(
            told(rows, "crawl", "subset", "url", "fetch_status", "content_languages", RawRows.ROW))
        .containsExactly("007 warc u1 7 1", "B:1 warc u2 8 eng 1");
    assertThat(told(rows, RawRows.FILE).get(0))
        .startsWith(captures + "/crawl=007/subset=warc/part-");
  }

  @Test
  void theSettingsMapColumnsFillConstantsAndStripPrefixes() {
    Path file = folder.resolve("fineweb");
    write(
        "'d1' AS id, 's3://commoncrawl/x.warc.gz' AS file_path, 'text' AS text, 5L AS token_count",
        file);
    Dataset<Row> rows =
        read(
            ManifestEntries.TABLE,
            file,
            Map.of("document_id", "id", "warc_filename", "file_path"),
            Map.of("dataset_id", "dataset:d@1"),
            Map.of("warc_filename", "s3://commoncrawl/"));
    assertThat(told(rows, "dataset_id", "document_id", "warc_filename", "token_count"))
        .containsExactly("dataset:d@1 d1 x.warc.gz 5");
  }

  @Test
  void aDeltaTableIsRecognisedByItsLog() {
    Path delta = folder.resolve("delta");
    SharedSpark.session()
        .sql("SELECT 'dataset:d@1' AS dataset_id, 'a' AS document_id")
        .write()
        .format("delta")
        .save(delta.toString());
    assertThat(told(read(ManifestEntries.TABLE, delta), "dataset_id", "document_id"))
        .containsExactly("dataset:d@1 a");
  }

  private static void write(String columns, Path path) {
    SharedSpark.session().sql("SELECT " + columns).coalesce(1).write().parquet(path.toString());
  }
}

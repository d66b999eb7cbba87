package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.headwaters.SharedSpark;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Common Crawl's columnar index and FineWeb, by the columns that their owners publish. */
final class ColumnarFormatsTest {
  private static final Timestamp FETCHED = Timestamp.from(Instant.parse("2024-05-18T01:58:10Z"));
  private static final String WARC =
      "crawl-data/CC-MAIN-2024-22/segments/1715971057216.39/warc/CC-MAIN-1.warc.gz";

  @TempDir Path folder;

  private Outside outside;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
  }

  /** A row of any schema: each column's value follows from its name. */
  private static Row row(StructType schema, int number) {
    return RowFactory.create(
        Arrays.stream(schema.fields()).map(field -> value(field, number)).toArray());
  }

  private static @Nullable Object value(StructField field, int number) {
    if (field.dataType() instanceof StructType nested) {
      return row(nested, number);
    }
    return switch (field.name()) {
      case "url" -> "https://an.wikipedia.org/wiki/" + number;
      case "fetch_time", "time" -> FETCHED;
      case "fetch_status", "status" -> (short) 200;
      case "warc_record_offset", "record_offset", "warc_record_length", "record_length" -> number;
      case "warc_filename", "filename" -> WARC;
      case "warc_segment", "segment" -> "1715971057216.39";
      case "crawl" -> "CC-MAIN-2024-22";
      case "subset" -> "warc";
      case "url_port", "port" -> null;
      default -> field.dataType().equals(DataTypes.StringType) ? "x" : null;
    };
  }

  private Path write(String name, StructType schema, int rows, String... partitions) {
    List<Row> made = new ArrayList<>();
    for (int i = 1; i <= rows; i++) {
      made.add(row(schema, i));
    }
    Path path = folder.resolve(name);
    SharedSpark.session()
        .createDataFrame(made, schema)
        .coalesce(1)
        .write()
        .option("compression", "gzip")
        .partitionBy(partitions)
        .parquet(path.toString());
    return path;
  }

  private static StructType published(String file) throws IOException {
    return (StructType) DataType.fromJson(Files.readString(Outside.real("cc-index/" + file)));
  }

  @Test
  void readsTheFlatIndexInItsFolders() throws IOException {
    StructType schema = published("cc-index-schema-flat.json");
    assertThat(schema.fieldNames()).hasSize(32);
    Path index = write("flat", schema, 3, "crawl", "subset");
    Outside.Counts report = outside.deliver(Captures.TABLE, "cc-index", index);
    assertThat(report).isEqualTo(Outside.Counts.of(3L, 3L, 0L, 0L));
    assertThat(
            outside.rows(
                Captures.TABLE, "url", "crawl", "subset", "fetch_time", "warc_record_offset"))
        .first()
        .isEqualTo(
            "https://an.wikipedia.org/wiki/1 | CC-MAIN-2024-22 | warc | 2024-05-18T01:58:10Z | 1");
  }

  @Test
  void theNestedIndexSaysTheSameAsTheFlatOne() throws IOException {
    Outside.Counts flat =
        outside.deliver(
            Captures.TABLE, "cc-index", write("flat", published("cc-index-schema-flat.json"), 3));
    assertThat(flat.kept()).isEqualTo(3);
    Outside.Counts nested =
        outside.deliver(
            Captures.TABLE,
            "cc-index",
            write("nested", published("cc-index-schema-nested.json"), 3, "crawl", "subset"));
    assertThat(nested).isEqualTo(Outside.Counts.of(3L, 0L, 3L, 0L));
  }

  @Test
  void anOldCrawlLacksColumnsAndSaysCrawlAndSubsetByItsFileNamesOnly() throws IOException {
    List<String> later =
        List.of(
            "fetch_redirect",
            "content_charset",
            "content_languages",
            "content_truncated",
            "crawl",
            "subset",
            "warc_segment");
    StructType old =
        new StructType(
            Arrays.stream(published("cc-index-schema-flat.json").fields())
                .filter(field -> !later.contains(field.name()))
                .toArray(StructField[]::new));
    Outside.Counts report = outside.deliver(Captures.TABLE, "cc-index", write("old", old, 2));
    assertThat(report).isEqualTo(Outside.Counts.of(2L, 2L, 0L, 0L));
    assertThat(outside.rows(Captures.TABLE, "crawl", "subset", "warc_segment", "content_languages"))
        .containsOnly("CC-MAIN-2024-22 | warc | 1715971057216.39 | null");
  }

  private static final StructType FINEWEB =
      new StructType()
          .add("text", "string")
          .add("id", "string")
          .add("dump", "string")
          .add("url", "string")
          .add("date", "string")
          .add("file_path", "string")
          .add("language", "string")
          .add("language_score", "double");

  private Path fineweb(String name, StructType schema, Row... rows) {
    Path path = folder.resolve(name);
    SharedSpark.session()
        .createDataFrame(Arrays.asList(rows), schema)
        .coalesce(1)
        .write()
        .parquet(path.toString());
    return path;
  }

  private static @Nullable Object[] document(@Nullable String id) {
    return new @Nullable Object[] {
      "Text",
      id,
      "CC-MAIN-2024-22",
      "https://x.org/a",
      "2024-05-18T01:58:10Z",
      "s3://commoncrawl/" + WARC,
      "en",
      0.9
    };
  }

  private static Row with(@Nullable Object[] cells, @Nullable Object... more) {
    List<@Nullable Object> all = new ArrayList<>(Arrays.asList(cells));
    all.addAll(Arrays.asList(more));
    return RowFactory.create(all.toArray());
  }

  private static final Map<String, Object> NAMED =
      Map.of("constants", Map.of("dataset_id", "dataset:HuggingFaceFW/fineweb@1.3"));

  @Test
  void readsFineweb() {
    Path path =
        fineweb(
            "fineweb",
            FINEWEB.add("token_count", "long"),
            with(document("<urn:uuid:1>"), 512L),
            with(document(null), 7L));
    Outside.Counts report = outside.deliver(ManifestEntries.TABLE, "fineweb", path, NAMED);
    assertThat(report).isEqualTo(Outside.Counts.of(2L, 1L, 0L, 1L));
    assertThat(
            outside.rows(
                ManifestEntries.TABLE,
                "dataset_id",
                "document_id",
                "crawl",
                "url",
                "fetched_at",
                "warc_filename",
                "token_count"))
        .containsExactly(
            "dataset:HuggingFaceFW/fineweb@1.3 | <urn:uuid:1> | CC-MAIN-2024-22 | https://x.org/a"
                + " | 2024-05-18T01:58:10Z | "
                + WARC
                + " | 512");
    assertThat(outside.rejects()).hasSize(1).first().asString().endsWith("document_id is_required");
  }

  @Test
  void readsFinewebTwoWithoutTokensAndNumbersWrittenAsText() {
    Path two =
        fineweb(
            "two",
            FINEWEB.add("language_script", "string").add("minhash_cluster_size", "long"),
            with(document("<urn:uuid:1>"), "Latn", 3L));
    outside.deliver(ManifestEntries.TABLE, "fineweb", two, NAMED);
    assertThat(outside.rows(ManifestEntries.TABLE, "document_id", "token_count"))
        .containsExactly("<urn:uuid:1> | null");
    Path text =
        fineweb(
            "text", FINEWEB.add("token_count", "string"), with(document("<urn:uuid:2>"), "512"));
    outside.deliver(ManifestEntries.TABLE, "fineweb", text, NAMED);
    assertThat(outside.rows(ManifestEntries.TABLE, "document_id", "token_count"))
        .containsExactly("<urn:uuid:1> | null", "<urn:uuid:2> | 512");
  }

  @Test
  void wantsTheDataSetsNameAndWholeFiles() throws IOException {
    Path path = fineweb("fineweb", FINEWEB, with(document("<urn:uuid:1>")));
    assertThatThrownBy(() -> outside.deliver(ManifestEntries.TABLE, "fineweb", path))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("cannot do without dataset_id");
    Path half = outside.file("half.parquet", "PAR1 and no more");
    assertThatThrownBy(() -> outside.deliver(ManifestEntries.TABLE, "fineweb", half, NAMED))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("half.parquet");
  }
}

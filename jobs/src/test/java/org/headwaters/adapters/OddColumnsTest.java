package org.headwaters.adapters;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.NANOS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT96;
import static org.apache.parquet.schema.Types.optional;
import static org.apache.parquet.schema.Types.optionalList;
import static org.apache.parquet.schema.Types.optionalMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.headwaters.SharedSpark;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columnar files of others: types that Spark does not know, odd names, odd folders. */
final class OddColumnsTest {
  private static final Type DATASET = optional(BINARY).as(stringType()).named("dataset_id");
  private static final Type DOCUMENT = optional(BINARY).as(stringType()).named("document_id");
  private static final long SECONDS = Instant.parse("2026-01-02T03:04:05Z").getEpochSecond();

  @TempDir Path folder;

  private Outside outside;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
  }

  private static Consumer<Group> document(String id) {
    return ParquetFiles.row(
        row -> row.add("dataset_id", "dataset:d@1"), row -> row.add("document_id", id));
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve("inputs").resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  @Test
  void columnsThatAreNotOursMayHaveAnyType() throws IOException {
    Path file = file("odd.parquet");
    List<Type> odd =
        List.of(
            DATASET,
            DOCUMENT,
            optional(INT32).as(timeType(true, MILLIS)).named("time32"),
            optional(INT64).as(timeType(false, NANOS)).named("time64"),
            optional(FIXED_LEN_BYTE_ARRAY)
                .length(2)
                .as(LogicalTypeAnnotation.float16Type())
                .named("half"),
            optional(FIXED_LEN_BYTE_ARRAY)
                .length(12)
                .as(LogicalTypeAnnotation.IntervalLogicalTypeAnnotation.getInstance())
                .named("interval"),
            optional(FIXED_LEN_BYTE_ARRAY)
                .length(16)
                .as(LogicalTypeAnnotation.uuidType())
                .named("uuid"),
            optional(FIXED_LEN_BYTE_ARRAY).length(32).as(decimalType(2, 76)).named("decimal256"),
            optional(INT64).as(timestampType(true, NANOS)).named("seen"),
            optionalList().optionalElement(INT32).named("nested"),
            optionalMap().key(BINARY).optionalValue(INT96).named("map"),
            optional(BINARY).as(stringType()).named("Document_ID"),
            optional(BINARY).as(stringType()).named("LICENSE"),
            optional(DOUBLE).named("a.b `c`"));
    ParquetFiles.write(
        file,
        odd,
        List.of(
            ParquetFiles.row(
                document("a"),
                row -> row.add("time32", 1),
                row -> row.add("half", Binary.fromConstantByteArray(new byte[2])),
                row -> row.add("uuid", Binary.fromConstantByteArray(new byte[16])),
                row -> row.add("seen", 1L),
                row -> row.add("Document_ID", "another"),
                row -> row.add("LICENSE", "loud"))));
    assertThat(outside.deliver(ManifestEntries.TABLE, "parquet", file))
        .isEqualTo(Outside.Counts.of(1L, 1L, 0L, 0L));
    assertThat(outside.rows(ManifestEntries.TABLE, "document_id", "license"))
        .containsExactly("a | null");
  }

  /** One file for each way to write the same number and the same moment. */
  @Test
  void columnsOfOursMayComeInAnyTypeThatSaysTheValue() throws IOException {
    Map<Type, Consumer<Group>> numbers = new LinkedHashMap<>();
    String count = "token_count";
    numbers.put(optional(INT32).named(count), row -> row.add(count, 12));
    numbers.put(optional(INT32).as(intType(16, false)).named(count), row -> row.add(count, 12));
    numbers.put(optional(INT64).as(intType(64, false)).named(count), row -> row.add(count, 12L));
    numbers.put(optional(DOUBLE).named(count), row -> row.add(count, 12.0));
    numbers.put(optional(FLOAT).named(count), row -> row.add(count, 12.0f));
    numbers.put(optional(INT64).as(decimalType(2, 18)).named(count), row -> row.add(count, 1200L));
    numbers.put(optional(BINARY).as(stringType()).named(count), row -> row.add(count, "12"));
    List<Type> moments =
        List.of(
            optional(INT64).as(timestampType(true, MILLIS)).named("fetched_at"),
            optional(INT64).as(timestampType(false, MICROS)).named("fetched_at"),
            optional(INT64).as(timestampType(true, NANOS)).named("fetched_at"),
            optional(INT96).named("fetched_at"),
            optional(BINARY).as(stringType()).named("fetched_at"));
    List<Consumer<Group>> times =
        List.of(
            row -> row.add("fetched_at", SECONDS * 1_000 + 999),
            row -> row.add("fetched_at", SECONDS * 1_000_000 + 999_999),
            row -> row.add("fetched_at", SECONDS * 1_000_000_000 + 999_999_999),
            row ->
                row.add(
                    "fetched_at",
                    new NanoTime(
                        (int) (2440588 + SECONDS / 86_400), SECONDS % 86_400 * 1_000_000_000L)),
            row -> row.add("fetched_at", "2026-01-02T03:04:05Z"));
    int files = 0;
    for (Map.Entry<Type, Consumer<Group>> number : numbers.entrySet()) {
      ParquetFiles.write(
          file("all/" + files + ".parquet"),
          List.of(DATASET, DOCUMENT, number.getKey(), moments.get(files % moments.size())),
          List.of(
              ParquetFiles.row(
                  document("d" + files), number.getValue(), times.get(files % times.size()))));
      files++;
    }
    assertThat(outside.deliver(ManifestEntries.TABLE, "parquet", folder.resolve("inputs/all")))
        .isEqualTo(Outside.Counts.of(7L, 7L, 0L, 0L));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      expected.add("d" + i + " | 12 | 2026-01-02T03:04:05Z");
    }
    assertThat(outside.rows(ManifestEntries.TABLE, "document_id", "token_count", "fetched_at"))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void nanosecondsBefore1970AreRoundedDownAsEveryOtherTime() throws IOException {
    Path file =
        ParquetFiles.write(
            file("old.parquet"),
            List.of(
                DATASET,
                DOCUMENT,
                optional(INT64).as(timestampType(true, NANOS)).named("fetched_at")),
            List.of(
                ParquetFiles.row(document("a"), row -> row.add("fetched_at", -1L)),
                ParquetFiles.row(document("b"), row -> row.add("fetched_at", -1_000_000_001L)),
                ParquetFiles.row(document("c"), row -> row.add("fetched_at", Long.MAX_VALUE))));
    outside.deliver(ManifestEntries.TABLE, "parquet", file);
    assertThat(outside.rows(ManifestEntries.TABLE, "document_id", "fetched_at"))
        .containsExactly(
            "a | 1969-12-31T23:59:59Z", "b | 1969-12-31T23:59:58Z", "c | 2262-04-11T23:47:16Z");
  }

  @Test
  void aColumnOfOursThatCannotBeReadIsTheFilesFault() throws IOException {
    Path file =
        ParquetFiles.write(
            file("half.parquet"),
            List.of(
                DATASET,
                DOCUMENT,
                optional(FIXED_LEN_BYTE_ARRAY)
                    .length(2)
                    .as(LogicalTypeAnnotation.float16Type())
                    .named("token_count")),
            List.of(document("a")));
    assertThatThrownBy(() -> outside.deliver(ManifestEntries.TABLE, "parquet", file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("Cannot read the column token_count of " + file)
        .hasMessageContaining("manifest_entries.token_count")
        .hasMessageContaining("FLOAT16");
  }

  @Test
  void pathsMeanWhatTheySayAndFoldersFillGapsOnly() throws IOException {
    Type license = optional(BINARY).as(stringType()).named("license");
    String odd = "in [2026] {a,b} ?*% %41 #1 ü=x/license=not this";
    Path own = file(odd + "/deep/license=fr/crawl=B%3A1/one part.parquet");
    ParquetFiles.write(
        own,
        List.of(DATASET, DOCUMENT, license),
        List.of(
            ParquetFiles.row(document("own"), row -> row.add("license", "en")), document("gap")));
    ParquetFiles.write(
        file(odd + "/deep/license=__HIVE_DEFAULT_PARTITION__/crawl=007/two.parquet"),
        List.of(DATASET, DOCUMENT),
        List.of(document("none")));
    FieldTally fields = new FieldTally();
    Table table = ManifestEntries.TABLE;
    Path deep = folder.resolve("inputs").resolve(odd).resolve("deep");
    new ParquetFormat()
        .read(
            SharedSpark.session(), Outside.source(table, "parquet", deep, Map.of()), table, fields);
    assertThat(fields.value().told()).isEqualTo("folder license= 1");
    assertThat(outside.deliver(table, "parquet", deep).kept()).isEqualTo(3);
    assertThat(outside.rows(table, "document_id", "license", "crawl"))
        .containsExactly("gap | fr | B:1", "none | null | 007", "own | en | B:1");
    // Nothing above the path, or in the path itself, says anything.
    Outside single = new Outside(folder);
    assertThat(single.deliver(table, "parquet", own).kept()).isEqualTo(2);
    assertThat(single.rows(table, "document_id", "license", "crawl"))
        .containsExactly("gap | null | null", "own | en | null");
  }

  private Path delta(int versions) {
    Path delta = folder.resolve("delta [1]");
    for (int i = 0; i < versions; i++) {
      SharedSpark.session()
          .sql("SELECT 'dataset:d@1' AS dataset_id, 'd" + i + "' AS document_id, 1 AS extra")
          .coalesce(1)
          .write()
          .format("delta")
          .mode("append")
          .save(delta.toString());
    }
    return delta;
  }

  private void refused(Path delta, String... told) {
    assertThatThrownBy(() -> outside.deliver(ManifestEntries.TABLE, "delta", delta))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(
            "Cannot read the Delta table " + delta + " (setting inputs.manifest_entries):")
        .hasMessageContainingAll(told)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aDeltaTableThatIsNotWholeIsTheTablesFault() throws IOException {
    Path delta = delta(3);
    assertThat(outside.deliver(ManifestEntries.TABLE, "delta", delta).kept()).isEqualTo(3);
    Path missing;
    try (Stream<Path> files = Files.list(delta)) {
      missing = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Files.delete(missing);
    refused(delta, "its file " + missing + " is missing");
    Files.delete(delta.resolve("_delta_log/00000000000000000001.json"));
    refused(delta, "not contiguous");
    Path unknown = folder.resolve("unknown");
    Path log = Files.createDirectories(unknown.resolve("_delta_log"));
    Files.writeString(
        log.resolve("00000000000000000000.json"),
        "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"fromTheFuture\"],\"writerFeatures\":[\"fromTheFuture\"]}}\n"
            + "{\"metaData\":{\"id\":\"x\",\"format\":{\"provider\":\"parquet\",\"options\":{}},\"schemaString\":\"{\\\"type\\\":\\\"struct\\\",\\\"fields\\\":[]}\",\"partitionColumns\":[],\"configuration\":{}}}\n");
    refused(unknown, "fromTheFuture");
    Path broken = folder.resolve("broken");
    Files.createDirectories(broken.resolve("_delta_log"));
    Files.writeString(
        broken.resolve("_delta_log/00000000000000000000.json"), "{\"protocol\":{\"minRea");
    refused(broken, "00000000000000000000.json");
  }
}

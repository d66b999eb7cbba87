package org.headwaters.adapters;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.Types.optional;
import static org.apache.parquet.schema.Types.optionalGroup;
import static org.apache.parquet.schema.Types.repeated;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.spark.SparkThrowable;
import org.headwaters.SharedSpark;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Columnar files whose columns have whatever type, whose cells hold whatever value, and whose bytes
 * are cut, doubled or turned: a file is read row by row, or refused in one sentence. {@code
 * -Dheadwaters.fuzz=20000} asks for that many rows of each format.
 */
@Timeout(value = 25, unit = TimeUnit.MINUTES)
final class ColumnarFuzzTest {
  private static final int ROWS = 100;
  private static final int FILES = Math.max(5, Integer.getInteger("headwaters.fuzz", 0) / ROWS);
  private static final String TEXT = "\u0000\uFEFF\u202Eü https://a.org/b?c 12.0 -1 sha1:x";

  @TempDir Path folder;

  private int read;
  private int refused;

  private static Type column(Random random, String name, boolean usual) {
    return switch (usual ? 0 : random.nextInt(10)) {
      case 1 -> optional(INT32).named(name);
      case 2 -> optional(INT64).named(name);
      case 3 -> optional(DOUBLE).named(name);
      case 4 -> optional(FLOAT).named(name);
      case 5 -> optional(BOOLEAN).named(name);
      case 6 ->
          optional(INT64).as(timestampType(true, LogicalTypeAnnotation.TimeUnit.NANOS)).named(name);
      case 7 -> optional(INT64).as(decimalType(2, 18)).named(name);
      case 8 -> optionalGroup().addField(repeated(INT32).named("list")).named(name);
      case 9 -> optional(BINARY).named(name);
      default -> optional(BINARY).as(stringType()).named(name);
    };
  }

  private static void cell(Random random, Type type, Group row) {
    if (random.nextInt(5) == 0) {
      return; // missing
    }
    if (!type.isPrimitive()) {
      row.addGroup(type.getName()).append("list", random.nextInt());
      return;
    }
    String name = type.getName();
    switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> row.add(name, random.nextInt());
      case INT64 -> row.add(name, random.nextBoolean() ? random.nextLong() : random.nextInt(99));
      case DOUBLE -> row.add(name, random.nextBoolean() ? 12.0 : Double.NaN);
      case FLOAT -> row.add(name, random.nextFloat());
      case BOOLEAN -> row.add(name, random.nextBoolean());
      default -> row.add(name, text(random, name));
    }
  }

  private static Binary text(Random random, String name) {
    byte[] noise = new byte[random.nextInt(6)];
    random.nextBytes(noise);
    int from = random.nextInt(TEXT.length());
    String usual =
        name.equals("url") ? "https://a.org/" + random.nextInt(9) : name + random.nextInt(9);
    return switch (random.nextInt(4)) {
      case 0 -> Binary.fromConstantByteArray(noise);
      case 1 -> Binary.fromString(TEXT.substring(from));
      default -> Binary.fromString(usual);
    };
  }

  private Path file(Random random, int number, List<String> names) throws IOException {
    List<Type> columns = new ArrayList<>();
    for (String name : names) {
      if (random.nextInt(12) > 0) {
        columns.add(column(random, name, random.nextInt(3) > 0));
      }
    }
    columns.add(column(random, "odd " + number, false));
    List<Consumer<Group>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(group -> columns.forEach(column -> cell(random, column, group)));
    }
    Path file = Files.createDirectories(folder.resolve("" + number)).resolve("x.parquet");
    ParquetFiles.write(file, columns, rows);
    if (random.nextInt(4) == 0) {
      spoil(random, file);
    }
    return file;
  }

  /** Cuts, doubles or turns a piece of a file. */
  private static void spoil(Random random, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int from = random.nextInt(bytes.length);
    int to = from + random.nextInt(Math.min(16, bytes.length - from) + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    switch (random.nextInt(4)) {
      case 0 -> out.write(bytes, from, 2 * (to - from) > bytes.length - from ? 0 : 2 * (to - from));
      case 1 -> out.write(random.nextInt(256));
      case 2 -> {
        for (int i = to - 1; i >= from; i--) {
          out.write(bytes[i] ^ 1);
        }
      }
      default -> {} // cut out
    }
    if (random.nextInt(4) > 0) {
      out.write(bytes, to, bytes.length - to);
    }
    Files.write(file, out.toByteArray());
  }

  /** Takes a file in: read = kept + identical + rejected holds inside, or it is refused. */
  private void take(String told, Table table, String format, Path path, Map<String, Object> with) {
    try {
      Outside.Counts counts = new Outside(folder).deliver(table, format, path, with);
      assertThat(counts.read()).as(told).isLessThanOrEqualTo(2L * ROWS);
      read++;
    } catch (InvalidInput | UsageError e) {
      assertThat(e.getMessage()).as(told).isNotBlank().doesNotContain("\n");
      refused++;
    } catch (Exception e) {
      assertThat(isTheFiles(e)).as("%s: %s", told, e).isTrue();
      refused++;
    }
  }

  /** What ingest tells as the fault of the file that the message names. */
  private static boolean isTheFiles(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      String condition = at instanceof SparkThrowable its ? its.getCondition() : null;
      if (condition != null && condition.startsWith("FAILED_READ_FILE")) {
        return true;
      }
    }
    return false;
  }

  private void both() {
    assertThat(read).as("files read").isPositive();
    assertThat(refused).as("files refused").isPositive();
  }

  private void files(Table table, String format, List<String> names, Map<String, Object> with)
      throws IOException {
    for (int i = 0; i < FILES; i++) {
      Path file = file(new Random(i), i, names);
      take(format + " " + i, table, format, file, with);
    }
    both();
  }

  @Test
  void parquet() throws IOException {
    files(
        ManifestEntries.TABLE,
        "parquet",
        List.of("dataset_id", "document_id", "url", "token_count", "fetched_at", "epochs"),
        Map.of());
  }

  @Test
  void fineweb() throws IOException {
    files(
        ManifestEntries.TABLE,
        "fineweb",
        List.of("id", "dump", "url", "date", "file_path", "language", "token_count"),
        Map.of("constants", Map.of("dataset_id", "dataset:d@1")));
  }

  @Test
  void ccIndex() throws IOException {
    files(
        Captures.TABLE,
        "cc-index",
        List.of("url", "fetch_time", "fetch_status", "warc_filename", "warc_record_offset"),
        Map.of("constants", Map.of("crawl", "c", "subset", "warc")));
  }

  @Test
  void delta() throws IOException {
    Path whole = folder.resolve("whole");
    SharedSpark.session()
        .sql("SELECT 'dataset:d@1' AS dataset_id, string(id) AS document_id FROM range(100)")
        .coalesce(1)
        .write()
        .format("delta")
        .save(whole.toString());
    for (int i = 0; i < FILES; i++) {
      Random random = new Random(i);
      Path copy = folder.resolve("copy" + i);
      List<Path> files;
      try (Stream<Path> all = Files.walk(whole)) {
        files =
            all.filter(Files::isRegularFile)
                .filter(f -> !f.toString().endsWith(".crc"))
                .sorted()
                .toList();
      }
      for (Path file : files) {
        Path to = copy.resolve(whole.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
      Path one = files.get(random.nextInt(files.size()));
      if (i > 0) {
        spoil(random, copy.resolve(whole.relativize(one)));
      }
      take("delta " + i + " " + one, ManifestEntries.TABLE, "delta", copy, Map.of());
    }
    both();
  }
}

package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.SharedSpark;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.headwaters.transforms.CheckRows;
import org.junit.jupiter.api.Assumptions;

/**
 * Files of outside formats in a folder, and what the product makes of them up to the door of the
 * lake: opened by their format, checked against the contract. What is kept, identical or a conflict
 * is told here by plain maps, apart from the product's own way, and in a fraction of its time.
 */
final class Outside {
  private final Path folder;
  private final Map<String, Map<String, Row>> current = new TreeMap<>();
  private final List<String> rejects = new ArrayList<>();
  private FieldCounts fields = new FieldCounts();

  Outside(Path folder) {
    this.folder = folder;
  }

  /** Rows of one delivery: read = kept + identical + rejected. */
  record Counts(long read, long kept, long identical, long rejected) {
    static Counts of(long read, long kept, long identical, long rejected) {
      return new Counts(read, kept, identical, rejected);
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * A real file; the test is skipped, and says so, where the samples are not beside the project.
   */
  static Path real(String name) {
    Path home = Path.of(System.getProperty("headwaters.home", "..")).normalize();
    String beside = home.resolve("../shared/real").normalize().toString();
    Path file = Path.of(System.getProperty("headwaters.real", beside)).resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), () -> "SKIPPED: no real sample " + file + "; give -Dheadwaters.real=…");
    return file;
  }

  Path file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path file(String name, byte[] bytes) {
    try {
      Path file = folder.resolve("inputs").resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path gzip(String name, String text) {
    Path file = file(name, new byte[0]);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  Path zstd(String name, String text) {
    return file(name, com.github.luben.zstd.Zstd.compress(text.getBytes(StandardCharsets.UTF_8)));
  }

  Counts deliver(Table table, String format, Path path) {
    return deliver(table, format, path, Map.of());
  }

  /** {@code settings}: columns, constants and strip_prefix as maps, everything else an option. */
  @SuppressWarnings("unchecked")
  static InputSource source(Table table, String format, Path path, Map<String, Object> settings) {
    Map<String, Object> options = new LinkedHashMap<>(settings);
    options.keySet().removeAll(List.of("columns", "constants", "strip_prefix"));
    return new InputSource(
        table.name(),
        format,
        path.toString(),
        (Map<String, String>) settings.getOrDefault("columns", Map.of()),
        (Map<String, String>) settings.getOrDefault("constants", Map.of()),
        (Map<String, String>) settings.getOrDefault("strip_prefix", Map.of()),
        options);
  }

  /** Takes a delivery in: the latest row of a key wins, or the delivery replaces the table. */
  Counts deliver(Table table, String format, Path path, Map<String, Object> settings) {
    Formats.Opened opened =
        Formats.open(SharedSpark.session(), source(table, format, path, settings), table);
    Dataset<Row> raw = opened.rows();
    List<Row> checked = collected(CheckRows.apply(raw, table, new Pseudonyms(new byte[32])));
    fields = opened.fields().value();
    Map<String, List<Row>> byKey = new LinkedHashMap<>();
    long rejected = 0;
    for (Row row : checked) {
      List<Row> faults = row.getList(row.fieldIndex(CheckRows.FAULTS));
      if (faults == null) {
        byKey.computeIfAbsent(text(row, table.key()), key -> new ArrayList<>()).add(row);
      } else {
        rejected++;
        faults.forEach(fault -> reject(row, fault.getString(0), fault.getString(2)));
      }
    }
    Map<String, Row> before = current.getOrDefault(table.name(), Map.of());
    Map<String, Row> now = new TreeMap<>(table.latestWins() ? before : Map.of());
    long kept = 0;
    long identical = 0;
    for (Map.Entry<String, List<Row>> key : byKey.entrySet()) {
      List<Row> rows = key.getValue();
      if (rows.stream().map(row -> whole(row, table)).distinct().count() > 1) {
        rejected += rows.size();
        rows.forEach(row -> reject(row, String.join(", ", table.key()), "conflicting_duplicate"));
        continue;
      }
      Row known = before.get(key.getKey());
      boolean again = known != null && whole(known, table).equals(whole(rows.get(0), table));
      kept += again ? 0 : 1;
      identical += rows.size() - (again ? 0 : 1);
      now.put(key.getKey(), rows.get(0));
    }
    current.put(table.name(), now);
    assertThat(kept + identical + rejected)
        .as("read = kept + identical + rejected")
        .isEqualTo(checked.size());
    return new Counts(checked.size(), kept, identical, rejected);
  }

  /** A file that broke while it was read, in its own words, as ingest tells it. */
  private static List<Row> collected(Dataset<Row> rows) {
    try {
      return rows.collectAsList();
    } catch (Exception e) {
      for (Throwable at = e; at != null; at = at.getCause()) {
        if (at instanceof InvalidInput invalid) {
          throw invalid;
        }
      }
      throw e;
    }
  }

  private void reject(Row row, String column, String rule) {
    String file = Path.of(row.<String>getAs(RawRows.FILE)).getFileName().toString();
    String named = column == null || column.isEmpty() ? "null" : column;
    rejects.add(file + ":" + row.getAs(RawRows.ROW) + " " + named + " " + rule);
  }

  private static String whole(Row row, Table table) {
    return text(row, Arrays.asList(table.schema().fieldNames()));
  }

  private static String text(Row row, List<String> columns) {
    List<String> cells = new ArrayList<>();
    for (String column : columns) {
      Object cell = row.getAs(column);
      cells.add(
          cell instanceof java.sql.Timestamp time
              ? time.toInstant().toString()
              : String.valueOf(cell));
    }
    return String.join(" | ", cells);
  }

  /** The current rows: the cells of the columns named, one line a row, in order. */
  List<String> rows(Table table, String... columns) {
    return current.getOrDefault(table.name(), Map.of()).values().stream()
        .map(row -> text(row, List.of(columns)))
        .sorted()
        .toList();
  }

  /** What the last delivery took over of its records' fields, and what it passed over. */
  FieldCounts fields() {
    return fields;
  }

  /** File:row, column and rule of each reject. */
  List<String> rejects() {
    return rejects.stream().sorted().toList();
  }

  /** Texts one after another, each ended by a line's end. */
  static String lines(String... lines) {
    return String.join("\n", Arrays.asList(lines)) + "\n";
  }
}

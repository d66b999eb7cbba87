package org.headwaters.adapters;

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
import java.util.zip.GZIPOutputStream;
import org.headwaters.SharedSpark;
import org.headwaters.jobs.IngestJob;
import org.headwaters.jobs.JobContext;
import org.headwaters.jobs.JobReport;
import org.headwaters.jobs.LakeSecret;
import org.headwaters.jobs.Progress;
import org.headwaters.tables.Inputs;
import org.headwaters.tables.Lake;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Assumptions;

/** Files of outside formats in a folder, delivered to a lake beside it. */
final class Outside {
  private final Path folder;
  private final Lake lake;

  Outside(Path folder) {
    this.folder = folder;
    this.lake = new Lake(SharedSpark.session(), folder.resolve("lake").toString());
  }

  Lake lake() {
    return lake;
  }

  Path folder() {
    return folder;
  }

  /**
   * A real file; the test is skipped, and says so, where the samples are not beside the project.
   */
  static Path real(String name) {
    Path home = Path.of(System.getProperty("headwaters.home", ".."));
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

  JobReport deliver(Table table, String format, Path path) {
    return deliver(table, format, path, Map.of());
  }

  /** {@code settings}: columns and constants as maps, everything else an option. */
  @SuppressWarnings("unchecked")
  JobReport deliver(Table table, String format, Path path, Map<String, Object> settings) {
    Map<String, Object> options = new LinkedHashMap<>(settings);
    options.keySet().removeAll(List.of("columns", "constants"));
    InputSource source =
        new InputSource(
            table.name(),
            format,
            path.toString(),
            (Map<String, String>) settings.getOrDefault("columns", Map.of()),
            (Map<String, String>) settings.getOrDefault("constants", Map.of()),
            Map.of(),
            options);
    JobContext context = new JobContext(lake, List.of(), LakeSecret.of(lake), Progress.SILENT);
    return new IngestJob(List.of(new InputSource.Delivered(table.name(), List.of(source))))
        .run(context);
  }

  /** Read, kept, identical, rejected. */
  static List<Long> counts(JobReport report, Table table) {
    return List.of(
        report.counts().getOrDefault(table.name() + ".read", -1L),
        report.counts().getOrDefault(table.name() + ".kept", -1L),
        report.counts().getOrDefault(table.name() + ".identical", -1L),
        report.counts().getOrDefault(table.name() + ".rejected", -1L));
  }

  /** The current rows: the cells of the columns named, one line a row, in order. */
  List<String> rows(Table table, String... columns) {
    return Inputs.now(lake).current(table).collectAsList().stream()
        .map(
            row -> {
              List<String> cells = new ArrayList<>();
              for (String column : columns) {
                Object cell = row.getAs(column);
                cells.add(
                    cell instanceof java.sql.Timestamp time
                        ? time.toInstant().toString()
                        : String.valueOf(cell));
              }
              return String.join(" | ", cells);
            })
        .sorted()
        .toList();
  }

  /** File:row, column and rule of each reject. */
  List<String> rejects() {
    return lake.read(Rejects.TABLE).collectAsList().stream()
        .map(
            row ->
                Path.of(row.<String>getAs(Rejects.FILE)).getFileName()
                    + ":"
                    + row.getAs(Rejects.ROW_NUMBER)
                    + " "
                    + row.getAs(Rejects.COLUMN_NAME)
                    + " "
                    + row.getAs(Rejects.RULE))
        .sorted()
        .toList();
  }

  /** Texts one after another, each ended by a line's end. */
  static String lines(String... lines) {
    return String.join("\n", Arrays.asList(lines)) + "\n";
  }
}

package org.headwaters.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.SharedSpark;
import org.headwaters.adapters.InputSource;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.Progress;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LakeSecret;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;

/** Writes real files into a folder and delivers them to a lake beside it. */
public final class Deliverer {
  private final Path folder;
  private final Lake lake;

  public Deliverer(Path folder) {
    this.folder = folder;
    this.lake = new Lake(SharedSpark.session(), folder.resolve("lake").toString());
  }

  public Lake lake() {
    return lake;
  }

  public Path file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public Path file(String name, byte[] bytes) {
    try {
      Path file = folder.resolve("inputs").resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static InputSource source(Table table, Path path) {
    return new InputSource(
        table.name(), "", path.toString(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  public JobReport deliver(Table table, Path... paths) {
    List<InputSource> sources = new ArrayList<>();
    for (Path path : paths) {
      sources.add(source(table, path));
    }
    return deliver(List.of(new InputSource.Delivered(table.name(), sources)));
  }

  public JobReport deliver(List<InputSource.Delivered> delivered) {
    return new IngestJob(delivered).run(context());
  }

  public JobContext context() {
    return new JobContext(lake, List.of(), LakeSecret.of(lake), Progress.SILENT);
  }

  public Dataset<Row> current(Table table) {
    return Inputs.now(lake).current(table);
  }

  /** One line a reject: file name, row, column, value, rule, fix. */
  public List<String> rejects() {
    return lake.read(Rejects.TABLE).collectAsList().stream()
        .map(
            row ->
                String.join(
                    " | ",
                    Path.of(row.<String>getAs(Rejects.FILE)).getFileName().toString(),
                    String.valueOf(row.<Long>getAs(Rejects.ROW_NUMBER)),
                    String.valueOf(row.<String>getAs(Rejects.COLUMN_NAME)),
                    String.valueOf(row.<String>getAs(Rejects.VALUE)),
                    row.<String>getAs(Rejects.RULE),
                    row.<String>getAs(Rejects.FIX)))
        .sorted()
        .toList();
  }

  /** The counts of one table: read, kept, identical, rejected. */
  public static List<Long> counts(JobReport report, Table table) {
    return List.of(
        report.counts().getOrDefault(table.name() + ".read", -1L),
        report.counts().getOrDefault(table.name() + ".kept", -1L),
        report.counts().getOrDefault(table.name() + ".identical", -1L),
        report.counts().getOrDefault(table.name() + ".rejected", -1L));
  }
}

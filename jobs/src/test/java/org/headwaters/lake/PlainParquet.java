package org.headwaters.lake;

import io.delta.kernel.defaults.engine.DefaultEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Table;

/**
 * Writes published tables as somebody would who bends them: without Spark and without a contract.
 */
public final class PlainParquet {
  private PlainParquet() {}

  /** Puts a file with these rows in the place of what a folder holds. */
  public static void write(Path folder, Table table, List<Row> rows) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(folder);
    DriverRows.published(DefaultEngine.create(new Configuration()), table)
        .write(folder.toString(), rows, List.of());
  }
}

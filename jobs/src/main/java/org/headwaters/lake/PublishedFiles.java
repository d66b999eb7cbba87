package org.headwaters.lake;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.policy.Period;
import org.headwaters.tables.Table;

/**
 * Published tables as somebody finds them who has the files and nothing else: no lake, no Spark.
 * Nothing in them is believed.
 */
public final class PublishedFiles {
  private final String folder;
  private final FileSystem files;
  private final Engine engine;

  /** The folder {@code published}, wherever it was copied to. */
  public PublishedFiles(String place) {
    Configuration machine = new Configuration();
    this.folder = LakeFiles.whole(place);
    this.engine = DefaultEngine.create(machine);
    try {
      this.files = new Path(folder).getFileSystem(machine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the history lies beside the tables. */
  public String history() {
    return folder + "/history";
  }

  /** Where a table's files of a month lie, as it is told. */
  public String place(Table table, Period period) {
    return path(table, period).toUri().getPath();
  }

  private Path path(Table table, Period period) {
    return new Path(folder + "/" + table.name() + "/period=" + period);
  }

  /**
   * All rows of a table's month, which name their columns.
   *
   * @throws InvalidInput if there are no files, or one cannot be read as the table's
   */
  public List<Row> rows(Table table, Period period) {
    List<Row> rows = new ArrayList<>();
    DriverRows reader = DriverRows.published(engine, table);
    for (FileStatus file : parquet(table, period)) {
      String path = file.getPath().toString();
      try {
        reader
            .read(
                io.delta.kernel.utils.FileStatus.of(
                    path, file.getLen(), file.getModificationTime()),
                Map.of())
            .forEach(row -> rows.add(named(row, table)));
      } catch (RuntimeException | StackOverflowError e) {
        // What a bent file does to a reader of Parquet is not ours to foresee.
        throw new InvalidInput(
            "%s cannot be read as %s: %s", file.getPath().toUri().getPath(), table, e);
      }
    }
    return rows;
  }

  private static Row named(Row row, Table table) {
    Object[] cells = new Object[row.length()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(i);
    }
    return new GenericRowWithSchema(cells, table.schema());
  }

  private List<FileStatus> parquet(Table table, Period period) {
    try {
      List<FileStatus> found =
          Arrays.stream(files.listStatus(path(table, period)))
              .filter(file -> file.isFile() && file.getPath().getName().endsWith(".parquet"))
              .sorted()
              .toList();
      InvalidInput.check(!found.isEmpty(), "%s holds no Parquet file.", place(table, period));
      return found;
    } catch (FileNotFoundException e) {
      throw new InvalidInput("%s is not there.", place(table, period));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.headwaters.lake;

import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableDigest;

/**
 * One period's place in {@code <lake>/published}. New files are written beside it, in {@code
 * <lake>/_publishing}, and exchanged folder by folder: first every old folder leaves, then every
 * new one comes. A process that is killed half-way leaves folders missing, which the next run
 * completes, but nothing stale.
 */
public final class PublishedFolder {
  private static final String PERIOD = "period=";

  private final Lake lake;
  private final String period;

  public PublishedFolder(Lake lake, String period) {
    this.lake = lake;
    this.period = period;
  }

  /** The published rows of a table, as a reader sees them; empty if there are none. */
  public Dataset<Row> read(Table table) {
    return parquet(published(table), table);
  }

  /** Removes what an earlier attempt left. */
  public void clearStaging() {
    delete(new Path(lake.root() + "/_publishing/" + period));
  }

  /**
   * Writes rows beside the published ones and reads them back.
   *
   * @param count how many rows there are
   * @throws Breach if what was written is not what was given
   */
  public void stage(Table table, Dataset<Row> rows, long count) {
    if (count > 0 && lake.isSmall(count)) {
      stage(table, rows.collectAsList());
      return;
    }
    // One file a core at most: a reader opens every file.
    rows.coalesce(lake.spark().sparkContext().defaultParallelism())
        .write()
        .mode("overwrite")
        .parquet(staging(table).toString());
    Row expected = TableDigest.apply(rows, List.of()).head();
    Row staged = TableDigest.apply(parquet(staging(table), table), List.of()).head();
    check(table, expected.equals(staged), expected, staged);
  }

  private void stage(Table table, List<Row> rows) {
    DriverRows files = lake.published(table);
    List<Row> staged = new ArrayList<>();
    for (DataFileStatus file : files.write(staging(table).toString(), rows, List.of())) {
      staged.addAll(files.read(file, Map.of()));
    }
    check(table, rows.equals(staged), rows.size() + " rows", staged.size() + " rows");
  }

  private void check(Table table, boolean same, Object expected, Object staged) {
    Breach.check(
        same,
        "Cannot publish %s of %s: the staged files hold %s, the booking %s, and they are not the"
            + " same.",
        table,
        period,
        staged,
        expected);
  }

  /** The size of a table's staged files. */
  public long stagedBytes(Table table) {
    try {
      return lake.fileSystem().getContentSummary(staging(table)).getLength();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts the staged tables in the place of the published ones. The last table leaves first and
   * comes last: while it is there, so are all others.
   */
  public void exchange(List<Table> tables) {
    for (int i = tables.size() - 1; i >= 0; i--) {
      Path old = published(tables.get(i));
      if (exists(old)) {
        rename(old, new Path(lake.root() + "/_publishing/" + period + "/old/" + tables.get(i)));
      }
    }
    for (Table table : tables) {
      rename(staging(table), published(table));
    }
    clearStaging();
  }

  private Path published(Table table) {
    return new Path(lake.root() + "/published/" + table.name() + "/" + PERIOD + period);
  }

  private Path staging(Table table) {
    return new Path(lake.root() + "/_publishing/" + period + "/new/" + table.name());
  }

  private Dataset<Row> parquet(Path path, Table table) {
    return exists(path)
        ? lake.spark().read().schema(table.schema()).parquet(path.toString())
        : lake.spark().createDataFrame(List.of(), table.schema());
  }

  private boolean exists(Path path) {
    try {
      return lake.fileSystem().exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void delete(Path path) {
    try {
      lake.fileSystem().delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void rename(Path from, Path to) {
    try {
      FileSystem files = lake.fileSystem();
      files.mkdirs(to.getParent());
      if (!files.rename(from, to)) {
        throw new IOException("Cannot move " + from + " to " + to + ". Is the folder writable?");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.headwaters.lake;

import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;
import org.headwaters.core.TryAgain;
import org.headwaters.tables.CellType;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableDigest;

/**
 * One process's attempt to publish one booking. New files are written in a folder of its own below
 * {@code <lake>/_publishing}, and exchanged folder by folder, by one process at a time: first every
 * old folder leaves, then every new one comes. Nothing is exchanged unless the folder still holds
 * exactly what was staged and the booking is still the one that counts. A process that is killed
 * half-way leaves folders missing, which the next run completes, but nothing stale and no row
 * twice.
 */
public final class Publication implements AutoCloseable {
  private final Lake lake;
  private final PublishedFolder published;
  private final String bookingId;
  private final Path own;
  private final Map<Table, PublishedLabel> staged = new ConcurrentHashMap<>();

  public Publication(Lake lake, String period, String bookingId) {
    this.lake = lake;
    this.published = new PublishedFolder(lake, period);
    this.bookingId = bookingId;
    this.own = new Path(lake.root() + "/_publishing/" + period + "/" + UUID.randomUUID());
  }

  /**
   * Writes rows beside the published ones and reads them back.
   *
   * @param count how many rows there are
   * @throws Breach if what was written is not what was given
   */
  public void stage(Table table, Dataset<Row> rows, long count) {
    Path folder = staging(table);
    if (count > 0 && lake.isSmall(count)) {
      stageByDriver(table, rows.collectAsList());
    } else {
      // Many small partitions become few files, without narrowing what computes them.
      rows.hint("rebalance").write().mode("errorifexists").parquet(folder.toString());
      Row expected = TableDigest.apply(rows, List.of()).head();
      Dataset<Row> written = lake.spark().read().schema(table.schema()).parquet(folder.toString());
      Row found = TableDigest.apply(written, List.of()).head();
      check(table, expected.equals(found), expected, found);
    }
    try {
      PublishedLabel label = PublishedLabel.of(lake.fileSystem(), folder, bookingId, count);
      label.write(lake.fileSystem(), folder);
      staged.put(table, label);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stageByDriver(Table table, List<Row> rows) {
    DriverRows files = lake.published(table);
    List<Row> written = new ArrayList<>();
    for (DataFileStatus file : files.write(staging(table).toString(), rows, List.of())) {
      written.addAll(files.read(file, Map.of()));
    }
    check(
        table,
        values(rows).equals(values(written)),
        rows.size() + " rows",
        written.size() + " rows");
  }

  /** Arrays as lists: a row holds them in what made it, and these are never equal. */
  private static List<List<Object>> values(List<Row> rows) {
    List<List<Object>> all = new ArrayList<>();
    for (Row row : rows) {
      List<Object> cells = new ArrayList<>();
      for (int i = 0; i < row.length(); i++) {
        Object cell = row.get(i);
        boolean array = cell instanceof Object[] || cell instanceof scala.collection.Seq<?>;
        cells.add(array ? List.copyOf(CellType.elements(cell)) : cell);
      }
      all.add(cells);
    }
    return all;
  }

  private void check(Table table, boolean same, Object expected, Object found) {
    Breach.check(
        same,
        "Cannot publish %s of booking %s: the staged files hold %s, the booking %s, and they are"
            + " not the same.",
        table,
        bookingId,
        found,
        expected);
  }

  /** The size of all staged files. */
  public long bytes() {
    return staged.values().stream()
        .flatMap(label -> label.fileBytes().values().stream())
        .reduce(0L, Math::addExact);
  }

  /**
   * Puts the staged tables in the place of the published ones. The last table leaves first and
   * comes last: while it is there, so are all others. Returns whether it had to: another process
   * may have published the same booking meanwhile.
   *
   * @param current whether the booking is still the one that counts, asked before and after
   * @throws TryAgain if it is not, or if others changed what was staged or published
   */
  public boolean exchange(List<Table> tables, BooleanSupplier current) {
    ExchangeLock lock = ExchangeLock.take(lake.fileSystem(), lake.root());
    try {
      isCurrent(current);
      if (published.gaps(tables, bookingId).isEmpty()) {
        return false;
      }
      for (Table table : tables) {
        holdsWhatWasStaged(table);
      }
      for (int i = tables.size() - 1; i >= 0; i--) {
        Path old = published.of(tables.get(i));
        if (lake.fileSystem().exists(old)) {
          move(old, new Path(own, "old/" + tables.get(i)));
        }
      }
      for (Table table : tables) {
        move(staging(table), published.of(table));
      }
      List<String> gaps = published.gaps(tables, bookingId);
      TryAgain.check(
          gaps.isEmpty(),
          "Booking %s was published, and another process changed it at once: %s. Run publish"
              + " again.",
          bookingId,
          String.join("; ", gaps));
      isCurrent(current);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.close();
    }
  }

  private void isCurrent(BooleanSupplier current) {
    TryAgain.check(
        current.getAsBoolean(),
        "While booking %s was being published, its period was booked again. Run publish again.",
        bookingId);
  }

  private void holdsWhatWasStaged(Table table) throws IOException {
    PublishedLabel label = staged.get(table);
    TryAgain.check(
        label != null && label.lists(lake.fileSystem(), staging(table)),
        "What was staged of %s in %s is not there as it was written. Nothing was published; run"
            + " publish again.",
        table,
        own);
  }

  private Path staging(Table table) {
    return new Path(own, "new/" + table.name());
  }

  /**
   * Moves a folder to where none is. The local file system's own move is used, for Hadoop's would
   * move into, or copy over, a folder that came meanwhile: every row twice.
   */
  private void move(Path from, Path to) throws IOException {
    FileSystem files = lake.fileSystem();
    files.mkdirs(to.getParent());
    if ("file".equals(files.getUri().getScheme())) {
      Files.move(
          java.nio.file.Path.of(from.toUri().getPath()),
          java.nio.file.Path.of(to.toUri().getPath()),
          StandardCopyOption.ATOMIC_MOVE);
    } else if (files.exists(to) || !files.rename(from, to)) {
      throw new IOException("Cannot move " + from + " to " + to + ". Is the folder writable?");
    }
  }

  /** Removes what this process staged and what it took out. */
  @Override
  public void close() {
    try {
      lake.fileSystem().delete(own, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

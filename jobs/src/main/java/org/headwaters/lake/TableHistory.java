package org.headwaters.lake;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.utils.CloseableIterator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.headwaters.tables.Table;

/**
 * What a table holds beyond its current rows: files that were replaced, files that a step left
 * unfinished, and the log's earlier entries, whose statistics say what stood in them.
 */
public final class TableHistory {
  private static final Pattern NAMED =
      Pattern.compile("\\{\"(?:add|remove)\":\\{\"path\":\"([^\"]*)\".*");
  private static final String WRITER = "begin anew";

  /** What Spark leaves beside what it wrote to its end. */
  private static final String ENDED = "_SUCCESS";

  private final Lake lake;
  private final Table table;
  private final Engine engine;

  private TableHistory(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
    this.engine =
        DefaultEngine.create(new LakeFiles(lake.spark().sparkContext().hadoopConfiguration()));
  }

  /** Of a table; empty if nobody wrote it. */
  public static Optional<TableHistory> of(Lake lake, Table table) {
    return lake.exists(table) ? Optional.of(new TableHistory(lake, table)) : Optional.empty();
  }

  /**
   * Files that no commit ever named and whose writing did not end: a step writes them now, or one
   * that died left them. What Spark wrote to its end without any row is none of them.
   */
  public List<FileStatus> unfinished() {
    try {
      Set<String> named = named();
      List<FileStatus> others = beside(file -> !named.contains(file));
      Set<String> ended = new HashSet<>();
      for (FileStatus file : others) {
        if (file.getPath().getName().equals(ENDED)) {
          ended.add(file.getPath().getParent().toUri().getPath());
        }
      }
      return others.stream().filter(file -> !isBelow(file.getPath(), ended)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBelow(Path file, Set<String> folders) {
    for (Path at = file.getParent(); at != null; at = at.getParent()) {
      if (folders.contains(at.toUri().getPath())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Deletes all of it, for good: nobody can look back any more, the current rows stay. The log
   * begins with one commit that changes nothing and a checkpoint of the current files. Whoever
   * stops in between leaves a table that is whole, and the next call ends it. No step may write the
   * table meanwhile.
   *
   * @return how many files of rows were deleted
   */
  public long drop() {
    try {
      TableLog log = new TableLog(engine, table, lake.pathOf(table));
      beginLog(log.nothing(new TableLog.Writer(WRITER, log.lastVersionOf(WRITER) + 1)));
      Set<String> current = new HashSet<>();
      lake.files(table).forEach(file -> current.add(file.toUri().getPath()));
      List<FileStatus> old = beside(file -> !current.contains(file));
      for (FileStatus file : old) {
        lake.fileSystem().delete(file.getPath(), false);
      }
      return old.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void beginLog(Snapshot now) throws IOException {
    FileSystem files = lake.fileSystem();
    String version = String.format(Locale.ROOT, "%020d", now.getVersion());
    Path checkpoint = new Path(folder(), version + ".checkpoint.parquet");
    // Readers need neither; both may have been written by the commit just made.
    files.delete(new Path(folder(), "_last_checkpoint"), false);
    files.delete(checkpoint, false);
    try (CloseableIterator<FilteredColumnarBatch> all = now.getCreateCheckpointIterator(engine)) {
      engine
          .getParquetHandler()
          .writeParquetFileAtomically(checkpoint.toString(), all.map(this::withoutRemoved));
    }
    for (FileStatus file : files.listStatus(folder())) {
      if (!file.getPath().getName().startsWith(version)) {
        files.delete(file.getPath(), true);
      }
    }
  }

  private Path folder() {
    return new Path(lake.pathOf(table), "_delta_log");
  }

  /** What is gone need not be told: the files are deleted. */
  private FilteredColumnarBatch withoutRemoved(FilteredColumnarBatch batch) {
    int at = batch.getData().getSchema().indexOf("remove");
    ColumnVector removed = batch.getData().getColumnVector(at);
    boolean[] kept = new boolean[batch.getData().getSize()];
    for (int row = 0; row < kept.length; row++) {
      int each = row;
      boolean selected =
          batch
              .getSelectionVector()
              .map(chosen -> !chosen.isNullAt(each) && chosen.getBoolean(each))
              .orElse(true);
      kept[row] = selected && removed.isNullAt(row);
    }
    return new FilteredColumnarBatch(
        batch.getData(),
        Optional.of(engine.getExpressionHandler().createSelectionVector(kept, 0, kept.length)));
  }

  /**
   * Every file that a commit of the log as it lies there put in or took out, and those that are.
   */
  private Set<String> named() throws IOException {
    Set<String> named = new HashSet<>();
    lake.files(table).forEach(file -> named.add(file.toUri().getPath()));
    for (FileStatus commit : lake.fileSystem().listStatus(folder())) {
      if (commit.getPath().getName().endsWith(".json")) {
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    lake.fileSystem().open(commit.getPath()), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher path = NAMED.matcher(line);
            if (path.matches()) {
              named.add(
                  new Path(lake.pathOf(table), URI.create(path.group(1)).getPath())
                      .toUri()
                      .getPath());
            }
          }
        }
      }
    }
    return named;
  }

  private List<FileStatus> beside(java.util.function.Predicate<String> wanted) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> all =
        lake.fileSystem().listFiles(new Path(lake.pathOf(table)), true);
    while (all.hasNext()) {
      FileStatus file = all.next();
      String path = file.getPath().toUri().getPath();
      if (!path.contains("/_delta_log/") && wanted.test(path)) {
        found.add(file);
      }
    }
    return found;
  }
}

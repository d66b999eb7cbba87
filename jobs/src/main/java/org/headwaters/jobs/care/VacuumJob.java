package org.headwaters.jobs.care;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;

/**
 * Finds files that no table has named for longer than a limit (what killed steps left, what was
 * replaced) and, if told to, deletes them. What a booking or a delivery rests on is named by its
 * table and is never touched; only looking back in a table's history ends at the limit.
 *
 * <p>Which files those are is Delta's own decision (VACUUM); this job asks it only about tables
 * that hold a file old enough, and adds what {@code publish} left unfinished.
 */
public final class VacuumJob implements Job {
  /** How long every table of ours keeps what was replaced (Lake's table properties). */
  public static final int KEPT_DAYS = 400;

  /** A running step may write for days before its commit names the files. */
  public static final int LEAST_DAYS = 7;

  private static final int SHOWN = 20;
  private static final String CHECKED = "spark.databricks.delta.retentionDurationCheck.enabled";

  /** Into how many tasks Delta cuts what it lists: Spark's default is 10,000, whatever there is. */
  private static final String LISTING = "spark.sql.sources.parallelPartitionDiscovery.parallelism";

  private final Instant before;
  private final int days;
  private final boolean delete;

  /**
   * Files older than {@code days} at {@code now}; without {@code delete} they are only told.
   *
   * @throws UsageError if a running step could lose files
   */
  public VacuumJob(Instant now, int days, boolean delete) {
    UsageError.check(
        days >= LEAST_DAYS,
        "Cannot delete files younger than %d days: a step that is running may still need them. Give"
            + " %d or more, not %d.",
        LEAST_DAYS,
        LEAST_DAYS,
        days);
    this.before = now.minus(Duration.ofDays(days));
    this.days = days;
    this.delete = delete;
  }

  @Override
  public String name() {
    return "vacuum";
  }

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    Found found = new Found();
    try {
      for (Table table : Catalogue.ALL) {
        if (lake.exists(table) && holdsOldFile(lake, table)) {
          context.progress().doing("vacuum " + table);
          unnamed(lake, table, found);
        }
      }
      unfinished(lake, found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("files", found.files);
    counts.put("bytes", found.bytes);
    found.lines.add(
        found.files == 0
            ? "No file is unused for more than " + days + " days."
            : delete ? "Deleted." : "Nothing was deleted: say --delete to do it.");
    return new JobReport(name(), delete && found.files > 0, counts, found.lines);
  }

  /** What may go; the first ones of each place are told by name. */
  private static final class Found {
    private final List<String> lines = new ArrayList<>();
    private long files;
    private long bytes;

    void add(String place, List<FileStatus> unused) {
      if (unused.isEmpty()) {
        return;
      }
      long size = unused.stream().mapToLong(FileStatus::getLen).sum();
      files += unused.size();
      bytes += size;
      lines.add(String.format(Locale.ROOT, "%s: %d files, %d bytes", place, unused.size(), size));
      unused.stream().limit(SHOWN).forEach(file -> lines.add("  " + file.getPath()));
      if (unused.size() > SHOWN) {
        lines.add("  … and " + (unused.size() - SHOWN) + " more");
      }
    }
  }

  private boolean holdsOldFile(Lake lake, Table table) throws IOException {
    return !older(lake.fileSystem(), new Path(lake.pathOf(table)), "/_delta_log/").isEmpty();
  }

  private List<FileStatus> older(FileSystem files, Path folder, String except) throws IOException {
    List<FileStatus> older = new ArrayList<>();
    RemoteIterator<LocatedFileStatus> each = files.listFiles(folder, true);
    while (each.hasNext()) {
      FileStatus file = each.next();
      if (file.getModificationTime() < before.toEpochMilli()
          && !file.getPath().toString().contains(except)) {
        older.add(file);
      }
    }
    return older;
  }

  private void unnamed(Lake lake, Table table, Found found) throws IOException {
    long hours = Duration.ofDays(days).toHours();
    // Delta refuses less than the table's 400 days unless told; LEAST_DAYS is our own limit.
    lake.spark().conf().set(CHECKED, "false");
    String listing = lake.spark().conf().get(LISTING);
    lake.spark().conf().set(LISTING, lake.spark().conf().get("spark.sql.shuffle.partitions"));
    try {
      List<FileStatus> unused = new ArrayList<>();
      for (Row row :
          lake.spark()
              .sql("VACUUM delta.`" + lake.pathOf(table) + "` RETAIN " + hours + " HOURS DRY RUN")
              .collectAsList()) {
        FileStatus file = lake.fileSystem().getFileStatus(new Path(row.getString(0)));
        if (file.isFile()) {
          unused.add(file);
        }
      }
      found.add(table.name(), unused);
      if (delete && !unused.isEmpty()) {
        DeltaTable.forPath(lake.spark(), lake.pathOf(table)).vacuum((double) hours);
      }
    } finally {
      lake.spark().conf().unset(CHECKED);
      lake.spark().conf().set(LISTING, listing);
    }
  }

  /** A publish has a folder of its own; one that died leaves it. */
  private void unfinished(Lake lake, Found found) throws IOException {
    FileSystem files = lake.fileSystem();
    FileStatus[] attempts = files.globStatus(new Path(lake.root() + "/_publishing/*/*"));
    if (attempts == null) {
      return;
    }
    for (FileStatus attempt : attempts) {
      List<FileStatus> left = older(files, attempt.getPath(), "/_delta_log/");
      found.add("_publishing", left);
      // One file that is young, and the process may still run.
      if (delete && left.size() == count(files, attempt.getPath())) {
        files.delete(attempt.getPath(), true);
      }
    }
  }

  private static int count(FileSystem files, Path folder) throws IOException {
    int count = 0;
    for (RemoteIterator<LocatedFileStatus> all = files.listFiles(folder, true); all.hasNext(); ) {
      all.next();
      count++;
    }
    return count;
  }
}

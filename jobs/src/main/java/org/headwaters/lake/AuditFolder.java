package org.headwaters.lake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Table;

/**
 * A folder outside the lake with plain Parquet for an auditor, {@code <folder>/<table>/period=P/}.
 * What lies there of a period is replaced.
 */
public final class AuditFolder {
  private final Lake lake;
  private final Path folder;

  /** UsageError for a folder inside the lake. {@code folder} is a URI or an absolute local path. */
  public AuditFolder(Lake lake, String folder) {
    this.lake = lake;
    this.folder = new Path(folder.contains(":/") ? folder : "file:" + folder);
    UsageError.check(
        !(this.folder + "/").startsWith(lake.root() + "/"),
        "Cannot write an audit to %s: it lies in the lake %s. Name a folder that only the auditor"
            + " reads.",
        folder,
        lake.root());
  }

  /** Writes the views of the tables that were written. */
  public void writeViews(List<Table> tables) {
    try {
      StaticFile.write(
          folder.getFileSystem(lake.spark().sparkContext().hadoopConfiguration()),
          new Path(folder, "views.sql"),
          SqlViews.ofAll(tables).getBytes(StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Writes a table's rows of one period; returns how many bytes. */
  public long write(Table table, String period, Dataset<Row> rows) {
    Path to = new Path(folder, table.name() + "/period=" + period);
    rows.coalesce(lake.spark().sparkContext().defaultParallelism())
        .write()
        .mode("overwrite")
        .parquet(to.toString());
    try {
      return to.getFileSystem(lake.spark().sparkContext().hadoopConfiguration())
          .getContentSummary(to)
          .getLength();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

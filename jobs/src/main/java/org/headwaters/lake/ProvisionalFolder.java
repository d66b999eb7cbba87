package org.headwaters.lake;

import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.time.LocalDate;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.TryAgain;
import org.headwaters.tables.Table;

/**
 * Where months that are not over lie: {@code _provisional/<month>/<table>} in plain Parquet, below
 * {@code private} for tables with a row a person. No table of the lake is there, so no step that
 * books, publishes, seals or reports can take it for one.
 */
public final class ProvisionalFolder {
  /** The column that every row has beside those of its table: the day that the month is as of. */
  public static final String AS_OF = "provisional_as_of";

  private final Lake lake;
  private final String month;
  private final LocalDate asOf;

  /** Of a month, as of a day of it. */
  public ProvisionalFolder(Lake lake, String month, LocalDate asOf) {
    this.lake = lake;
    this.month = month;
    this.asOf = asOf;
  }

  /** Where a table lies. */
  public String pathOf(Table table) {
    return lake.root()
        + (table.contract().isPrivate() ? "/private" : "")
        + "/_provisional/"
        + month
        + "/"
        + table.name();
  }

  /** Puts rows in the place of whatever was there of the month, also of other days. */
  public void write(Table table, Dataset<Row> rows) {
    Path whole = new Path(pathOf(table));
    Path draft = new Path(whole.getParent(), "." + table.name() + "." + UUID.randomUUID());
    rows.withColumn(AS_OF, lit(Date.valueOf(asOf)))
        .coalesce(lake.spark().sparkContext().defaultParallelism())
        .write()
        .parquet(draft.toString());
    FileSystem files = lake.fileSystem();
    try {
      files.delete(whole, true);
      TryAgain.check(
          files.rename(draft, whole),
          "Another process writes %s, too. Run the command again.",
          whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

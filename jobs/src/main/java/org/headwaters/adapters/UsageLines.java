package org.headwaters.adapters;

import java.io.InputStream;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** The lines of one usage report, each read and priced; what they become is the caller's. */
final class UsageLines implements RowFeed.Source {
  private final String file;
  private final Records records;
  private final Making making;

  /** The rows that a line's usage makes. */
  @FunctionalInterface
  interface Rows {
    void of(UsageReading.Usage usage, RawRow.Shape shape, Place place, Consumer<Row> rows);
  }

  record Place(String file, long line) {}

  /** How lines are read, and what is made of them. */
  record Making(UsageReading reading, RawRow.Shape shape, Rows rows) {}

  UsageLines(String file, InputStream in, Making making) {
    this.file = file;
    this.records = new Records(file, in);
    this.making = making;
  }

  @Override
  public boolean feed(Consumer<Row> rows) {
    Records.Cells line = records.next();
    if (line == null) {
      return false;
    }
    UsageReading.Read read = making.reading().read(line);
    if (read.fault() != null) {
      rows.accept(making.shape().broken(file, line.line(), read.fault()));
    } else if (read.usage() != null) {
      making.rows().of(read.usage(), making.shape(), new Place(file, line.line()), rows);
    }
    return true;
  }
}

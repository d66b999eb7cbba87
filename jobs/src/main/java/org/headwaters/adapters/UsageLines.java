package org.headwaters.adapters;

import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** The lines of one usage report, each read and priced; what they become is the caller's. */
final class UsageLines implements RowFeed.Source {
  private final String file;
  private final UsageRecords records;
  private final FieldCounts fields;
  private final Making making;

  /** The rows that a line's usage makes. */
  @FunctionalInterface
  interface Rows extends Serializable {
    void of(Usage usage, RawRow.Shape shape, Place place, Consumer<Row> rows);
  }

  record Place(String file, long line) {}

  /** How lines are read, and what is made of them. */
  record Making(UsageReading reading, RawRow.Shape shape, Rows rows) implements Serializable {}

  /** {@code in} in UTF-8. */
  UsageLines(String file, InputStream in, CsvDialect dialect, FieldCounts fields, Making making) {
    this.file = file;
    this.records = new UsageRecords(file, in, dialect);
    this.fields = fields;
    this.making = making;
    List<String> header = records.header();
    if (!header.isEmpty() && !header.contains(making.reading().report().theirs("model"))) {
      dialect.checkSeparated(file, header);
    }
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
      count(line, read.usage());
      making.rows().of(read.usage(), making.shape(), new Place(file, line.line()), rows);
    }
    return true;
  }

  /** A column that is read as nothing, or a part that nobody charges for, is told. */
  private void count(Records.Cells line, Usage usage) {
    UsageReport report = making.reading().report();
    Set<String> read = report.read();
    read.add(report.theirs(UsageReport.TIER));
    read.add(report.theirs(UsageReport.BATCH));
    for (UsagePart part : UsagePart.values()) {
      if (!usage.charged().containsKey(part)) {
        read.remove(report.theirs(part.column()));
      }
    }
    for (String name : line.cells().keySet()) {
      if (read.contains(name)) {
        fields.taken(name);
      } else {
        fields.passedOver(name);
      }
    }
  }
}

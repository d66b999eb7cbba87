package org.headwaters.adapters;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/** One raw row in the making, with the columns of {@link RawRows#text}. */
final class RawRow {
  private final Shape shape;
  private final @Nullable Object[] cells;
  private final List<Row> faults = new ArrayList<>();

  private RawRow(Shape shape, String file, long row) {
    this.shape = shape;
    this.cells = new @Nullable Object[shape.columns.size() + 3];
    cells[shape.columns.size()] = file;
    cells[shape.columns.size() + 1] = row;
  }

  /** The columns that a table's raw rows have; goes along with Spark's tasks. */
  record Shape(List<String> columns) implements Serializable {
    static Shape of(Table table) {
      return new Shape(new ArrayList<>(Arrays.asList(table.schema().fieldNames())));
    }

    RawRow row(String file, long row) {
      return new RawRow(this, file, row);
    }

    /** A row that only says what is wrong. */
    Row broken(String file, long row, Row fault) {
      return row(file, row).fault(fault).done();
    }
  }

  /** Sets a column of ours; a name that the table lacks is our own mistake. */
  RawRow set(String column, @Nullable String value) {
    int place = shape.columns.indexOf(column);
    if (place < 0) {
      throw new IllegalArgumentException("No column " + column);
    }
    cells[place] = value;
    return this;
  }

  /** Adds something that is wrong with it. */
  RawRow fault(Row fault) {
    faults.add(fault);
    return this;
  }

  Row done() {
    cells[cells.length - 1] = faults.isEmpty() ? null : faults.toArray(new Row[0]);
    return RowFactory.create(cells);
  }
}

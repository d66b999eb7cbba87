package org.headwaters.tables;

import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;

/**
 * Rows of one table as records, and back, by name: a {@link RowShape} of the table's contract. A
 * record that has not exactly the contract's columns in the contract's types cannot be bound.
 */
public final class Codec<T extends Record> {
  private final Table table;
  private final RowShape<T> shape;

  private Codec(Table table, RowShape<T> shape) {
    this.table = table;
    this.shape = shape;
  }

  /**
   * Binds a record to a table.
   *
   * @throws Breach unless the record's components are the table's columns
   */
  static <T extends Record> Codec<T> of(Table table, Class<T> type) {
    return new Codec<>(table, RowShape.of("table " + table, table.schema(), type));
  }

  public Table table() {
    return table;
  }

  /** The rows of some records, in their order. */
  public List<Row> rows(Collection<T> records) {
    return shape.rows(records);
  }

  /**
   * The records of some rows, which name their columns, in their order.
   *
   * @throws Breach if a required value is missing or a value is of another type
   */
  public List<T> records(Collection<Row> rows) {
    return shape.records(rows);
  }
}

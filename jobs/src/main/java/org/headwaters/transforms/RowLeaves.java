package org.headwaters.transforms;

import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.proof.CanonicalRow;
import org.jspecify.annotations.Nullable;

/**
 * Rows as leaves of their table's tree, in its order: key ranges one partition after the other,
 * sorted within. Grain: one row per row. What moves between tasks is a key and 32 bytes, whatever
 * the row holds.
 */
public final class RowLeaves {
  /** The leaf's hash. The other columns are the texts of the key, in its order. */
  public static final String LEAF = "leaf";

  private RowLeaves() {}

  /** A leaf of a tree whose key is one text. */
  public static Row of(String key, byte[] leaf) {
    return RowFactory.create(key, leaf);
  }

  /**
   * Leaves of rows of any table.
   *
   * @param key the table's key columns, in its order
   */
  public static Dataset<Row> apply(Dataset<Row> rows, List<String> key) {
    List<String> named =
        key.stream().filter(name -> !CanonicalRow.LEFT_OUT.contains(name)).toList();
    Column[] cells = new Column[rows.schema().length()];
    Cell[] kinds = new Cell[cells.length];
    for (int i = 0; i < cells.length; i++) {
      StructField field = rows.schema().apply(i);
      kinds[i] = Cell.of(field);
      cells[i] = kinds[i].plain(rows.col(field.name())).as(field.name());
    }
    StructType schema = new StructType();
    List<Column> order = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      schema = schema.add("key_" + i, DataTypes.StringType);
      order.add(new Column("key_" + i).asc_nulls_first());
    }
    schema = schema.add(LEAF, DataTypes.BinaryType, false);
    Reader reader = new Reader(rows.columns(), kinds, new ArrayList<>(named));
    return inOrder(
        rows.select(cells).map((MapFunction<Row, Row>) reader::leaf, Encoders.row(schema)), order);
  }

  private static Dataset<Row> inOrder(Dataset<Row> leaves, List<Column> order) {
    // A key without columns is that of a table of one row.
    if (order.isEmpty()) {
      return leaves.coalesce(1);
    }
    Column[] columns = order.toArray(new Column[0]);
    return leaves.repartitionByRange(columns).sortWithinPartitions(columns);
  }

  /**
   * How a column reaches us. Dates and times come as numbers: as objects they would pass through
   * the machine's time zone, and before 1582 through another calendar.
   */
  private enum Cell {
    DAYS,
    MICROS,
    ARRAY,
    AS_IT_IS;

    static Cell of(StructField field) {
      return switch (field.dataType().typeName()) {
        case "date" -> DAYS;
        case "timestamp" -> MICROS;
        case "array" -> ARRAY;
        default -> AS_IT_IS;
      };
    }

    Column plain(Column column) {
      return switch (this) {
        case DAYS -> unix_date(column);
        case MICROS -> unix_micros(column);
        case ARRAY, AS_IT_IS -> column;
      };
    }

    Object value(Row row, int column) {
      return switch (this) {
        case DAYS -> LocalDate.ofEpochDay(row.getInt(column));
        case MICROS -> Instant.EPOCH.plus(row.getLong(column), ChronoUnit.MICROS);
        case ARRAY -> row.getList(column);
        case AS_IT_IS -> row.get(column);
      };
    }
  }

  /** Runs in tasks. */
  @SuppressWarnings("ArrayRecordComponent") // Travels; never compared.
  private record Reader(String[] names, Cell[] kinds, ArrayList<String> key)
      implements Serializable {
    Row leaf(Row row) {
      Map<String, Object> cells = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        if (!row.isNullAt(i)) {
          cells.put(names[i], kinds[i].value(row, i));
        }
      }
      CanonicalRow canonical = CanonicalRow.of(cells);
      List<@Nullable Object> leaf = new ArrayList<>(canonical.key(key));
      leaf.add(canonical.leaf().bytes());
      return RowFactory.create(leaf.toArray());
    }
  }
}

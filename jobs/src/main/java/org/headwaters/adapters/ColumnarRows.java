package org.headwaters.adapters;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.url_decode;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.headwaters.tables.RawRows;

/** Rows of files that know the types of their columns. */
final class ColumnarRows {
  private ColumnarRows() {}

  /**
   * Where rows stand.
   *
   * @param file one of them, for messages
   * @param number the row's number in its file, where the format knows it
   * @param folders names of columns that folders say
   */
  record Where(String file, Column number, Set<String> folders) {}

  /** Our columns by our names, in the file's types, and where each row stands. */
  static Dataset<Row> of(Dataset<Row> rows, ColumnMap map, Where where) {
    List<String> present = Arrays.asList(rows.columns());
    List<String> said = new ArrayList<>(present);
    said.addAll(where.folders());
    map.checkComplete(InputFiles.shown(where.file()), said);
    List<Column> columns = new ArrayList<>();
    for (String name : map.columns()) {
      if (present.contains(map.theirs(name))) {
        columns.add(col(Adjustment.quoted(map.theirs(name))).as(name));
      }
    }
    columns.add(
        url_decode(
                regexp_replace(
                    regexp_replace(col("_metadata.file_path"), lit("^file:/+"), lit("/")),
                    lit("\\+"),
                    lit("%2B")))
            .as(RawRows.FILE));
    columns.add(where.number().cast(DataTypes.LongType).as(RawRows.ROW));
    return rows.select(columns.toArray(new Column[0]));
  }

  /**
   * Both, with null for what one of them lacks. Where types differ each keeps to what the other can
   * hold too: its text.
   */
  static Dataset<Row> union(Dataset<Row> one, Dataset<Row> other) {
    return asText(one, other).unionByName(asText(other, one), true);
  }

  private static Dataset<Row> asText(Dataset<Row> rows, Dataset<Row> other) {
    Column[] columns = new Column[rows.columns().length];
    for (int i = 0; i < columns.length; i++) {
      String name = rows.columns()[i];
      DataType mine = rows.schema().fields()[i].dataType();
      Column column = col(Adjustment.quoted(name));
      boolean differs =
          Arrays.asList(other.columns()).contains(name)
              && !other.schema().apply(name).dataType().equals(mine);
      columns[i] = differs ? text(column, mine).as(name) : column;
    }
    return rows.select(columns);
  }

  /** Twelve is 12, also where the type of its file writes it as 12.00 or 1.2E1. */
  private static Column text(Column column, DataType type) {
    Column text = column.cast(DataTypes.StringType);
    if (!(type instanceof NumericType)) {
      return text;
    }
    Column whole = column.try_cast(DataTypes.LongType);
    return when(whole.cast(type).equalTo(column), whole.cast(DataTypes.StringType)).otherwise(text);
  }
}

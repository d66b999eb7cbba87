package org.headwaters.adapters;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.url_decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.tables.RawRows;

/** Rows of files that know the types of their columns. */
final class ColumnarRows {
  private ColumnarRows() {}

  /**
   * Our columns by our names, in the file's types, and where each row stands.
   *
   * @param number the row's number in its file, where the format knows it
   */
  static Dataset<Row> of(Dataset<Row> rows, ColumnMap map, String file, Column number) {
    List<String> present = Arrays.asList(rows.columns());
    map.checkComplete(InputFiles.shown(file), present);
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
    columns.add(number.cast(DataTypes.LongType).as(RawRows.ROW));
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
      columns[i] = differs ? column.cast(DataTypes.StringType).as(name) : column;
    }
    return rows.select(columns);
  }
}

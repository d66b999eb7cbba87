package org.headwaters.adapters;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;

/** What the settings add to a file: constants for what it leaves unsaid, prefixes to take off. */
final class Adjustment {
  private Adjustment() {}

  /** Fills in the constants and takes off the prefixes that the settings name. */
  static Dataset<Row> apply(Dataset<Row> rows, InputSource source, Table table) {
    List<String> present = Arrays.asList(rows.columns());
    List<Column> columns = new ArrayList<>();
    for (String name : table.schema().fieldNames()) {
      String constant = source.constants().get(name);
      String prefix = source.stripPrefix().get(name);
      if (!present.contains(name)) {
        if (constant != null) {
          columns.add(lit(constant).as(name));
        }
        continue;
      }
      Column column = col(quoted(name));
      if (prefix != null) {
        Column text = column.cast(DataTypes.StringType);
        column =
            when(text.startsWith(prefix), text.substr(lit(prefix.length() + 1), lit(1 << 30)))
                .otherwise(text);
      }
      if (constant != null) {
        column = coalesce(column.cast(DataTypes.StringType), lit(constant));
      }
      columns.add(column.as(name));
    }
    columns.add(col(RawRows.FILE));
    columns.add(col(RawRows.ROW));
    columns.add(
        present.contains(RawRows.BROKEN)
            ? col(RawRows.BROKEN)
            : lit(null).cast(DataTypes.createArrayType(RawRows.FAULT)).as(RawRows.BROKEN));
    return rows.select(columns.toArray(new Column[0]));
  }

  static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}

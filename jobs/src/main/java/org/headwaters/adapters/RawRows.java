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
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.tables.Table;

/**
 * Rows as a file says them, before any is checked: columns of ours, still as text or in the file's
 * own types, and where each row stands.
 */
public final class RawRows {
  /** The file, as a person would name it. */
  public static final String FILE = "_file";

  /** Line of a text file, row of a columnar one; from 1. */
  public static final String ROW = "_row";

  /** What made a row unreadable: an array of {@link #FAULT}, or null. */
  public static final String BROKEN = "_broken";

  /** One thing wrong with one row. */
  public static final StructType FAULT =
      new StructType()
          .add("column", DataTypes.StringType)
          .add("value", DataTypes.StringType)
          .add("rule", DataTypes.StringType)
          .add("fix", DataTypes.StringType);

  /** Values are cut after so many characters where they are told. */
  public static final int TOLD_CHARACTERS = 200;

  private RawRows() {}

  /** All columns of a table as text, and where the row stands. */
  static StructType text(Table table) {
    StructType schema = new StructType();
    for (String column : table.schema().fieldNames()) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return schema
        .add(FILE, DataTypes.StringType)
        .add(ROW, DataTypes.LongType)
        .add(BROKEN, DataTypes.createArrayType(FAULT));
  }

  /** A fault for {@link #BROKEN}. */
  static Row fault(String column, String value, String rule, String fix) {
    String told =
        value.length() > TOLD_CHARACTERS ? value.substring(0, TOLD_CHARACTERS) : value;
    return RowFactory.create(column, told, rule, fix);
  }

  /** Fills in the constants and takes off the prefixes that the settings name. */
  static Dataset<Row> adjusted(Dataset<Row> rows, InputSource source, Table table) {
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
    columns.add(col(FILE));
    columns.add(col(ROW));
    columns.add(
        present.contains(BROKEN)
            ? col(BROKEN)
            : lit(null).cast(DataTypes.createArrayType(FAULT)).as(BROKEN));
    return rows.select(columns.toArray(new Column[0]));
  }

  static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}

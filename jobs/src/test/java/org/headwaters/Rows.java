package org.headwaters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Tables written as text: a line of column names, then one line a row, cells apart by two or more
 * spaces. {@code -} is a missing value, {@code ''} an empty text.
 */
public final class Rows {
  private Rows() {}

  /** Rows of a table of ours, cast to its types; columns that are not named are null. */
  public static Dataset<Row> of(Table table, String text) {
    Dataset<Row> texts = texts(text);
    List<String> named = Arrays.asList(texts.columns());
    List<Column> columns = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      Column cell =
          named.contains(field.name()) ? functions.col(field.name()) : functions.lit(null);
      columns.add(cell.cast(field.dataType()).as(field.name()));
    }
    for (String name : named) {
      table.column(name);
    }
    return texts.select(columns.toArray(new Column[0]));
  }

  /** The named columns only, cast to the types that {@code schema} gives them. */
  public static Dataset<Row> of(StructType schema, String text) {
    Dataset<Row> texts = texts(text);
    Column[] columns =
        Arrays.stream(texts.columns())
            .map(name -> functions.col(name).cast(type(schema, name)).as(name))
            .toArray(Column[]::new);
    return texts.select(columns);
  }

  private static DataType type(StructType schema, String name) {
    return schema.apply(name).dataType();
  }

  private static Dataset<Row> texts(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    StructType schema = new StructType();
    for (String name : cells(lines.get(0))) {
      schema = schema.add(name, DataTypes.StringType);
    }
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      @Nullable Object[] cells = cells(line).stream().map(Rows::value).toArray();
      if (cells.length != schema.length()) {
        throw new IllegalArgumentException("Not " + schema.length() + " cells: " + line);
      }
      rows.add(RowFactory.create(cells));
    }
    return SharedSpark.session().createDataFrame(rows, schema);
  }

  private static @Nullable String value(String cell) {
    return cell.equals("-") ? null : cell.equals("''") ? "" : cell;
  }

  private static List<String> cells(String line) {
    return List.of(line.split(" {2,}", -1));
  }
}

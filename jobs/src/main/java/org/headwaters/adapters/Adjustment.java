package org.headwaters.adapters;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;

/**
 * What the settings add to a file: constants for what it leaves unsaid, prefixes to take off,
 * columns made of others.
 */
final class Adjustment {
  private Adjustment() {}

  /** Fills in the constants and takes off the prefixes that the settings name. */
  static Dataset<Row> apply(Dataset<Row> rows, InputSource source, Table table) {
    List<String> present = Arrays.asList(rows.columns());
    Spelling spelling = Spelling.of(source);
    spelling.checkColumns(table);
    Map<String, Column> columns = new LinkedHashMap<>();
    List<Column> faults = new ArrayList<>();
    for (ContractColumn contract : table.contract().columns()) {
      String name = contract.name();
      String constant = source.constants().get(name);
      String prefix = source.stripPrefix().get(name);
      if (!present.contains(name)) {
        if (constant != null) {
          columns.put(name, lit(constant));
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
      Spelling.Kind kind = Spelling.Kind.of(contract);
      boolean text = prefix != null || rows.schema().apply(name).dataType() instanceof StringType;
      if (spelling.concerns(name, kind) && (text || spelling.values().containsKey(name))) {
        Column read = spelled(spelling, name, kind).apply(column.cast(DataTypes.StringType));
        column = read.getField("value");
        faults.add(read.getField("fault"));
      }
      if (constant != null) {
        column = coalesce(column.cast(DataTypes.StringType), lit(constant));
      }
      columns.put(name, column);
    }
    List<Column> selected = new ArrayList<>();
    Composed.of(source, table)
        .apply(columns)
        .forEach((name, column) -> selected.add(column.as(name)));
    selected.add(col(RawRows.FILE));
    selected.add(col(RawRows.ROW));
    selected.add(broken(present, faults).as(RawRows.BROKEN));
    return rows.select(selected.toArray(new Column[0]));
  }

  /** What was wrong before, else what is not spelled as the settings say. */
  private static Column broken(List<String> present, List<Column> faults) {
    ArrayType type = DataTypes.createArrayType(RawRows.FAULT);
    Column before = present.contains(RawRows.BROKEN) ? col(RawRows.BROKEN) : lit(null).cast(type);
    if (faults.isEmpty()) {
      return before;
    }
    Column found = array_compact(array(faults.toArray(new Column[0])));
    return coalesce(before, when(size(found).gt(0), found).cast(type));
  }

  private static UserDefinedFunction spelled(Spelling spelling, String column, Spelling.Kind kind) {
    return udf(
        (UDF1<String, Row>)
            cell -> {
              Spelling.Read read =
                  cell == null ? new Spelling.Read(null, null) : spelling.read(column, kind, cell);
              return RowFactory.create(read.value(), read.fault());
            },
        new StructType().add("value", DataTypes.StringType).add("fault", RawRows.FAULT));
  }

  static String quoted(String column) {
    return "`" + column.replace("`", "``") + "`";
  }
}

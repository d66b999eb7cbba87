package org.headwaters.transforms;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.headwaters.SharedSpark;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table from texts by column, so that a test names only what it is about: required
 * columns that are left out have a plain value.
 */
public final class Cells {
  private Cells() {}

  public static Dataset<Row> rows(Table table, List<Map<String, String>> rows) {
    List<Row> all = new ArrayList<>();
    for (Map<String, String> row : rows) {
      all.add(row(table.schema(), row));
    }
    return SharedSpark.session().createDataFrame(all, table.schema());
  }

  static Row row(StructType schema, Map<String, String> cells) {
    for (String name : cells.keySet()) {
      schema.fieldIndex(name);
    }
    Object[] values = new Object[schema.size()];
    for (int i = 0; i < values.length; i++) {
      StructField field = schema.fields()[i];
      String text = cells.get(field.name());
      if (text == null && !field.nullable()) {
        text = plain(field);
      }
      values[i] = text == null ? null : value(field, text);
    }
    return RowFactory.create(values);
  }

  private static String plain(StructField field) {
    return switch (field.name()) {
      case "modality" -> "text";
      case "epochs", "weight" -> "1";
      case "fetch_status" -> "200";
      case "subset" -> "warc";
      case "kind" -> "robots";
      case "rater_kind" -> "human";
      case "scope_kind" -> "document";
      case "action" -> "write";
      default ->
          switch (field.dataType().typeName()) {
            case "string" -> "-";
            case "timestamp" -> "2026-01-01T00:00:00Z";
            case "boolean" -> "false";
            default -> "0";
          };
    };
  }

  private static @Nullable Object value(StructField field, String text) {
    if (field.dataType() instanceof DecimalType decimal) {
      return new BigDecimal(text).setScale(decimal.scale());
    }
    return switch (field.dataType().typeName()) {
      case "string" -> text;
      case "date" -> java.sql.Date.valueOf(text);
      case "timestamp" -> Timestamp.from(Instant.parse(text));
      case "boolean" -> Boolean.valueOf(text);
      case "long", "bigint" -> Long.valueOf(text);
      case "integer", "int" -> Integer.valueOf(text);
      case "short", "smallint" -> Short.valueOf(text);
      default -> throw new IllegalArgumentException(field.toString());
    };
  }
}

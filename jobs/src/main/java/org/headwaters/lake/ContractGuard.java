package org.headwaters.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.headwaters.contracts.Contract;
import org.headwaters.contracts.RowRule;
import org.headwaters.core.Breach;
import org.headwaters.tables.Table;

/**
 * Holds every row that is written to its contract: no required value missing, no row rule broken.
 * The write fails with the row in its message before any of it is visible.
 *
 * <p>Rows of input tables were judged one by one when they arrived, so of them only missing values
 * are looked for.
 */
final class ContractGuard {
  private final Table table;

  ContractGuard(Table table) {
    this.table = table;
  }

  /** The rows in the declared columns and types, checked as they are computed. */
  Dataset<Row> plan(Dataset<Row> rows) {
    Dataset<Row> declared = rows.select(cast());
    Column[] columns = new Column[table.stored().length()];
    for (int i = 0; i < columns.length; i++) {
      StructField field = table.stored().fields()[i];
      Column value = col(field.name());
      if (!field.nullable()) {
        value = coalesce(value, failed(field.name() + " is required", field));
      }
      if (i == 0) {
        for (RowRule rule : rules()) {
          value = when(broken(rule), failed(text(rule), field)).otherwise(value);
        }
      }
      columns[i] = value.as(field.name());
    }
    return declared.select(columns);
  }

  /**
   * The same for rows that the driver has at hand.
   *
   * @throws Breach naming the first row that lacks a value or breaks a rule
   */
  List<Row> rows(Lake lake, List<Row> rows) {
    StructField[] fields = table.stored().fields();
    for (Row row : rows) {
      for (int i = 0; i < fields.length; i++) {
        Breach.check(
            fields[i].nullable() || !row.isNullAt(i),
            "A row of table %s has no %s: %s. Nothing was written.",
            table,
            fields[i].name(),
            row);
      }
    }
    if (rows.isEmpty() || rules().isEmpty()) {
      return rows;
    }
    Dataset<Row> all = lake.rows(table, rows);
    for (RowRule rule : rules()) {
      for (Row row : all.where(broken(rule)).limit(1).collectAsList()) {
        throw new Breach(
            "Table %s: %s. The row is %s. Nothing was written.", table, text(rule), row);
      }
    }
    return rows;
  }

  private List<RowRule> rules() {
    return table.contract().role() == Contract.Role.INPUT ? List.of() : table.contract().rules();
  }

  private Column[] cast() {
    return Arrays.stream(table.stored().fields())
        .map(f -> col(f.name()).cast(f.dataType()).as(f.name()))
        .toArray(Column[]::new);
  }

  private static Column broken(RowRule rule) {
    return not(coalesce(expr(rule.expression()), lit(true)));
  }

  private static String text(RowRule rule) {
    return rule.name() + " is broken (" + rule.description() + ")";
  }

  private Column failed(String what, StructField field) {
    Column whole =
        struct(
            Arrays.stream(table.stored().fieldNames()).map(functions::col).toArray(Column[]::new));
    return raise_error(
            concat(
                lit("Table " + table + ": " + what + ". The row is "),
                to_json(whole),
                lit(". Nothing was written.")))
        .cast(field.dataType());
  }
}

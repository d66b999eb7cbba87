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
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.headwaters.contracts.Contract;
import org.headwaters.contracts.RowRule;
import org.headwaters.core.Breach;
import org.headwaters.tables.CellType;
import org.headwaters.tables.Table;

/**
 * Holds every row that is written to its contract: every column there in its declared type, no
 * required value missing, no row rule broken, and the row of the slice that it is written to. Types
 * are compared and never cast: {@code '12'} is no amount, and neither is 12.7. The write fails with
 * the row in its message before any of it is visible.
 *
 * <p>Rows of input tables were judged one by one when they arrived, so their row rules are not
 * asked again.
 */
final class ContractGuard {
  /** In the place of a row that names people: messages reach logs and terminals. */
  private static final String KEPT_BACK = "not shown, for the table is private";

  private final Table table;
  private final Map<String, Object> slice;

  /**
   * @param slice the values of partition columns that every row must have; those that are not named
   *     are the writer's to check
   */
  ContractGuard(Table table, Map<String, Object> slice) {
    this.table = table;
    this.slice = new TreeMap<>(slice);
  }

  /**
   * The rows in the declared columns, checked as they are computed.
   *
   * @throws Breach at once if a column is missing or has another type
   */
  Dataset<Row> plan(Dataset<Row> rows) {
    typesAreDeclared(rows.schema());
    Column[] columns = new Column[table.stored().length()];
    boolean checked = false;
    for (int i = 0; i < columns.length; i++) {
      StructField field = table.stored().fields()[i];
      Column value = col(field.name());
      if (!field.nullable()) {
        value = coalesce(value, failed(field.name() + " is required", field));
      }
      // Partition columns do not stand in the files: a check that hung on one would not be made.
      if (!checked && !table.partitions().contains(field.name())) {
        value = rulesKept(value, field);
        checked = true;
      }
      columns[i] = value.as(field.name());
    }
    return rows.select(columns);
  }

  private Column rulesKept(Column value, StructField field) {
    Column kept = value;
    for (RowRule rule : rules()) {
      kept = when(broken(rule), failed(text(rule), field)).otherwise(kept);
    }
    for (Map.Entry<String, Object> part : slice.entrySet()) {
      Column same = col(part.getKey()).eqNullSafe(lit(part.getValue()));
      kept = when(not(same), failed(foreign(part), field)).otherwise(kept);
    }
    return kept;
  }

  private void typesAreDeclared(StructType given) {
    List<String> names = List.of(given.fieldNames());
    for (StructField field : table.stored().fields()) {
      Breach.check(
          names.contains(field.name()),
          "Rows for table %s have no column %s, only %s. Nothing was written.",
          table,
          field.name(),
          String.join(", ", names));
      StructField found = given.fields()[names.indexOf(field.name())];
      Breach.check(
          CellType.same(field.dataType(), found.dataType()),
          "Column %s of rows for table %s is %s, its contract says %s. Nothing was written.",
          field.name(),
          table,
          found.dataType().simpleString(),
          field.dataType().simpleString());
    }
  }

  /**
   * The same for rows that the driver has at hand.
   *
   * @throws Breach naming the first row that is not as the contract and the slice say
   */
  List<Row> rows(Lake lake, List<Row> rows) {
    rows.forEach(this::check);
    if (rows.isEmpty() || rules().isEmpty()) {
      return rows;
    }
    Dataset<Row> all = lake.rows(table, rows);
    for (RowRule rule : rules()) {
      for (Row row : all.where(broken(rule)).limit(1).collectAsList()) {
        throw refused(text(rule), row);
      }
    }
    return rows;
  }

  private void check(Row row) {
    StructField[] fields = table.stored().fields();
    if (row.length() != fields.length) {
      throw refused("it has " + row.length() + " values for " + fields.length + " columns", row);
    }
    for (int i = 0; i < fields.length; i++) {
      if (row.isNullAt(i)) {
        if (!fields[i].nullable()) {
          throw refused(fields[i].name() + " is required", row);
        }
      } else if (!CellType.holds(fields[i].dataType(), row.get(i))) {
        throw refused(
            fields[i].name()
                + " holds a "
                + row.get(i).getClass().getSimpleName()
                + " that is no "
                + fields[i].dataType().simpleString(),
            row);
      }
    }
    for (Map.Entry<String, Object> part : slice.entrySet()) {
      if (!part.getValue().equals(row.get(table.stored().fieldIndex(part.getKey())))) {
        throw refused(foreign(part), row);
      }
    }
  }

  private Breach refused(String why, Row row) {
    return new Breach(
        "Table %s: %s. The row is %s. Nothing was written.",
        table, why, table.contract().isPrivate() ? KEPT_BACK : row);
  }

  private static String foreign(Map.Entry<String, Object> part) {
    return "the slice is that of " + part.getKey() + " " + part.getValue();
  }

  private List<RowRule> rules() {
    return table.contract().role() == Contract.Role.INPUT ? List.of() : table.contract().rules();
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
                table.contract().isPrivate() ? lit(KEPT_BACK) : to_json(whole),
                lit(". Nothing was written.")))
        .cast(field.dataType());
  }
}

package org.headwaters.transforms;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.contracts.RelationAliases;
import org.headwaters.contracts.RowRule;
import org.headwaters.core.money.Money;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Raw rows in the types of the contract, each with what is wrong with it.
 *
 * <p>Expressions only: a row that is right costs no object.
 */
public final class CheckRows {
  /** An array of {@link RawRows#FAULT}, null for a row that may come in. */
  public static final String FAULTS = "_faults";

  private static final String RAW = "_raw_";

  /** Columns with ISO 4217 codes. */
  private static final List<String> CURRENCIES = List.of("currency", "payout_currency");

  private CheckRows() {}

  /**
   * The table's columns, {@link RawRows#FILE}, {@link RawRows#ROW} and {@link #FAULTS}. Grain: the
   * raw rows, none added or left out.
   */
  public static Dataset<Row> apply(Dataset<Row> raw, Table table, Pseudonyms pseudonyms) {
    List<Column> columns = new ArrayList<>();
    for (ContractColumn column : table.contract().columns()) {
      Column cell = cell(raw, column);
      columns.add(typed(raw, table, column).as(column.name()));
      columns.add(told(table, column, cell).as(RAW + column.name()));
    }
    columns.add(col(RawRows.FILE));
    columns.add(col(RawRows.ROW));
    columns.add(broken(table).as(RawRows.BROKEN));
    Dataset<Row> typed = raw.select(columns.toArray(new Column[0]));
    Dataset<Row> checked = typed.withColumn(FAULTS, faults(table));
    if (table == Feedback.TABLE) {
      checked = pseudonymised(checked, pseudonyms);
    }
    List<Column> kept = new ArrayList<>();
    for (String name : table.schema().fieldNames()) {
      kept.add(col(name));
    }
    kept.addAll(List.of(col(RawRows.FILE), col(RawRows.ROW), col(FAULTS)));
    return checked.select(kept.toArray(new Column[0]));
  }

  private static TypedCell.Target target(ContractColumn column) {
    return new TypedCell.Target(
        DataType.fromDDL(column.type()), column.identifier() || column.inKey());
  }

  /** The cell as delivered; empty text is a missing value wherever text cannot be empty. */
  private static Column cell(Dataset<Row> raw, ContractColumn column) {
    if (!Arrays.asList(raw.columns()).contains(column.name())) {
      return lit(null);
    }
    Column cell = col(column.name());
    TypedCell.Target target = target(column);
    boolean text = raw.schema().apply(column.name()).dataType().equals(DataTypes.StringType);
    boolean mayBeEmpty = target.type().equals(DataTypes.StringType) && !target.identifier();
    return text && !mayBeEmpty ? nullif(cell, lit("")) : cell;
  }

  private static Column typed(Dataset<Row> raw, Table table, ContractColumn column) {
    TypedCell.Target target = target(column);
    Column cell = cell(raw, column);
    DataType from =
        Arrays.asList(raw.columns()).contains(column.name())
            ? raw.schema().apply(column.name()).dataType()
            : DataTypes.NullType;
    Column typed = TypedCell.of(cell, from, target, table.name() + "." + column.name());
    if (table == Derivations.TABLE && column.name().equals(Derivations.RELATION)) {
      typed = udf((UDF1<String, String>) Aliases::relation, DataTypes.StringType).apply(typed);
    }
    String standing = column.defaultValue();
    return standing == null
        ? typed
        : when(cell.isNull(), lit(standing).cast(target.type())).otherwise(typed);
  }

  /** What a reject tells of the cell. A rater's own id is told to nobody. */
  private static Column told(Table table, ContractColumn column, Column cell) {
    if (table == Feedback.TABLE && column.name().equals(Feedback.RATER_ID)) {
      return when(cell.isNotNull(), lit("(not shown)"));
    }
    return cell.cast(DataTypes.StringType);
  }

  private static Column broken(Table table) {
    Column broken = col(RawRows.BROKEN);
    return table == Feedback.TABLE
        ? transform(broken, fault -> fault.withField("value", lit("(not shown)")))
        : broken;
  }

  private static Column faults(Table table) {
    List<Column> wrong = new ArrayList<>();
    List<Column> faults = new ArrayList<>();
    for (ContractColumn column : table.contract().columns()) {
      TypedCell.Target target = target(column);
      Column mistyped = mistyped(column.name());
      add(
          wrong,
          faults,
          mistyped,
          fault(column.name(), TypedCell.rule(target), TypedCell.fix(target)));
      if (column.required()) {
        Column absent = col(RAW + column.name()).isNull().and(col(column.name()).isNull());
        add(
            wrong,
            faults,
            absent,
            fault(column.name(), "is_required", "Give " + column.name() + "."));
      }
      if (CURRENCIES.contains(column.name())) {
        Column unknown =
            udf(
                    (UDF1<String, Boolean>) code -> code != null && !Money.isCurrency(code),
                    DataTypes.BooleanType)
                .apply(col(column.name()));
        add(
            wrong,
            faults,
            unknown,
            fault(
                column.name(), "currency_is_known", "Write an ISO 4217 code in use, such as EUR."));
      }
    }
    for (RowRule rule : table.contract().rules()) {
      // A cell that is no value at all has said so already.
      Column readable = not(mistyped(rule.column()));
      Column broken = readable.and(not(coalesce(expr(rule.expression()), lit(true))));
      add(wrong, faults, broken, fault(rule.column(), rule.name(), rule.fix()));
    }
    Column any = wrong.stream().reduce(lit(false), Column::or);
    return when(col(RawRows.BROKEN).isNotNull(), col(RawRows.BROKEN))
        .when(any, array_compact(array(faults.toArray(new Column[0]))));
  }

  private static Column mistyped(String column) {
    return col(RAW + column).isNotNull().and(col(column).isNull());
  }

  private static void add(List<Column> wrong, List<Column> faults, Column test, Column fault) {
    wrong.add(test);
    faults.add(when(test, fault));
  }

  private static Column fault(String column, String rule, String fix) {
    return struct(
        lit(column).as("column"),
        col(RAW + column).substr(1, RawRows.TOLD_CHARACTERS).as("value"),
        lit(rule).as("rule"),
        lit(fix).as("fix"));
  }

  private static Dataset<Row> pseudonymised(Dataset<Row> rows, Pseudonyms pseudonyms) {
    Column pseudonym =
        udf(
                (UDF2<String, String, String>)
                    (dataset, rater) ->
                        dataset == null || rater == null ? null : pseudonyms.rater(dataset, rater),
                DataTypes.StringType)
            .apply(col(Feedback.DATASET_ID), col(Feedback.RATER_ID));
    Column kept =
        when(col(Feedback.RATER_KIND).equalTo("model"), col(Feedback.RATER_ID))
            .otherwise(pseudonym);
    return rows.withColumn(Feedback.RATER_ID, kept);
  }

  /** Loaded where rows are, once a process. */
  private static final class Aliases {
    private static final RelationAliases ALIASES = RelationAliases.load();

    static @Nullable String relation(@Nullable String spelling) {
      return spelling == null ? null : ALIASES.relation(spelling);
    }
  }
}

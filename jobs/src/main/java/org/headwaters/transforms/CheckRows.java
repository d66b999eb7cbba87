package org.headwaters.transforms;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.contracts.RelationAliases;
import org.headwaters.contracts.RowRule;
import org.headwaters.core.door.Form;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.headwaters.tables.TextFunctions;
import org.jspecify.annotations.Nullable;

/**
 * Raw rows in the types of the contract, each with what is wrong with it.
 *
 * <p>Expressions only: a row that is right costs no object.
 */
public final class CheckRows {
  /** An array of {@link RawRows#FAULT}, null for a row that may come in. */
  public static final String FAULTS = "_faults";

  /** How many urls of the row name no scheme and were read as https. */
  public static final String READ_AS_HTTPS = "_read_as_https";

  /** Of feedback: a person's own id, of which rater_id is the pseudonym; null for a model. */
  public static final String RATER = "_rater";

  /** A rejected row as delivered, a JSON object of texts. */
  public static final String CELLS = "_cells";

  private static final String RAW = "_raw_";

  private CheckRows() {}

  /**
   * The table's columns, {@link RawRows#FILE}, {@link RawRows#ROW} and {@link #FAULTS}. Grain: the
   * raw rows, none added or left out.
   */
  public static Dataset<Row> apply(Dataset<Row> raw, Table table, Pseudonyms pseudonyms) {
    List<Column> columns = new ArrayList<>();
    for (ContractColumn column : table.contract().columns()) {
      Optional<Column> rounded = roundedBy(raw, table, column);
      columns.add(rounded.orElseGet(() -> typed(raw, table, column)).as(column.name()));
      // What is made here is never delivered wrongly.
      Column cell = rounded.isPresent() ? lit(null) : cell(raw, column);
      columns.add(told(table, column, cell).as(RAW + column.name()));
    }
    columns.add(col(RawRows.FILE));
    columns.add(col(RawRows.ROW));
    columns.add(broken(table).as(RawRows.BROKEN));
    Dataset<Row> typed = raw.select(columns.toArray(new Column[0]));
    Dataset<Row> checked =
        typed
            .withColumn(FAULTS, faults(table))
            .withColumn(READ_AS_HTTPS, readAsHttps(table))
            .withColumn(CELLS, when(col(FAULTS).isNotNull(), cells(table)));
    if (table == Feedback.TABLE) {
      checked = pseudonymised(checked, pseudonyms);
    }
    List<Column> kept = new ArrayList<>();
    for (String name : table.schema().fieldNames()) {
      kept.add(col(name));
    }
    kept.addAll(
        List.of(col(RawRows.FILE), col(RawRows.ROW), col(FAULTS), col(READ_AS_HTTPS), col(CELLS)));
    if (table == Feedback.TABLE) {
      kept.add(col(RATER));
    }
    return checked.select(kept.toArray(new Column[0]));
  }

  private static TypedCell.Target target(ContractColumn column) {
    return new TypedCell.Target(
        DataType.fromDDL(column.type()),
        column.identifier() || column.inKey(),
        column.form() == Form.VERBATIM,
        column.rounded() != null);
  }

  /** The cell as delivered; text of nothing that can be seen is a missing value. */
  private static Column cell(Dataset<Row> raw, ContractColumn column) {
    if (!Arrays.asList(raw.columns()).contains(column.name())) {
      return lit(null);
    }
    Column cell = col(column.name());
    boolean text = raw.schema().apply(column.name()).dataType().equals(DataTypes.StringType);
    return text ? TextFunctions.given(cell) : cell;
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
    if (column.form() == Form.URL) {
      typed = UrlCells.absolute(typed);
    }
    if (table == Authorship.TABLE && column.name().equals(Authorship.SCOPE)) {
      typed =
          when(col(Authorship.SCOPE_KIND).equalTo("url"), UrlCells.absolute(typed))
              .otherwise(typed);
    }
    if (table == Captures.TABLE && UrlCells.derived(column.name())) {
      typed = coalesce(typed, when(cell.isNull(), UrlCells.part(url(raw), column)));
    }
    String standing = column.defaultValue();
    return standing == null
        ? typed
        : when(cell.isNull(), lit(standing).cast(target.type())).otherwise(typed);
  }

  /** For a column that says what another was given as, before it was rounded. */
  private static Optional<Column> roundedBy(Dataset<Row> raw, Table table, ContractColumn column) {
    return table.contract().columns().stream()
        .filter(each -> column.name().equals(each.rounded()))
        .map(
            each ->
                TypedCell.roundedText(cell(raw, each), (DecimalType) DataType.fromDDL(each.type())))
        .findFirst();
  }

  /** The url of a capture, as it will be stored. */
  private static Column url(Dataset<Row> raw) {
    return Arrays.asList(raw.columns()).contains(Captures.URL)
        ? UrlCells.absolute(TextFunctions.readable(col(Captures.URL).cast(DataTypes.StringType)))
        : lit(null).cast(DataTypes.StringType);
  }

  /** How many urls of the row were read as https, since they name no scheme. */
  private static Column readAsHttps(Table table) {
    return table.contract().columns().stream()
        .filter(column -> column.form() == Form.URL)
        .map(
            column ->
                when(
                        UrlCells.namesScheme(col(column.name()))
                            .and(not(UrlCells.namesScheme(col(RAW + column.name())))),
                        lit(1L))
                    .otherwise(lit(0L)))
        .reduce(lit(0L), Column::plus);
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
    }
    for (RowRule rule : table.contract().rules()) {
      // A cell that is no value at all has said so already.
      Column readable = not(mistyped(rule.column()));
      Column broken = readable.and(not(coalesce(expr(rule.expression()), lit(true))));
      add(wrong, faults, broken, fault(rule.column(), rule.name(), rule.fix()));
    }
    for (ContractColumn column : table.contract().columns()) {
      Form form = column.form();
      if (form != null && form != Form.VERBATIM) {
        // A cell that breaks a rule has said so already.
        Column spoken =
            table.contract().rules().stream()
                .filter(rule -> rule.column().equals(column.name()))
                .map(rule -> coalesce(expr(rule.expression()), lit(true)))
                .reduce(lit(true), Column::and);
        Column fix = when(spoken, fix(form).apply(col(column.name())));
        add(wrong, faults, fix.isNotNull(), fault(column.name(), form.rule(), fix));
      }
    }
    Column any = wrong.stream().reduce(lit(false), Column::or);
    return when(col(RawRows.BROKEN).isNotNull(), col(RawRows.BROKEN))
        .when(any, array_compact(array(faults.toArray(new Column[0]))));
  }

  private static Column cells(Table table) {
    return to_json(
        struct(
            table.contract().columns().stream()
                .map(
                    column ->
                        col(RAW + column.name())
                            .substr(1, RawRows.TOLD_CHARACTERS)
                            .as(column.name()))
                .toArray(Column[]::new)));
  }

  private static UserDefinedFunction fix(Form form) {
    return udf(
        (UDF1<@Nullable String, @Nullable String>)
            text -> text == null ? null : form.fix(text, ShippedSuffixes.sites()),
        DataTypes.StringType);
  }

  private static Column mistyped(String column) {
    return col(RAW + column).isNotNull().and(col(column).isNull());
  }

  private static void add(List<Column> wrong, List<Column> faults, Column test, Column fault) {
    wrong.add(test);
    faults.add(when(test, fault));
  }

  private static Column fault(String column, String rule, String fix) {
    return fault(column, rule, lit(fix));
  }

  private static Column fault(String column, String rule, Column fix) {
    return struct(
        lit(column).as("column"),
        col(RAW + column).substr(1, RawRows.TOLD_CHARACTERS).as("value"),
        lit(rule).as("rule"),
        fix.as("fix"));
  }

  private static Dataset<Row> pseudonymised(Dataset<Row> rows, Pseudonyms pseudonyms) {
    Column pseudonym =
        udf(
                (UDF2<String, String, String>)
                    (dataset, rater) ->
                        dataset == null || rater == null ? null : pseudonyms.rater(dataset, rater),
                DataTypes.StringType)
            .apply(col(Feedback.DATASET_ID), col(Feedback.RATER_ID));
    Column isModel = coalesce(col(Feedback.RATER_KIND).equalTo("model"), lit(false));
    return rows.withColumn(RATER, when(not(isModel), col(Feedback.RATER_ID)))
        .withColumn(Feedback.RATER_ID, when(isModel, col(Feedback.RATER_ID)).otherwise(pseudonym));
  }

  /** Loaded where rows are, once a process. */
  private static final class Aliases {
    private static final RelationAliases ALIASES = RelationAliases.load();

    static @Nullable String relation(@Nullable String spelling) {
      return spelling == null ? null : ALIASES.relation(spelling);
    }
  }
}

package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.contracts.PersonColumn;
import org.headwaters.core.source.Forgotten;
import org.headwaters.tables.Captures;
import org.headwaters.tables.People;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as they may stand in a lake that has forgotten somebody: ids in the clear become
 * pseudonyms, names and addresses are dropped. What a column says of persons its contract says.
 * Everything else stays, so nobody's money moves.
 */
public final class PersonCells {
  /** In the place of a required text about somebody who was forgotten. */
  public static final String FORGOTTEN = "(forgotten)";

  private final Table table;
  private final Forgotten forgotten;
  private final Function<String, Column> cell;

  /** Cells by name, in whatever rows they stand. */
  PersonCells(Table table, Forgotten forgotten, Function<String, Column> cell) {
    this.table = table;
    this.forgotten = forgotten;
    this.cell = cell;
  }

  /** Whether rows of the table speak of persons. */
  public static boolean concern(Table table) {
    return !columns(table).isEmpty();
  }

  private static List<ContractColumn> columns(Table table) {
    return table.contract().columns().stream().filter(each -> each.person() != null).toList();
  }

  /** The rows without whom the lake has forgotten. Grain and all other columns unchanged. */
  public static Dataset<Row> apply(Dataset<Row> rows, Table table, Forgotten forgotten) {
    if (forgotten.nobody() || !concern(table)) {
      return rows;
    }
    PersonCells cells = new PersonCells(table, forgotten, name -> col(name));
    List<Column> kept = new ArrayList<>();
    for (String name : rows.columns()) {
      kept.add(cells.of(name).as(name));
    }
    return rows.select(kept.toArray(new Column[0]));
  }

  /** Whether a row says something that is forgotten; of a stored or arriving row. */
  public static Column speaks(Table table, Forgotten forgotten) {
    return new PersonCells(table, forgotten, name -> col(name)).speaks();
  }

  /** Whether any cell is to become another. */
  Column speaks() {
    return columns(table).stream()
        .map(column -> not(cell.apply(column.name()).eqNullSafe(of(column.name()))))
        .reduce(lit(false), Column::or);
  }

  /** One cell as it may stand. */
  Column of(String name) {
    Column given = cell.apply(name);
    ContractColumn column =
        columns(table).stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
    if (column == null) {
      return given;
    }
    return switch (Objects.requireNonNull(column.person())) {
      case SOURCE -> text(forgotten::source).apply(given);
      case HOLDER -> text(forgotten::holder).apply(given);
      case AUTHOR -> author().apply(cell.apply(Captures.URL), given);
      case MEANING ->
          when(known(cell.apply(People.PSEUDONYM)), cell.apply(People.PSEUDONYM)).otherwise(given);
      case CONTACT ->
          when(
                  given.isNotNull().and(ofAForgotten()),
                  lit(column.required() ? FORGOTTEN : null).cast(DataTypes.StringType))
              .otherwise(given);
    };
  }

  /** Whether the row is a forgotten holder's, or about a forgotten account. */
  private Column ofAForgotten() {
    List<ContractColumn> columns = columns(table);
    Column known = lit(false);
    boolean holder = false;
    for (ContractColumn column : columns) {
      boolean first = column.person() == PersonColumn.HOLDER && !holder;
      holder |= first;
      if (first || column.person() == PersonColumn.SOURCE) {
        known = known.or(known(of(column.name())));
      }
    }
    return known;
  }

  private Column known(Column name) {
    Forgotten list = forgotten;
    return udf((UDF1<@Nullable String, Boolean>) text -> list.knows(text), DataTypes.BooleanType)
        .apply(name);
  }

  private interface Text extends Function<String, String>, java.io.Serializable {}

  private static org.apache.spark.sql.expressions.UserDefinedFunction text(Text text) {
    return udf(
        (UDF1<@Nullable String, @Nullable String>) id -> id == null ? null : text.apply(id),
        DataTypes.StringType);
  }

  private org.apache.spark.sql.expressions.UserDefinedFunction author() {
    Forgotten list = forgotten;
    return udf(
        (UDF2<@Nullable String, @Nullable String, @Nullable String>)
            (url, author) ->
                author == null ? null : list.author(ShippedSuffixes.sites().ofUrl(url), author),
        DataTypes.StringType);
  }
}

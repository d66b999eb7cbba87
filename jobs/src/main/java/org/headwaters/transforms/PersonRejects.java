package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.core.source.Forgotten;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/** What rejects tell of rows, without whom the lake has forgotten. */
public final class PersonRejects {
  private static final String SPEAKS = "_speaks";

  private PersonRejects() {}

  /**
   * Rows that arrive, from {@link CheckRows}: what would be told of a wrong one says nothing of a
   * person on the list. A line that was not understood is not told, since nobody knows whom it
   * names.
   */
  public static Dataset<Row> arriving(Dataset<Row> checked, Table table, Forgotten forgotten) {
    if (forgotten.nobody() || !PersonCells.concern(table)) {
      return checked;
    }
    Column cells = from_json(col(CheckRows.CELLS), texts(table));
    PersonCells persons = new PersonCells(table, forgotten, name -> cells.getField(name));
    Column speaks = coalesce(col(SPEAKS), lit(false));
    return checked
        .withColumn(SPEAKS, when(col(CheckRows.CELLS).isNotNull(), persons.speaks()))
        .withColumn(
            CheckRows.CELLS,
            when(speaks, to_json(all(table, persons::of))).otherwise(col(CheckRows.CELLS)))
        .withColumn(
            CheckRows.FAULTS,
            transform(
                col(CheckRows.FAULTS),
                fault ->
                    fault.withField(
                        "value",
                        when(
                                speaks.or(coalesce(fault.getField("column"), lit("")).equalTo("")),
                                lit(PersonCells.FORGOTTEN))
                            .otherwise(fault.getField("value")))))
        .drop(SPEAKS);
  }

  /**
   * Rejects of one table that lie in the lake, with each of some words taken out wherever they tell
   * it; amounts, dates and other figures stay as they are. Grain unchanged.
   */
  public static Dataset<Row> stored(Dataset<Row> rejects, Table table, List<String> words) {
    Column cells = from_json(col(Rejects.CELLS), texts(table));
    Function<String, Column> cell =
        name -> text(table, name) ? without(words, cells.getField(name)) : cells.getField(name);
    Column keyed = lit(table.contract().columns().stream().anyMatch(PersonRejects::inKey));
    Column told = speaks(words);
    return rejects
        .withColumn(
            Rejects.ROW_KEY,
            when(not(told.and(keyed)), col(Rejects.ROW_KEY)).cast(DataTypes.StringType))
        .withColumn(Rejects.VALUE, without(words, col(Rejects.VALUE)))
        .withColumn(
            Rejects.CELLS,
            when(told.and(cells.isNotNull()), to_json(all(table, cell)))
                .otherwise(col(Rejects.CELLS)));
  }

  /** Whether a reject tells one of some words. */
  public static Column speaks(List<String> words) {
    return changed(words, Rejects.VALUE).or(changed(words, Rejects.CELLS));
  }

  private static Column changed(List<String> words, String column) {
    return not(without(words, col(column)).eqNullSafe(col(column)));
  }

  private static boolean inKey(ContractColumn column) {
    return column.inKey() && column.person() != null;
  }

  private static boolean text(Table table, String name) {
    return table.schema().apply(name).dataType().equals(DataTypes.StringType);
  }

  private static StructType texts(Table table) {
    StructType texts = new StructType();
    for (String name : table.schema().fieldNames()) {
      texts = texts.add(name, DataTypes.StringType);
    }
    return texts;
  }

  private static Column all(Table table, Function<String, Column> cell) {
    return struct(
        List.of(table.schema().fieldNames()).stream()
            .map(name -> cell.apply(name).as(name))
            .toArray(Column[]::new));
  }

  private static Column without(List<String> words, Column text) {
    String any = String.join("|", words.stream().map(Pattern::quote).toList());
    // A word stands alone: the name Ada is not in Adana.
    Pattern pattern =
        Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:" + any + ")(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    String gone = Matcher.quoteReplacement(PersonCells.FORGOTTEN);
    return udf(
            (UDF1<@Nullable String, @Nullable String>)
                given -> given == null ? null : pattern.matcher(given).replaceAll(gone),
            DataTypes.StringType)
        .apply(text);
  }
}

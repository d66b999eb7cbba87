package org.headwaters.transforms;

import static org.apache.spark.sql.functions.any_value;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;

/** Divides checked rows into those that are kept and those that are told as rejects. */
public final class ArrivedRows {
  private ArrivedRows() {}

  /** The rows that may come in, in the table's columns: all of them, known or repeated or not. */
  public static Dataset<Row> accepted(Dataset<Row> checked, Table table) {
    return checked.where(col(CheckRows.FAULTS).isNull()).select(columns(table));
  }

  /** One row a key, without the keys that {@code verdicts} keep out. */
  public static Dataset<Row> kept(Dataset<Row> checked, Table table, Dataset<Row> verdicts) {
    Dataset<Row> judged =
        accepted(checked, table)
            .withColumn(RowHashes.KEY, RowHashes.key(table))
            .join(verdicts(verdicts), col(RowHashes.KEY).equalTo(col(VERDICT_KEY)), "left");
    Dataset<Row> single = judged.where(col(KeyVerdicts.VERDICT).isNull()).select(columns(table));
    // The rows of such a key are equal in every column, so any of them is the same one.
    Dataset<Row> repeated =
        judged
            .where(col(KeyVerdicts.VERDICT).equalTo(KeyVerdicts.REPEATED))
            .groupBy(col(RowHashes.KEY))
            .agg(any_value(struct(columns(table))).as("row"))
            .select("row.*");
    return single.unionByName(repeated);
  }

  /** Which delivery of its table brought the rows. */
  public record Delivered(String id, long seq) {}

  /** The rejects of a delivery. Grain: row and fault. */
  public static Dataset<Row> rejects(
      Dataset<Row> checked, Table table, Dataset<Row> verdicts, Delivered delivered) {
    Dataset<Row> faulty =
        checked
            .where(col(CheckRows.FAULTS).isNotNull())
            .select(
                col(RawRows.FILE),
                col(RawRows.ROW),
                whole(table).as(RowHashes.KEY),
                col(CheckRows.CELLS),
                explode(col(CheckRows.FAULTS)).as("fault"));
    Column value =
        concat_ws(
            ", ",
            table.key().stream()
                .map(name -> col(name).cast(DataTypes.StringType))
                .toArray(Column[]::new));
    Dataset<Row> conflicting =
        checked
            .where(col(CheckRows.FAULTS).isNull())
            .withColumn(RowHashes.KEY, RowHashes.key(table))
            .join(
                verdicts(verdicts).where(col(KeyVerdicts.VERDICT).equalTo(KeyVerdicts.CONFLICTING)),
                col(RowHashes.KEY).equalTo(col(VERDICT_KEY)))
            .select(
                col(RawRows.FILE),
                col(RawRows.ROW),
                whole(table).as(RowHashes.KEY),
                to_json(struct(texts(table))).as(CheckRows.CELLS),
                struct(
                        lit(String.join(", ", table.key())).as("column"),
                        value.substr(1, RawRows.TOLD_CHARACTERS).as("value"),
                        lit("conflicting_duplicate").as("rule"),
                        lit("Deliver one row of this key, or give each its own key.").as("fix"))
                    .as("fault"));
    return faulty
        .unionByName(conflicting)
        .select(
            lit(table.name()).as(Rejects.TABLE_NAME),
            lit(delivered.id()).as(Rejects.DELIVERY_ID),
            col(RawRows.FILE).as(Rejects.FILE),
            col(RawRows.ROW).as(Rejects.ROW_NUMBER),
            functions.nullif(col("fault.column"), lit("")).as(Rejects.COLUMN_NAME),
            col("fault.value").as(Rejects.VALUE),
            col("fault.rule").as(Rejects.RULE),
            col("fault.fix").as(Rejects.FIX),
            lit(delivered.seq()).as(Rejects.DELIVERY_SEQ),
            lower(hex(col(RowHashes.KEY))).as(Rejects.ROW_KEY),
            col(CheckRows.CELLS).as(Rejects.CELLS));
  }

  /** The key's hash, if the key is whole. */
  private static Column whole(Table table) {
    Column given =
        table.key().stream().map(name -> col(name).isNotNull()).reduce(lit(true), Column::and);
    return when(given, RowHashes.key(table));
  }

  private static Column[] texts(Table table) {
    return Arrays.stream(table.schema().fieldNames())
        .map(name -> col(name).cast(DataTypes.StringType).as(name))
        .toArray(Column[]::new);
  }

  private static final String VERDICT_KEY = "_verdict_key";

  private static Dataset<Row> verdicts(Dataset<Row> verdicts) {
    return verdicts
        .where(col(KeyVerdicts.VERDICT).isNotNull())
        .select(col(RowHashes.KEY).as(VERDICT_KEY), col(KeyVerdicts.VERDICT));
  }

  private static Column[] columns(Table table) {
    return Arrays.stream(table.schema().fieldNames()).map(functions::col).toArray(Column[]::new);
  }
}

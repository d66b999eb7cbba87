package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.AccountKind;
import org.headwaters.core.source.Pseudonym;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Pools;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Result tables as anybody may read them: accounts and paths as one row a site, raters as one row,
 * holders who are persons as one row a bucket. Rows are added, never left out, so that every sum of
 * the table stays what it is.
 *
 * <p>Keys of one site lie together in key order, so the sums of contributions chain as before.
 */
public final class BySite {
  /** In place of the part of rows that speak of several: holders who are persons. */
  public static final String EVERY_PART = "every_part";

  private static final UserDefinedFunction GROUP =
      udf(
          (UDF1<@Nullable String, @Nullable String>) id -> id == null ? null : Pseudonym.group(id),
          DataTypes.StringType);

  private BySite() {}

  /** The rows of a table in its own columns; a table that names no person is as it was. */
  public static Dataset<Row> apply(Table table, Dataset<Row> rows) {
    if (table == Contributions.TABLE) {
      return contributions(rows);
    }
    if (table == HolderCredits.TABLE) {
      return added(table, withoutPersons(rows), HolderCredits.SOURCE_ID);
    }
    if (table == Journal.TABLE) {
      return journal(rows);
    }
    if (table == AssetFlows.TABLE) {
      return added(table, rows, AssetFlows.TO_ID);
    }
    return table == Pools.TABLE ? pools(rows) : rows;
  }

  /** One row for all holders of a bucket who are persons. */
  private static Dataset<Row> withoutPersons(Dataset<Row> credits) {
    String person = "_person";
    Dataset<Row> marked =
        credits.withColumn(
            person, col(HolderCredits.HOLDER_ID).startsWith(Pseudonym.HOLDER).eqNullSafe(true));
    Column none = lit(null).cast(DataTypes.StringType);
    for (String column :
        List.of(
            HolderCredits.CLAIM_ID,
            HolderCredits.SOURCE_ID,
            HolderCredits.DATASET_ID,
            HolderCredits.REASON)) {
      marked = marked.withColumn(column, when(col(person), none).otherwise(col(column)));
    }
    return marked
        .withColumn(
            HolderCredits.HOLDER_ID,
            when(col(person), lit(Pseudonym.HOLDER)).otherwise(col(HolderCredits.HOLDER_ID)))
        .withColumn(
            HolderCredits.PART,
            when(col(person), lit(EVERY_PART)).otherwise(col(HolderCredits.PART)))
        .drop(person);
  }

  /** Amounts of the rows that differ by persons of one site only; none of 0. */
  private static Dataset<Row> added(Table table, Dataset<Row> rows, String source) {
    String amount = HolderCredits.AMOUNT_MICROS;
    return grouped(table, rows.withColumn(source, GROUP.apply(col(source))), List.of(amount))
        .where(col(amount).notEqual(0));
  }

  /** One account for all holders who are persons, and one for payments, of booking and class. */
  private static Dataset<Row> journal(Dataset<Row> journal) {
    String persons = Account.of(AccountKind.PAYABLE, Pseudonym.HOLDER).text();
    String payments = Account.EVERY_PAYMENT.text();
    Column account =
        when(col(Journal.ACCOUNT).startsWith(persons), lit(persons))
            .when(col(Journal.ACCOUNT).startsWith(AccountKind.IN_TRANSIT.key()), lit(payments))
            .otherwise(col(Journal.ACCOUNT));
    return inOrder(
        Journal.TABLE,
        journal
            .withColumn(Journal.ACCOUNT, account)
            .groupBy(
                Journal.PERIOD,
                Journal.BOOKING_ID,
                Journal.SEQ,
                Journal.CLASS,
                Journal.ACCOUNT,
                Journal.REASON)
            .agg(
                min(Journal.LINE).as(Journal.LINE),
                sum(Journal.AMOUNT_MICROS).as(Journal.AMOUNT_MICROS))
            .where(col(Journal.AMOUNT_MICROS).notEqual(0)));
  }

  private static Dataset<Row> pools(Dataset<Row> pools) {
    return grouped(
        Pools.TABLE,
        pools.withColumn(Pools.COVERS, GROUP.apply(col(Pools.COVERS))),
        List.of(
            Pools.LINES,
            Pools.AMOUNT,
            Pools.GROSS_MICROS,
            Pools.POOL_MICROS,
            Pools.RETAINED_MICROS));
  }

  private static Dataset<Row> grouped(Table table, Dataset<Row> rows, List<String> added) {
    Column[] key =
        Arrays.stream(table.schema().fieldNames())
            .filter(name -> !added.contains(name))
            .map(name -> col(name))
            .toArray(Column[]::new);
    List<Column> sums = new ArrayList<>();
    for (String name : added) {
      sums.add(sum(name).cast(table.schema().apply(name).dataType()).as(name));
    }
    return inOrder(
        table,
        rows.groupBy(key).agg(sums.get(0), sums.subList(1, sums.size()).toArray(new Column[0])));
  }

  private static Dataset<Row> contributions(Dataset<Row> contributions) {
    return inOrder(
        Contributions.TABLE,
        contributions
            .withColumn(Contributions.SOURCE_ID, GROUP.apply(col(Contributions.SOURCE_ID)))
            .groupBy(
                Contributions.CONTRIBUTIONS_ID,
                Contributions.DATASET_ID,
                Contributions.PART,
                Contributions.SOURCE_ID)
            .agg(
                sum(Contributions.DOCUMENTS).as(Contributions.DOCUMENTS),
                sum(Contributions.TOKENS).as(Contributions.TOKENS),
                sum(Contributions.WEIGHT).as(Contributions.WEIGHT),
                sum(Contributions.WEIGHT_REFUSED).as(Contributions.WEIGHT_REFUSED),
                min(Contributions.WEIGHT_BEFORE).as(Contributions.WEIGHT_BEFORE),
                max(Contributions.WEIGHT_TOTAL).as(Contributions.WEIGHT_TOTAL)));
  }

  private static Dataset<Row> inOrder(Table table, Dataset<Row> rows) {
    return rows.select(
        Arrays.stream(table.schema().fieldNames()).map(n -> col(n)).toArray(Column[]::new));
  }
}

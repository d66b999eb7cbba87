package org.headwaters.transforms;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.Statement;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.StatementLines;

/**
 * Whether two accounts of the same money agree: no rows if they do, else a row for each group that
 * differs. Money of each sign is held against money of that sign, so that nothing cancels: in every
 * group all amounts have one sign and sum to what is expected, so none, and no sum of some of them,
 * is more than that.
 */
public final class CreditBalance {
  /** What a group should come to. */
  public static final String EXPECTED_MICROS = "expected_micros";

  /** What it comes to. */
  public static final String FOUND_MICROS = "found_micros";

  private static final String FOUND_SIZE = "found_size";

  private CreditBalance() {}

  /** Whether the credits of a data set's sources are what reached it, part by part. */
  public static Dataset<Row> ofCredits(Dataset<Row> credits, Dataset<Row> inflows) {
    Column amount = col(SourceCredits.AMOUNT_MICROS);
    return differences(
        inflows(inflows),
        credits.select(
            col(Contributions.DATASET_ID),
            col(Contributions.PART),
            SourceCredits.sign(amount).as(SourceCredits.SIGN),
            amount.as(FOUND_MICROS)),
        List.of(Contributions.DATASET_ID, Contributions.PART, SourceCredits.SIGN));
  }

  /**
   * Whether the outcomes of each claimed credit are that credit.
   *
   * @param matched as {@link ClaimOutcomes#matched}
   */
  public static Dataset<Row> ofOutcomes(Dataset<Row> matched, Dataset<Row> outcomes) {
    Column amount = col(SourceCredits.AMOUNT_MICROS);
    return differences(
        matched.select(
            col(Contributions.DATASET_ID).as(HolderCredits.DATASET_ID),
            col(Contributions.PART).as(HolderCredits.PART),
            col(Contributions.SOURCE_ID).as(HolderCredits.SOURCE_ID),
            SourceCredits.sign(amount).as(SourceCredits.SIGN),
            amount.as(EXPECTED_MICROS)),
        outcomes.select(
            col(HolderCredits.DATASET_ID),
            col(HolderCredits.PART),
            col(HolderCredits.SOURCE_ID),
            SourceCredits.sign(col(ClaimOutcomes.CREDIT_MICROS)).as(SourceCredits.SIGN),
            col(HolderCredits.AMOUNT_MICROS).as(FOUND_MICROS)),
        List.of(
            HolderCredits.DATASET_ID,
            HolderCredits.PART,
            HolderCredits.SOURCE_ID,
            SourceCredits.SIGN));
  }

  /**
   * Whether all that is owed, held or unclaimed of a data set is what reached it, part by part, and
   * all that is undisclosed of an asset is what its lineage left so.
   *
   * @param bySign as {@link HolderCreditRows#bySign}
   * @param undisclosed dataset_id, reason, amount_micros
   */
  public static Dataset<Row> ofRows(
      Dataset<Row> bySign, Dataset<Row> inflows, Dataset<Row> undisclosed) {
    Column amount = col(HolderCredits.AMOUNT_MICROS);
    Dataset<Row> lineage =
        undisclosed.select(
            col(HolderCredits.DATASET_ID),
            lit(CreditPart.LINEAGE.key()).as(HolderCredits.PART),
            SourceCredits.sign(amount).as(SourceCredits.SIGN),
            amount.as(EXPECTED_MICROS));
    return differences(
        inflows(inflows).unionByName(lineage),
        bySign.select(
            col(HolderCredits.DATASET_ID),
            col(HolderCredits.PART),
            col(SourceCredits.SIGN),
            amount.as(FOUND_MICROS)),
        List.of(HolderCredits.DATASET_ID, HolderCredits.PART, SourceCredits.SIGN));
  }

  /**
   * Whether every account of holder_credits, read back, is what was to be written: a holder's money
   * by claim and source, what waits by data set, part and reason, all in the run's own slice.
   */
  public static Dataset<Row> ofAccounts(Dataset<Row> written, Dataset<Row> readBack) {
    List<String> account =
        List.of(
            HolderCredits.PERIOD,
            HolderCredits.RUN_ID,
            HolderCredits.BUCKET,
            HolderCredits.HOLDER_ID,
            HolderCredits.CLAIM_ID,
            HolderCredits.SOURCE_ID,
            HolderCredits.DATASET_ID,
            HolderCredits.PART,
            HolderCredits.REASON);
    return differences(
        written.withColumn(EXPECTED_MICROS, col(HolderCredits.AMOUNT_MICROS)),
        readBack.withColumn(FOUND_MICROS, col(HolderCredits.AMOUNT_MICROS)),
        account);
  }

  /**
   * Whether the earners' shares of each line of a statement, read back, are what is payable of it.
   * Shares of a line have either sign where something was refunded, so it is their sum that counts.
   *
   * @param bySign as {@link HolderCreditRows#bySign}
   */
  public static Dataset<Row> ofLines(Dataset<Row> bySign, Dataset<Row> readBack) {
    return compared(
            bySign
                .where(col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key()))
                .withColumn(EXPECTED_MICROS, col(HolderCredits.AMOUNT_MICROS)),
            readBack
                .where(col(StatementLines.PART).notEqual(Statement.LEVY))
                .withColumn(FOUND_MICROS, col(StatementLines.AMOUNT_MICROS)),
            List.of(
                StatementLines.HOLDER_ID,
                StatementLines.SOURCE_ID,
                StatementLines.DATASET_ID,
                StatementLines.PART))
        .where(col(EXPECTED_MICROS).notEqual(col(FOUND_MICROS)))
        .drop(FOUND_SIZE);
  }

  private static Dataset<Row> inflows(Dataset<Row> inflows) {
    Column amount = col(SourceCredits.INFLOW_MICROS);
    return inflows.select(
        col(Contributions.DATASET_ID),
        col(Contributions.PART),
        SourceCredits.sign(amount).as(SourceCredits.SIGN),
        amount.as(EXPECTED_MICROS));
  }

  private static Dataset<Row> differences(
      Dataset<Row> expected, Dataset<Row> found, List<String> key) {
    return compared(expected, found, key)
        .where(
            col(EXPECTED_MICROS)
                .notEqual(col(FOUND_MICROS))
                .or(abs(col(EXPECTED_MICROS)).notEqual(col(FOUND_SIZE))))
        .drop(FOUND_SIZE);
  }

  private static Dataset<Row> compared(
      Dataset<Row> expected, Dataset<Row> found, List<String> key) {
    Column[] keys = key.stream().map(column -> col(column)).toArray(Column[]::new);
    List<Column> expectedColumns = new ArrayList<>(List.of(keys));
    expectedColumns.add(col(EXPECTED_MICROS));
    expectedColumns.add(lit(0L).as(FOUND_MICROS));
    List<Column> foundColumns = new ArrayList<>(List.of(keys));
    foundColumns.add(lit(0L).as(EXPECTED_MICROS));
    foundColumns.add(col(FOUND_MICROS));
    return expected
        .select(expectedColumns.toArray(Column[]::new))
        .unionByName(found.select(foundColumns.toArray(Column[]::new)))
        .groupBy(keys)
        .agg(
            sum(EXPECTED_MICROS).as(EXPECTED_MICROS),
            sum(FOUND_MICROS).as(FOUND_MICROS),
            sum(abs(col(FOUND_MICROS))).as(FOUND_SIZE));
  }
}

package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.tables.HolderCredits;

/**
 * All that a period owes, holds or cannot place. Owed and held rows name their source; what nobody
 * claims is one row a data set and part, whatever the number of its sources. Every amount is added
 * up from credits: none is what others leave.
 */
public final class HolderCreditRows {
  private static final Column[] KEY = {
    col(HolderCredits.BUCKET),
    col(HolderCredits.HOLDER_ID),
    col(HolderCredits.CLAIM_ID),
    col(HolderCredits.SOURCE_ID),
    col(HolderCredits.DATASET_ID),
    col(HolderCredits.PART),
    col(HolderCredits.REASON)
  };

  private HolderCreditRows() {}

  /**
   * The rows of each sign apart. Grain: that of holder_credits and {@link SourceCredits#SIGN}.
   *
   * @param outcomes as {@link ClaimOutcomes} makes them
   * @param unmatched as {@link UnmatchedCredits} makes them
   * @param undisclosed dataset_id, reason, amount_micros of what the asset graph left undisclosed
   */
  public static Dataset<Row> bySign(
      Dataset<Row> outcomes, Dataset<Row> unmatched, Dataset<Row> undisclosed) {
    Column unclaimed = col(HolderCredits.BUCKET).equalTo(Bucket.UNCLAIMED.key());
    Column[] columns = new Column[KEY.length + 2];
    System.arraycopy(KEY, 0, columns, 0, KEY.length);
    columns[KEY.length] = col(SourceCredits.SIGN);
    columns[KEY.length + 1] = col(HolderCredits.AMOUNT_MICROS);
    Dataset<Row> rows =
        outcomes
            .withColumn(SourceCredits.SIGN, SourceCredits.sign(col(ClaimOutcomes.CREDIT_MICROS)))
            .withColumn(
                HolderCredits.SOURCE_ID,
                when(unclaimed, none()).otherwise(col(HolderCredits.SOURCE_ID)))
            .select(columns)
            .unionByName(ofNobody(unmatched).select(columns))
            .unionByName(
                ofNobody(
                        undisclosed
                            .withColumn(HolderCredits.BUCKET, lit(Bucket.UNDISCLOSED.key()))
                            .withColumn(HolderCredits.PART, lit(CreditPart.LINEAGE.key()))
                            .withColumn(
                                SourceCredits.SIGN,
                                SourceCredits.sign(col(HolderCredits.AMOUNT_MICROS))))
                    .select(columns));
    Column[] key = new Column[KEY.length + 1];
    System.arraycopy(columns, 0, key, 0, key.length);
    return added(rows, key);
  }

  /** The rows as readers see them, both signs added. Grain: that of holder_credits. */
  public static Dataset<Row> apply(Dataset<Row> bySign) {
    return added(bySign, KEY);
  }

  private static Dataset<Row> added(Dataset<Row> rows, Column[] key) {
    return rows.groupBy(key)
        .agg(sum(HolderCredits.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS))
        .where(col(HolderCredits.AMOUNT_MICROS).notEqual(0));
  }

  private static Dataset<Row> ofNobody(Dataset<Row> rows) {
    return rows.withColumn(HolderCredits.HOLDER_ID, none())
        .withColumn(HolderCredits.CLAIM_ID, none())
        .withColumn(HolderCredits.SOURCE_ID, none());
  }

  private static Column none() {
    return lit(null).cast("string");
  }
}

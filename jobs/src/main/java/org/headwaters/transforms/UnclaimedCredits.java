package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.tables.HolderCredits;

/**
 * What nobody claims, source by source: the credits that no claim could match, and of the others
 * what their claims leave. Grain: data set, part, source; amount_micros, both signs added.
 */
public final class UnclaimedCredits {
  private UnclaimedCredits() {}

  /**
   * The rows, none of 0.
   *
   * @param credits as {@link SourceCredits#SCHEMA}
   * @param matched as {@link ClaimOutcomes#matched}
   */
  public static Dataset<Row> apply(
      Dataset<Row> credits, Dataset<Row> matched, ClaimOutcomes.Rules rules) {
    Column[] key = {
      col(HolderCredits.DATASET_ID), col(HolderCredits.PART), col(HolderCredits.SOURCE_ID)
    };
    Dataset<Row> left =
        ClaimOutcomes.apply(matched, rules)
            .where(col(HolderCredits.BUCKET).equalTo(Bucket.UNCLAIMED.key()))
            .select(key[0], key[1], key[2], col(HolderCredits.AMOUNT_MICROS));
    return UnmatchedCredits.unclaimed(credits, matched, rules.holdRefused())
        .unionByName(left)
        .groupBy(key)
        .agg(sum(HolderCredits.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS))
        .where(col(HolderCredits.AMOUNT_MICROS).notEqual(0));
  }
}

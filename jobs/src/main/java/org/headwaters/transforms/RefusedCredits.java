package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.source.SourceId;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;

/**
 * Money of pages that refused training, of sources that nobody claims, where the policy holds it
 * for the owner. Grain: one row a data set and part, however many sources.
 */
public final class RefusedCredits {
  /** The refused part of a credit is the last one: what the clear part leaves. */
  private static final UserDefinedFunction REFUSED =
      udf(
          (UDF3<Long, Long, Long, Long>)
              (micros, weight, refused) ->
                  micros - Apportionment.part(micros, 0, weight - refused, weight),
          DataTypes.LongType);

  private RefusedCredits() {}

  /**
   * dataset_id, part, amount_micros.
   *
   * @param credits as {@link SourceCredits#SCHEMA}
   * @param outcomes as {@link ClaimOutcomes} makes them: their sources are claimed
   * @param held whether the policy holds such money at all
   */
  public static Dataset<Row> apply(Dataset<Row> credits, Dataset<Row> outcomes, boolean held) {
    String[] credit = {Contributions.DATASET_ID, Contributions.PART, Contributions.SOURCE_ID};
    Dataset<Row> claimed =
        outcomes
            .select(
                col(HolderCredits.DATASET_ID),
                col(HolderCredits.PART),
                col(HolderCredits.SOURCE_ID))
            .distinct();
    return credits
        .where(lit(held).and(col(Contributions.WEIGHT_REFUSED).gt(0)))
        .where(col(Contributions.SOURCE_ID).notEqual(SourceId.NO_SOURCE.text()))
        .join(claimed, credit, "left_anti")
        .groupBy(
            col(Contributions.DATASET_ID).as(HolderCredits.DATASET_ID),
            col(Contributions.PART).as(HolderCredits.PART))
        .agg(
            sum(REFUSED.apply(
                    col(SourceCredits.AMOUNT_MICROS),
                    col(Contributions.WEIGHT),
                    col(Contributions.WEIGHT_REFUSED)))
                .as(HolderCredits.AMOUNT_MICROS));
  }
}

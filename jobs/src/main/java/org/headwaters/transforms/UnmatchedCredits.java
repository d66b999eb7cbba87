package org.headwaters.transforms;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.claims.ClaimRules;
import org.headwaters.core.claims.HoldReason;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.lineage.Reason;
import org.headwaters.core.source.SourceId;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;

/**
 * The credits that no claim could match, added up: unclaimed; undisclosed where no source is known;
 * and, where the policy holds the money of pages that refused training for their owner, on hold.
 * Grain: data set, part, sign, bucket, however many sources.
 */
public final class UnmatchedCredits {
  private static final String WAITING = "waiting";
  private static final String REFUSED_MICROS = "refused_micros";

  private static final UserDefinedFunction REFUSED =
      udf((UDF3<Long, Long, Long, Long>) ClaimRules::refusedMicros, DataTypes.LongType);

  private UnmatchedCredits() {}

  /**
   * dataset_id, part, sign, bucket, reason, amount_micros.
   *
   * @param credits as {@link SourceCredits#SCHEMA}
   * @param matched as {@link ClaimOutcomes#matched}
   * @param held whether the policy holds refused money at all
   */
  public static Dataset<Row> apply(Dataset<Row> credits, Dataset<Row> matched, boolean held) {
    Column unknown = col(Contributions.SOURCE_ID).equalTo(SourceId.NO_SOURCE.text());
    Column amount = col(SourceCredits.AMOUNT_MICROS);
    Column waiting = amount.minus(col(REFUSED_MICROS));
    return unmatched(credits, matched, held)
        .groupBy(
            col(Contributions.DATASET_ID).as(HolderCredits.DATASET_ID),
            col(Contributions.PART).as(HolderCredits.PART),
            SourceCredits.sign(amount).as(SourceCredits.SIGN))
        .agg(
            coalesce(sum(when(unknown, amount)), lit(0L)).as(Reason.NO_SOURCE.key()),
            coalesce(sum(when(unknown, lit(0L)).otherwise(col(REFUSED_MICROS))), lit(0L))
                .as(HoldReason.REFUSED.key()),
            coalesce(sum(when(unknown, lit(0L)).otherwise(waiting)), lit(0L))
                .as(Bucket.UNCLAIMED.key()))
        .withColumn(
            WAITING,
            explode(
                array(
                    waits(Bucket.UNDISCLOSED, lit(Reason.NO_SOURCE.key()), Reason.NO_SOURCE.key()),
                    waits(Bucket.ON_HOLD, lit(HoldReason.REFUSED.key()), HoldReason.REFUSED.key()),
                    waits(Bucket.UNCLAIMED, lit(null).cast("string"), Bucket.UNCLAIMED.key()))))
        .select(HolderCredits.DATASET_ID, HolderCredits.PART, SourceCredits.SIGN, WAITING + ".*");
  }

  /** What of them is unclaimed, source by source: dataset_id, part, source_id, amount_micros. */
  static Dataset<Row> unclaimed(Dataset<Row> credits, Dataset<Row> matched, boolean held) {
    return unmatched(credits, matched, held)
        .where(col(Contributions.SOURCE_ID).notEqual(SourceId.NO_SOURCE.text()))
        .select(
            col(HolderCredits.DATASET_ID),
            col(HolderCredits.PART),
            col(HolderCredits.SOURCE_ID),
            col(SourceCredits.AMOUNT_MICROS)
                .minus(col(REFUSED_MICROS))
                .as(HolderCredits.AMOUNT_MICROS));
  }

  private static Dataset<Row> unmatched(Dataset<Row> credits, Dataset<Row> matched, boolean held) {
    String[] credit = {Contributions.DATASET_ID, Contributions.PART, Contributions.SOURCE_ID};
    Column refused =
        REFUSED.apply(
            col(SourceCredits.AMOUNT_MICROS),
            col(Contributions.WEIGHT),
            col(Contributions.WEIGHT_REFUSED));
    return credits
        .join(
            matched.select(
                col(Contributions.DATASET_ID),
                col(Contributions.PART),
                col(Contributions.SOURCE_ID)),
            credit,
            "left_anti")
        .withColumn(REFUSED_MICROS, held ? refused : lit(0L));
  }

  private static Column waits(Bucket bucket, Column reason, String sum) {
    return struct(
        lit(bucket.key()).as(HolderCredits.BUCKET),
        reason.as(HolderCredits.REASON),
        col(sum).as(HolderCredits.AMOUNT_MICROS));
  }
}

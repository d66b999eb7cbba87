package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.claims.ClaimRules;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.source.Pseudonym;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.jspecify.annotations.Nullable;

/**
 * What sites are credited with, and what became of it. A site's people are one row, its own pages
 * another. Grain: site and data set; the amounts of a site add up to its credit.
 */
public final class SiteCredits {
  /** As {@link Pseudonym#group} names it. */
  public static final String SITE = "site";

  /**
   * What of the credit waits because no claim could match it and its pages had refused training.
   */
  public static final String REFUSED_MICROS = "refused_micros";

  /** Holders who are owed a part. */
  public static final String HOLDERS = "holders";

  private static final UserDefinedFunction GROUP =
      udf(
          (UDF1<@Nullable String, @Nullable String>) id -> id == null ? null : Pseudonym.group(id),
          DataTypes.StringType);

  private static final UserDefinedFunction REFUSED =
      udf((UDF3<Long, Long, Long, Long>) ClaimRules::refusedMicros, DataTypes.LongType);

  private SiteCredits() {}

  /**
   * site, dataset_id, amount_micros, refused_micros.
   *
   * @param credits as {@link SourceCredits#SCHEMA}
   * @param outcomes rows of holder_credits that name a source
   * @param held whether the policy holds refused money at all
   */
  public static Dataset<Row> apply(Dataset<Row> credits, Dataset<Row> outcomes, boolean held) {
    String claimed = "claimed";
    Dataset<Row> marked = credits.withColumn(REFUSED_MICROS, lit(0L));
    if (held) {
      Column refused =
          REFUSED.apply(
              col(SourceCredits.AMOUNT_MICROS),
              col(Contributions.WEIGHT),
              col(Contributions.WEIGHT_REFUSED));
      Dataset<Row> met =
          outcomes
              .select(HolderCredits.DATASET_ID, HolderCredits.PART, HolderCredits.SOURCE_ID)
              .distinct()
              .withColumn(claimed, lit(true));
      marked =
          credits
              .join(
                  met,
                  new String[] {
                    Contributions.DATASET_ID, Contributions.PART, Contributions.SOURCE_ID
                  },
                  "left")
              .withColumn(
                  REFUSED_MICROS,
                  when(coalesce(col(claimed), lit(false)), lit(0L)).otherwise(refused));
    }
    return marked
        .groupBy(GROUP.apply(col(Contributions.SOURCE_ID)).as(SITE), col(Contributions.DATASET_ID))
        .agg(
            sum(SourceCredits.AMOUNT_MICROS).as(SourceCredits.AMOUNT_MICROS),
            sum(REFUSED_MICROS).as(REFUSED_MICROS));
  }

  /**
   * What of it was decided, by site, bucket and reason: payable and on hold. site, bucket, reason,
   * amount_micros, and how many holders are owed.
   *
   * @param outcomes rows of holder_credits that name a source, one row a person
   */
  public static Dataset<Row> decided(Dataset<Row> outcomes) {
    return outcomes
        .where(col(HolderCredits.BUCKET).isin(Bucket.PAYABLE.key(), Bucket.ON_HOLD.key()))
        .groupBy(
            GROUP.apply(col(HolderCredits.SOURCE_ID)).as(SITE),
            col(HolderCredits.BUCKET),
            col(HolderCredits.REASON))
        .agg(
            sum(HolderCredits.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS),
            count_distinct(
                    when(
                        col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key()),
                        col(HolderCredits.HOLDER_ID)))
                .as(HOLDERS));
  }
}

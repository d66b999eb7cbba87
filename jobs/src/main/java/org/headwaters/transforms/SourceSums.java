package org.headwaters.transforms;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.Feedback;

/**
 * What each source has in a data set. Grain: one row per set of contributions, part and source with
 * a positive weight. Sums are added where the rows lie before they move, so that a domain with most
 * of the documents costs one row a task.
 */
public final class SourceSums {
  private static final long MICRO = 1_000_000;

  private SourceSums() {}

  /**
   * What the feedback of each data set weighs in all, in units of 10⁻⁶: dataset_id, DECIMAL(38,0),
   * since it may be beyond 64 bits. {@code sets} as {@link #ofFeedback}.
   */
  public static Dataset<Row> totalsOfFeedback(Dataset<Row> feedback, Dataset<Row> sets) {
    return feedback
        .join(broadcast(sets), Feedback.DATASET_ID)
        .groupBy(Feedback.DATASET_ID)
        .agg(
            sum(col(Feedback.WEIGHT))
                .multiply(lit(MICRO))
                .cast(DataTypes.createDecimalType(38, 0))
                .as(Contributions.WEIGHT_TOTAL));
  }

  /** Sums of document_links. */
  public static Dataset<Row> ofDocuments(Dataset<Row> links) {
    Column weight = col(DocumentLinks.WEIGHT);
    return links
        .where(weight.gt(0))
        .groupBy(
            DocumentLinks.CONTRIBUTIONS_ID,
            DocumentLinks.DATASET_ID,
            DocumentLinks.PART,
            DocumentLinks.SOURCE_ID)
        .agg(
            count(lit(1)).as(Contributions.DOCUMENTS),
            sum(coalesce(col(DocumentLinks.TOKENS), lit(0L))).as(Contributions.TOKENS),
            sum(weight).as(Contributions.WEIGHT),
            sum(when(col(DocumentLinks.REFUSED), weight).otherwise(lit(0L)))
                .as(Contributions.WEIGHT_REFUSED));
  }

  /**
   * Sums of feedback, in units of 10⁻⁶.
   *
   * @param sets dataset_id and contributions_id of the data sets meant
   */
  public static Dataset<Row> ofFeedback(Dataset<Row> feedback, Dataset<Row> sets) {
    Column weight = col(Feedback.WEIGHT).multiply(lit(MICRO)).cast(DataTypes.LongType);
    return feedback
        .where(col(Feedback.WEIGHT).gt(0))
        .join(broadcast(sets), Feedback.DATASET_ID)
        .groupBy(
            col(Contributions.CONTRIBUTIONS_ID),
            col(Feedback.DATASET_ID),
            when(col(Feedback.RATER_KIND).equalTo("model"), ContributionPart.FEEDBACK_MODELS.key())
                .otherwise(ContributionPart.FEEDBACK.key())
                .as(Contributions.PART),
            col(Feedback.RATER_ID).as(Contributions.SOURCE_ID))
        .agg(
            count(lit(1)).as(Contributions.DOCUMENTS),
            lit(0L).as(Contributions.TOKENS),
            sum(weight).as(Contributions.WEIGHT),
            lit(0L).as(Contributions.WEIGHT_REFUSED));
  }
}

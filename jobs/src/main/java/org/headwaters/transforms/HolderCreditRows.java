package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.source.SourceId;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;

/**
 * All that a period owes, holds or cannot place. Grain: that of holder_credits. Owed and held rows
 * name their source; what nobody claims is one row per data set and part, whatever the number of
 * its sources: the inflow less everything that is owed, held or without a source.
 */
public final class HolderCreditRows {
  private static final String UNCLAIMED = "unclaimed";
  private static final String UNDISCLOSED = "undisclosed";
  private static final String PLACED = "placed_micros";

  private HolderCreditRows() {}

  /**
   * The rows, without period and run.
   *
   * @param inflows as {@link SourceCredits#INFLOWS}, of contributions and of everything else
   * @param noSource the credits of documents without a source
   * @param outcomes as {@link ClaimOutcomes} makes them
   * @param refused as {@link RefusedCredits}: what waits for owners that nobody knows
   * @param undisclosed dataset_id, reason, amount_micros of what the asset graph left undisclosed
   */
  public static Dataset<Row> apply(
      Dataset<Row> inflows,
      Dataset<Row> noSource,
      Dataset<Row> outcomes,
      Dataset<Row> refused,
      Dataset<Row> undisclosed) {
    Dataset<Row> placed =
        outcomes
            .where(col(HolderCredits.BUCKET).notEqual(UNCLAIMED))
            .select(
                col(HolderCredits.BUCKET),
                col(HolderCredits.HOLDER_ID),
                col(HolderCredits.CLAIM_ID),
                col(HolderCredits.SOURCE_ID),
                col(HolderCredits.DATASET_ID),
                col(HolderCredits.PART),
                col(HolderCredits.REASON),
                col(HolderCredits.AMOUNT_MICROS))
            .unionByName(
                noSource.select(
                    lit(UNDISCLOSED).as(HolderCredits.BUCKET),
                    none(HolderCredits.HOLDER_ID),
                    none(HolderCredits.CLAIM_ID),
                    none(HolderCredits.SOURCE_ID),
                    col(Contributions.DATASET_ID).as(HolderCredits.DATASET_ID),
                    col(Contributions.PART).as(HolderCredits.PART),
                    lit("no_source").as(HolderCredits.REASON),
                    col(SourceCredits.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS)))
            .unionByName(
                refused.select(
                    lit("on_hold").as(HolderCredits.BUCKET),
                    none(HolderCredits.HOLDER_ID),
                    none(HolderCredits.CLAIM_ID),
                    none(HolderCredits.SOURCE_ID),
                    col(HolderCredits.DATASET_ID),
                    col(HolderCredits.PART),
                    lit("refused").as(HolderCredits.REASON),
                    col(HolderCredits.AMOUNT_MICROS)));
    return placed
        .unionByName(unclaimed(inflows, placed))
        .unionByName(
            undisclosed.select(
                lit(UNDISCLOSED).as(HolderCredits.BUCKET),
                none(HolderCredits.HOLDER_ID),
                none(HolderCredits.CLAIM_ID),
                none(HolderCredits.SOURCE_ID),
                col(AssetFlows.CHILD_ID).as(HolderCredits.DATASET_ID),
                lit("lineage").as(HolderCredits.PART),
                col(AssetFlows.REASON).as(HolderCredits.REASON),
                col(AssetFlows.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS)))
        .where(col(HolderCredits.AMOUNT_MICROS).notEqual(0));
  }

  private static Dataset<Row> unclaimed(Dataset<Row> inflows, Dataset<Row> placed) {
    String[] key = {HolderCredits.DATASET_ID, HolderCredits.PART};
    Dataset<Row> taken =
        placed
            .groupBy(HolderCredits.DATASET_ID, HolderCredits.PART)
            .agg(sum(HolderCredits.AMOUNT_MICROS).as(PLACED));
    return inflows
        .select(
            col(Contributions.DATASET_ID).as(HolderCredits.DATASET_ID),
            col(Contributions.PART).as(HolderCredits.PART),
            col(SourceCredits.INFLOW_MICROS))
        .join(taken, key, "left")
        .select(
            lit(UNCLAIMED).as(HolderCredits.BUCKET),
            none(HolderCredits.HOLDER_ID),
            none(HolderCredits.CLAIM_ID),
            none(HolderCredits.SOURCE_ID),
            col(HolderCredits.DATASET_ID),
            col(HolderCredits.PART),
            none(HolderCredits.REASON),
            col(SourceCredits.INFLOW_MICROS)
                .minus(coalesce(col(PLACED), lit(0L)))
                .as(HolderCredits.AMOUNT_MICROS));
  }

  private static Column none(String column) {
    return lit(null).cast("string").as(column);
  }

  /** The credits of the pseudo source of documents without url and author. */
  public static Dataset<Row> withoutSource(Dataset<Row> credits) {
    return credits.where(col(Contributions.SOURCE_ID).equalTo(SourceId.NO_SOURCE.text()));
  }
}

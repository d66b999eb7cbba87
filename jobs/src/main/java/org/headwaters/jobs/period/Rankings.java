package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;
import org.headwaters.core.claims.HoldReason;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.lineage.Reason;
import org.headwaters.core.source.SourceId;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.MissingInputs;
import org.headwaters.tables.TopSources;
import org.headwaters.transforms.SourceCredits;

/** The ten largest of something, with ties in key order: at most ten rows reach the driver. */
final class Rankings {
  private static final int TEN = 10;
  private static final String WHY = "why";

  private Rankings() {}

  /** Rows of top_sources. */
  static List<TopSources.Top> largestSources(PeriodRun run, Dataset<Row> credits) {
    List<Row> largest =
        credits
            .where(col(Contributions.SOURCE_ID).notEqual(SourceId.NO_SOURCE.text()))
            .groupBy(Contributions.SOURCE_ID)
            .agg(sum(SourceCredits.AMOUNT_MICROS).as(SourceCredits.AMOUNT_MICROS))
            .where(col(SourceCredits.AMOUNT_MICROS).notEqual(0))
            .orderBy(col(SourceCredits.AMOUNT_MICROS).desc(), col(Contributions.SOURCE_ID))
            .limit(TEN)
            .collectAsList();
    List<TopSources.Top> rows = new ArrayList<>();
    for (Row row : largest) {
      rows.add(
          new TopSources.Top(
              run.period().toString(),
              run.runId(),
              rows.size() + 1,
              row.getAs(Contributions.SOURCE_ID),
              row.<Long>getAs(SourceCredits.AMOUNT_MICROS)));
    }
    return rows;
  }

  /** Rows of missing_inputs: money that reached no holder, by what it waits for. */
  static List<MissingInputs.Missing> missingInputs(PeriodRun run, Dataset<Row> holderCredits) {
    List<Row> largest =
        holderCredits
            .where(col(HolderCredits.BUCKET).notEqual(Bucket.PAYABLE.key()))
            .groupBy(
                coalesce(col(HolderCredits.REASON), col(HolderCredits.BUCKET)).as(WHY),
                col(HolderCredits.BUCKET),
                col(HolderCredits.DATASET_ID))
            .agg(sum(HolderCredits.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS))
            .where(col(HolderCredits.AMOUNT_MICROS).notEqual(lit(0)))
            .orderBy(
                abs(col(HolderCredits.AMOUNT_MICROS)).desc(),
                col(WHY),
                col(HolderCredits.DATASET_ID))
            .limit(TEN)
            .collectAsList();
    List<MissingInputs.Missing> rows = new ArrayList<>();
    for (Row row : largest) {
      String why = row.getAs(WHY);
      rows.add(
          new MissingInputs.Missing(
              run.period().toString(),
              run.runId(),
              rows.size() + 1,
              why,
              row.getAs(HolderCredits.DATASET_ID),
              row.<Long>getAs(HolderCredits.AMOUNT_MICROS),
              fix(Bucket.of(row.getAs(HolderCredits.BUCKET)), why)));
    }
    return rows;
  }

  /** What would have to be delivered or decided. */
  private static String fix(Bucket bucket, String why) {
    return switch (bucket) {
      case PAYABLE -> throw new Breach("Money that is owed waits for nothing.");
      case UNCLAIMED -> "Invite the people behind its sources to claim them.";
      case ON_HOLD -> fix(HoldReason.of(why));
      case UNDISCLOSED -> fix(Reason.of(why));
    };
  }

  private static String fix(HoldReason why) {
    return switch (why) {
      case ASSERTED -> "Verify or refuse the asserted claims.";
      case DISPUTED -> "Decide the disputed claims.";
      case OVER_CLAIM ->
          "Decide which of the verified claims holds: together they are over the whole.";
      case OVER_SHARES -> "Correct the community's shares: together they are over the whole.";
      case REFUSED ->
          "Ask the owners of the pages that refused training whether they accept the money.";
      case UNKNOWN_HOLDER -> "Deliver the rows of holders that its claims or members name.";
    };
  }

  private static String fix(Reason why) {
    return switch (why) {
      case NOT_DISCLOSED ->
          "Ask the provider what it was made from; add derivations and disclosure.";
      case MISSING_STAGE ->
          "Ask the provider for the base model or the pretraining data; add the derivation.";
      case LOW_CONFIDENCE -> "Find evidence for its derivations; raise confidence_ppm.";
      case NO_LINEAGE -> "Add what it was made from: derivations, or the entries of a data set.";
      case CLOSED_CYCLE -> "Correct the derivations: these assets only pay each other.";
      case IMPOSSIBLE_SHARES ->
          "Correct share_ppm: the shares of its derivations are over 1000000.";
      case NO_SOURCE -> "Deliver the url or the author of its documents.";
    };
  }
}

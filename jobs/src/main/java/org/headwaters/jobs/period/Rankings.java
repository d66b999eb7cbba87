package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.headwaters.core.source.SourceId;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.transforms.SourceCredits;
import org.jspecify.annotations.Nullable;

/** The ten largest of something, with ties in key order: at most ten rows reach the driver. */
final class Rankings {
  private static final int TEN = 10;

  /** What would have to be delivered or decided, by the reason for which money waits. */
  private static final Map<String, String> FIXES =
      Map.ofEntries(
          Map.entry(
              "not_disclosed",
              "Ask the provider what it was made from; add derivations and disclosure."),
          Map.entry(
              "missing_stage",
              "Ask the provider for the base model or the pretraining data; add the derivation."),
          Map.entry("low_confidence", "Find evidence for its derivations; raise confidence_ppm."),
          Map.entry(
              "no_lineage",
              "Add what it was made from: derivations, or the entries of a data set."),
          Map.entry("closed_cycle", "Correct the derivations: these assets only pay each other."),
          Map.entry(
              "impossible_shares",
              "Correct share_ppm: the shares of its derivations are over 1000000."),
          Map.entry("no_source", "Deliver the url or the author of its documents."),
          Map.entry("asserted", "Verify or refuse the asserted claims."),
          Map.entry("disputed", "Decide the disputed claims."),
          Map.entry(
              "over_claim",
              "Decide which of the verified claims holds: together they are over the whole."),
          Map.entry(
              "over_shares", "Correct the community's shares: together they are over the whole."),
          Map.entry(
              "refused", "Ask the owners of the pages that refused training whether they accept."),
          Map.entry("unclaimed", "Invite the people behind its sources to claim them."));

  private Rankings() {}

  /** Rows of top_sources. */
  static List<Row> largestSources(PeriodRun run, Dataset<Row> credits) {
    List<Row> largest =
        credits
            .where(col(Contributions.SOURCE_ID).notEqual(SourceId.NO_SOURCE.text()))
            .groupBy(Contributions.SOURCE_ID)
            .agg(sum(SourceCredits.AMOUNT_MICROS).as(SourceCredits.AMOUNT_MICROS))
            .where(col(SourceCredits.AMOUNT_MICROS).notEqual(0))
            .orderBy(col(SourceCredits.AMOUNT_MICROS).desc(), col(Contributions.SOURCE_ID))
            .limit(TEN)
            .collectAsList();
    List<Row> rows = new ArrayList<>();
    for (Row row : largest) {
      rows.add(
          RowFactory.create(
              run.period().toString(),
              run.runId(),
              rows.size() + 1,
              row.getString(0),
              row.getLong(1)));
    }
    return rows;
  }

  /** Rows of missing_inputs: money that reached no holder, by what it waits for. */
  static List<Row> missingInputs(PeriodRun run, Dataset<Row> holderCredits) {
    List<Row> largest =
        holderCredits
            .where(col(HolderCredits.BUCKET).notEqual("payable"))
            .groupBy(
                coalesce(col(HolderCredits.REASON), col(HolderCredits.BUCKET)).as("why"),
                col(HolderCredits.DATASET_ID))
            .agg(sum(HolderCredits.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS))
            .where(col(HolderCredits.AMOUNT_MICROS).notEqual(lit(0)))
            .orderBy(
                abs(col(HolderCredits.AMOUNT_MICROS)).desc(),
                col("why"),
                col(HolderCredits.DATASET_ID))
            .limit(TEN)
            .collectAsList();
    List<Row> rows = new ArrayList<>();
    for (Row row : largest) {
      String why = row.getString(0);
      @Nullable String subject = row.getString(1);
      rows.add(
          RowFactory.create(
              run.period().toString(),
              run.runId(),
              rows.size() + 1,
              why,
              subject,
              row.getLong(2),
              FIXES.getOrDefault(why, "See the guide of the reasons.")));
    }
    return rows;
  }
}

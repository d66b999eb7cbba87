package org.headwaters.jobs.documents;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.headwaters.core.TryAgain;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LostRace;
import org.headwaters.tables.ContributionSets;

/**
 * The list of current contributions. A row is appended only while its number is free, so two
 * processes never both believe that theirs is the next.
 */
public final class SetRegistry {
  private static final int ATTEMPTS = 10;

  private SetRegistry() {}

  /** Makes the data set's contributions current; TryAgain after ten lost races. */
  public static void append(
      Lake lake, DataSetVersions versions, String datasetId, SetCounts counts) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long seq = head(lake) + 1;
      Row row =
          RowFactory.create(
              seq,
              datasetId,
              versions.id(datasetId),
              versions.attribution().hash(),
              versions.pins(datasetId).json(),
              counts.counted(),
              counts.countedLinked(),
              counts.weights().people(),
              counts.weights().linked(),
              counts.weights().sourced(),
              counts.tooSmall());
      if (append(lake, row, seq)) {
        return;
      }
    }
    throw new TryAgain(
        "Could not register the contributions of %s: %s times another process was first. Run"
            + " contribute again.",
        datasetId, ATTEMPTS);
  }

  private static boolean append(Lake lake, Row row, long seq) {
    try {
      lake.appendOnce(ContributionSets.TABLE, List.of(row), ContributionSets.TABLE.name(), seq);
    } catch (LostRace e) {
      return false;
    }
    // A number that another process took is skipped in silence: look whose row is there.
    return !lake.read(ContributionSets.TABLE)
        .where(
            col(ContributionSets.SEQ)
                .equalTo(seq)
                .and(col(ContributionSets.CONTRIBUTIONS_ID).equalTo(row.getString(2))))
        .isEmpty();
  }

  private static long head(Lake lake) {
    return lake.read(ContributionSets.TABLE)
        .agg(coalesce(max(ContributionSets.SEQ), lit(0L)))
        .head()
        .getLong(0);
  }
}

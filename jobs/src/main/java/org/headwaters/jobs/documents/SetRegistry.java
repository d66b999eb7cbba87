package org.headwaters.jobs.documents;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headwaters.core.TryAgain;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LostRace;
import org.headwaters.tables.ContributionSets;

/**
 * The list of current contributions. All sets of a run are appended in one commit, and only while
 * the first of their numbers is free, so two processes never both believe that theirs are the next.
 */
public final class SetRegistry {
  private static final int ATTEMPTS = 10;

  private SetRegistry() {}

  /**
   * Makes the data sets' contributions current, all of them or none; TryAgain after ten lost races.
   *
   * @param counts by contributions_id
   */
  public static void append(
      Lake lake, DataSetVersions versions, List<String> datasetIds, Map<String, SetCounts> counts) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long seq = head(lake) + 1;
      List<ContributionSets.Registered> sets = new ArrayList<>();
      for (String datasetId : datasetIds) {
        SetCounts count = counts.getOrDefault(versions.id(datasetId), SetCounts.NONE);
        sets.add(registered(seq + sets.size(), datasetId, versions, count));
      }
      if (append(lake, sets)) {
        return;
      }
    }
    throw new TryAgain(
        "Could not register the contributions of %d data sets: %s times another process was first."
            + " Run contribute again.",
        datasetIds.size(), ATTEMPTS);
  }

  private static ContributionSets.Registered registered(
      long seq, String datasetId, DataSetVersions versions, SetCounts counts) {
    return new ContributionSets.Registered(
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
  }

  /**
   * The commit's version is the first number of its sets, which is the same for all that saw the
   * same head: of them one succeeds.
   */
  private static boolean append(Lake lake, List<ContributionSets.Registered> sets) {
    long first = sets.get(0).seq();
    long last = sets.get(sets.size() - 1).seq();
    try {
      lake.appendOnce(ContributionSets.CODEC, sets, ContributionSets.TABLE.name(), first);
    } catch (LostRace e) {
      return false;
    }
    // Numbers that another process took are skipped in silence: look whose rows are there.
    Set<ContributionSets.Registered> there =
        new HashSet<>(
            ContributionSets.CODEC.records(
                lake.read(ContributionSets.TABLE)
                    .where(col(ContributionSets.SEQ).between(first, last))
                    .collectAsList()));
    return there.equals(new HashSet<>(sets));
  }

  private static long head(Lake lake) {
    return lake.read(ContributionSets.TABLE)
        .agg(coalesce(max(ContributionSets.SEQ), lit(0L)))
        .head()
        .getLong(0);
  }
}

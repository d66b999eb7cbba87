package org.headwaters.jobs.documents;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.headwaters.core.TryAgain;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LostRace;
import org.headwaters.tables.ContributionSets;

/**
 * The list of current contributions. The rows of a run are appended in one commit, under one number
 * and only while it is free, so two processes never both believe that theirs is the next, and a run
 * costs one commit however many data sets it has.
 */
public final class SetRegistry {
  private static final int ATTEMPTS = 10;

  private SetRegistry() {}

  /**
   * Makes the contributions of data sets current; TryAgain after ten lost races.
   *
   * @param counts by data set
   */
  public static void append(Lake lake, DataSetVersions versions, Map<String, SetCounts> counts) {
    Map<String, SetCounts> ordered = new TreeMap<>(KeyOrder.UTF8);
    ordered.putAll(counts);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long seq = head(lake) + 1;
      List<ContributionSets.Registered> sets =
          ordered.entrySet().stream()
              .map(set -> registered(versions, seq, set.getKey(), set.getValue()))
              .toList();
      if (append(lake, sets, seq)) {
        return;
      }
    }
    throw new TryAgain(
        "Could not register the contributions of %s: %s times another process was first. Run"
            + " contribute again.",
        String.join(", ", ordered.keySet()), ATTEMPTS);
  }

  private static ContributionSets.Registered registered(
      DataSetVersions versions, long seq, String datasetId, SetCounts counts) {
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

  private static boolean append(Lake lake, List<ContributionSets.Registered> sets, long seq) {
    try {
      lake.appendOnce(ContributionSets.CODEC, sets, ContributionSets.TABLE.name(), seq);
    } catch (LostRace e) {
      return false;
    }
    // A number that another process took is skipped in silence: look whose rows are there.
    Set<String> there = new HashSet<>();
    lake.read(ContributionSets.TABLE)
        .where(col(ContributionSets.SEQ).equalTo(seq))
        .select(ContributionSets.CONTRIBUTIONS_ID)
        .collectAsList()
        .forEach(row -> there.add(row.getString(0)));
    return sets.stream().allMatch(set -> there.contains(set.contributionsId()));
  }

  private static long head(Lake lake) {
    return lake.read(ContributionSets.TABLE)
        .agg(coalesce(max(ContributionSets.SEQ), lit(0L)))
        .head()
        .getLong(0);
  }
}

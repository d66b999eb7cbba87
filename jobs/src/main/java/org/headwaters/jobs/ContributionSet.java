package org.headwaters.jobs;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.headwaters.tables.ContributionSets;
import org.headwaters.tables.Lake;

/**
 * The contributions that are current for a data set under one attribution policy.
 *
 * @param seq the later set of a data set counts
 */
record ContributionSet(long seq, String datasetId, String contributionsId) {

  /** By data set. Grows with data sets, not with documents. */
  static Map<String, ContributionSet> current(Lake lake, String attributionHash) {
    Map<String, ContributionSet> current = new HashMap<>();
    for (Row row :
        lake.read(ContributionSets.TABLE)
            .where(col(ContributionSets.ATTRIBUTION_HASH).equalTo(attributionHash))
            .collectAsList()) {
      ContributionSet set =
          new ContributionSet(
              row.<Long>getAs(ContributionSets.SEQ),
              row.getAs(ContributionSets.DATASET_ID),
              row.getAs(ContributionSets.CONTRIBUTIONS_ID));
      current.merge(set.datasetId(), set, (one, two) -> one.seq() > two.seq() ? one : two);
    }
    return current;
  }
}

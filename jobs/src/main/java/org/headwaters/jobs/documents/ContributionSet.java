package org.headwaters.jobs.documents;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.headwaters.lake.Lake;
import org.headwaters.tables.ContributionSets;

/**
 * The contributions that are current for a data set under one attribution policy.
 *
 * @param seq the later set of a data set counts
 * @param weightPeople of the documents that people made
 * @param weightLinked the part of it whose documents were linked to a capture
 * @param weightSourced the part of that with a source
 */
public record ContributionSet(
    long seq,
    String datasetId,
    String contributionsId,
    long weightPeople,
    long weightLinked,
    long weightSourced) {

  /** By data set. Grows with data sets, not with documents. */
  public static Map<String, ContributionSet> current(Lake lake, String attributionHash) {
    Map<String, ContributionSet> current = new HashMap<>();
    for (Row row :
        lake.read(ContributionSets.TABLE)
            .where(col(ContributionSets.ATTRIBUTION_HASH).equalTo(attributionHash))
            .collectAsList()) {
      ContributionSet set =
          new ContributionSet(
              row.<Long>getAs(ContributionSets.SEQ),
              row.getAs(ContributionSets.DATASET_ID),
              row.getAs(ContributionSets.CONTRIBUTIONS_ID),
              row.<Long>getAs(ContributionSets.WEIGHT_PEOPLE),
              row.<Long>getAs(ContributionSets.WEIGHT_LINKED),
              row.<Long>getAs(ContributionSets.WEIGHT_SOURCED));
      current.merge(set.datasetId(), set, (one, two) -> one.seq() > two.seq() ? one : two);
    }
    return current;
  }
}

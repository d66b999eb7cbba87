package org.headwaters.jobs.documents;

import static org.apache.spark.sql.functions.col;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.lake.Lake;
import org.headwaters.tables.ContributionSets;

/**
 * The contributions that are current for a data set under one attribution policy.
 *
 * @param seq the later set of a data set counts
 * @param weightPeople of the documents that people made
 * @param weightSourced the part of it with a source
 * @param weightLinked the part of that whose documents were linked to a capture
 */
public record ContributionSet(
    long seq,
    String datasetId,
    String contributionsId,
    long weightPeople,
    long weightSourced,
    long weightLinked) {

  /** By data set. Grows with data sets, not with documents. */
  public static Map<String, ContributionSet> current(Lake lake, String attributionHash) {
    return latest(
        lake.read(ContributionSets.TABLE)
            .where(col(ContributionSets.ATTRIBUTION_HASH).equalTo(attributionHash)));
  }

  /** Those with these contributions_ids, by data set. */
  public static Map<String, ContributionSet> pinned(Lake lake, Map<String, String> ids) {
    return latest(
        lake.read(ContributionSets.TABLE)
            .where(col(ContributionSets.CONTRIBUTIONS_ID).isin(ids.values().toArray())));
  }

  private static Map<String, ContributionSet> latest(Dataset<Row> rows) {
    Map<String, ContributionSet> current = new HashMap<>();
    for (Row row : rows.collectAsList()) {
      ContributionSet set =
          new ContributionSet(
              row.<Long>getAs(ContributionSets.SEQ),
              row.getAs(ContributionSets.DATASET_ID),
              row.getAs(ContributionSets.CONTRIBUTIONS_ID),
              row.<Long>getAs(ContributionSets.WEIGHT_PEOPLE),
              row.<Long>getAs(ContributionSets.WEIGHT_SOURCED),
              row.<Long>getAs(ContributionSets.WEIGHT_LINKED));
      current.merge(set.datasetId(), set, (one, two) -> one.seq() > two.seq() ? one : two);
    }
    return current;
  }
}

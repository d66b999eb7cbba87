package org.headwaters.jobs.books;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.headwaters.jobs.books.Explanation.Credit;
import org.headwaters.jobs.period.OpenedPeriod;
import org.headwaters.tables.Contributions;

/** By which weight of how much a source is credited at a data set. */
final class CreditWeights {
  private static final int NAMED = 200;

  private CreditWeights() {}

  /** The credits with the weights of their contributions, where they have any. */
  static List<Credit> of(OpenedPeriod booked, List<Credit> credits) {
    List<String> sources =
        credits.stream().map(credit -> String.valueOf(credit.sourceId())).distinct().toList();
    if (sources.size() > NAMED) {
      // Of so many sources nobody reads the weights one by one.
      return credits;
    }
    Map<String, String> sets = booked.contributionsIds();
    List<String> ids =
        credits.stream().map(Credit::originId).distinct().filter(sets::containsKey).toList();
    Map<List<String>, long[]> weights = new HashMap<>();
    for (Row row :
        booked
            .lake()
            .read(
                Contributions.TABLE,
                Contributions.CONTRIBUTIONS_ID,
                ids.stream().map(sets::get).distinct().sorted().toList())
            .where(col(Contributions.SOURCE_ID).isin(sources.toArray()))
            .collectAsList()) {
      weights.put(
          List.of(
              row.getAs(Contributions.SOURCE_ID),
              row.getAs(Contributions.DATASET_ID),
              row.getAs(Contributions.PART)),
          new long[] {
            row.<Long>getAs(Contributions.WEIGHT), row.<Long>getAs(Contributions.WEIGHT_TOTAL)
          });
    }
    List<Credit> weighed = new ArrayList<>();
    for (Credit credit : credits) {
      long[] weight =
          weights.getOrDefault(
              List.of(
                  String.valueOf(credit.sourceId()),
                  credit.originId(),
                  String.valueOf(credit.part())),
              new long[] {0, 0});
      weighed.add(credit.weighed(weight[0], weight[1]));
    }
    return weighed;
  }
}

package org.headwaters.jobs.books;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.settlement.Inflow;
import org.headwaters.core.source.Pseudonym;
import org.headwaters.jobs.period.FlowRows;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;

/**
 * What only a folder with one row a person can show: that the persons of each site add up to the
 * site as it was booked, that there are as many as the trees have leaves, and that all that came in
 * for a part is somebody's or waits, to the micro.
 */
final class AuditedSources {
  private final Checks checks;
  private final PublishedFiles published;
  private final PublishedFiles audit;
  private final Period period;

  AuditedSources(Checks checks, PublishedFiles published, PublishedFiles audit, Period period) {
    this.checks = checks;
    this.published = published;
    this.audit = audit;
    this.period = period;
  }

  /** Looks; goes on after a failure. */
  void look() {
    checks.look("persons", this::persons).ifPresent(said -> checks.holds("persons", said));
    checks.look("outcomes", this::outcomes).ifPresent(said -> checks.holds("outcomes", said));
  }

  private String persons() {
    List<Row> rows = audit.rows(Contributions.TABLE, period);
    Map<List<String>, Long> weights = new HashMap<>();
    Map<List<String>, Long> leaves = new HashMap<>();
    for (Row row : rows) {
      String set = row.getAs(Contributions.CONTRIBUTIONS_ID);
      String part = row.getAs(Contributions.PART);
      String site = Pseudonym.group(row.<String>getAs(Contributions.SOURCE_ID));
      long weight = row.<Long>getAs(Contributions.WEIGHT);
      weights.merge(List.of(set, part, site), weight, Math::addExact);
      leaves.merge(List.of(set, part), 1L, Math::addExact);
    }
    for (Row row : published.rows(Contributions.TABLE, period)) {
      List<String> site =
          List.of(
              row.<String>getAs(Contributions.CONTRIBUTIONS_ID),
              row.<String>getAs(Contributions.PART),
              row.<String>getAs(Contributions.SOURCE_ID));
      Long found = weights.remove(site);
      InvalidInput.check(
          row.<Long>getAs(Contributions.WEIGHT).equals(found),
          "%s: the weights of %s add up to %s, but %s was booked.",
          audit.place(Contributions.TABLE, period),
          site,
          String.valueOf(found),
          row.<Long>getAs(Contributions.WEIGHT));
    }
    InvalidInput.check(
        weights.isEmpty(),
        "%s has sources that were not booked: %s.",
        audit.place(Contributions.TABLE, period),
        weights.keySet());
    for (ContributionTrees.Tree tree :
        ContributionTrees.CODEC.records(audit.rows(ContributionTrees.TABLE, period))) {
      long found = leaves.getOrDefault(List.of(tree.contributionsId(), tree.part()), 0L);
      InvalidInput.check(
          found == tree.sources(),
          "%s: %s of %s has %d sources, but its tree has %d leaves.",
          audit.place(Contributions.TABLE, period),
          tree.part(),
          tree.datasetId(),
          found,
          tree.sources());
    }
    return rows.size() + " sources, one a person, which add up to the sites that were booked";
  }

  private String outcomes() {
    Map<String, Long> left = new TreeMap<>();
    for (Inflow inflow :
        Inflow.all(
            AssetFlows.CODEC.records(audit.rows(AssetFlows.TABLE, period)).stream()
                .map(FlowRows::flow)
                .toList())) {
      left.merge(
          inflow.part().key() + " of " + inflow.originId(), inflow.amountMicros(), Math::addExact);
    }
    for (Row row : audit.rows(HolderCredits.TABLE, period)) {
      left.merge(
          row.getAs(HolderCredits.PART) + " of " + row.getAs(HolderCredits.DATASET_ID),
          -row.<Long>getAs(HolderCredits.AMOUNT_MICROS),
          Math::addExact);
    }
    left.forEach(
        (part, micros) ->
            InvalidInput.check(
                micros == 0,
                "%s: %s: %d micros came in that are nobody's and do not wait.",
                audit.place(HolderCredits.TABLE, period),
                part,
                micros));
    return left.size() + " parts: all that came in is owed to somebody or waits, to the micro";
  }
}

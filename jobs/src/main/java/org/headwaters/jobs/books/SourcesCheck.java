package org.headwaters.jobs.books;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.settlement.Inflow;
import org.headwaters.core.source.SourceId;
import org.headwaters.jobs.period.FlowRows;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.jspecify.annotations.Nullable;

/**
 * Whether the weights of sources are the chain that they must be, up to the totals of their trees,
 * and whether what claims and buckets got of each source is what the source was credited with.
 * Persons of one site are one source here; their keys lie together, so that the site's credit is
 * the sum of theirs to the micro.
 */
final class SourcesCheck {
  private final Checks checks;
  private final PublishedFiles files;
  private final Period period;

  /** By data set and part, and where it is told by source. */
  private final Map<List<@Nullable String>, Limits> credits = new HashMap<>();

  SourcesCheck(Checks checks, PublishedFiles files, Period period) {
    this.checks = checks;
    this.files = files;
    this.period = period;
  }

  /** What was refunded and what was earned: whatever is told of it lies between the two. */
  private record Limits(long refunded, long earned) {
    static final Limits NONE = new Limits(0, 0);

    Limits plus(long micros) {
      return micros < 0
          ? new Limits(Math.addExact(refunded, micros), earned)
          : new Limits(refunded, Math.addExact(earned, micros));
    }

    boolean hold(long micros) {
      return refunded <= micros && micros <= earned;
    }
  }

  /** Looks; goes on after a failure. */
  void look(List<AssetFlows.Flow> flows) {
    List<Row> contributions = files.rows(Contributions.TABLE, period);
    checks
        .look("weights", () -> weights(contributions))
        .ifPresent(
            said -> {
              checks.holds("weights", said);
              checks
                  .look("sources", () -> sources(flows, contributions))
                  .ifPresent(each -> checks.holds("sources", each));
            });
  }

  private String weights(List<Row> contributions) {
    Map<List<String>, List<Row>> parts = new HashMap<>();
    for (Row row : contributions) {
      parts
          .computeIfAbsent(
              List.of(
                  row.<String>getAs(Contributions.CONTRIBUTIONS_ID),
                  row.<String>getAs(Contributions.PART)),
              part -> new ArrayList<>())
          .add(row);
    }
    List<ContributionTrees.Tree> trees =
        ContributionTrees.CODEC.records(files.rows(ContributionTrees.TABLE, period));
    for (ContributionTrees.Tree tree : trees) {
      List<Row> rows = parts.remove(List.of(tree.contributionsId(), tree.part()));
      InvalidInput.check(
          rows != null && rows.size() <= tree.sources(),
          "%s: %s of %s has %d sources, but %d rows are published.",
          files.place(ContributionTrees.TABLE, period),
          tree.part(),
          tree.datasetId(),
          tree.sources(),
          rows == null ? 0 : rows.size());
      chain(tree, Objects.requireNonNull(rows));
    }
    InvalidInput.check(
        parts.isEmpty(),
        "%s has rows without a tree: %s.",
        files.place(Contributions.TABLE, period),
        parts.keySet());
    return contributions.size()
        + " weights in a chain, up to the totals of "
        + trees.size()
        + " trees";
  }

  /** Each weight begins where the one before it ends, and the last ends at the tree's total. */
  private void chain(ContributionTrees.Tree tree, List<Row> rows) {
    rows.sort(
        Comparator.comparing(row -> row.<String>getAs(Contributions.SOURCE_ID), KeyOrder.UTF8));
    long before = 0;
    for (Row row : rows) {
      long weight = row.<Long>getAs(Contributions.WEIGHT);
      InvalidInput.check(
          row.<Long>getAs(Contributions.WEIGHT_BEFORE) == before
              && row.<Long>getAs(Contributions.WEIGHT_TOTAL) == tree.weight(),
          "%s: %s of %s, %s: weight %d after %d of %d, but the rows before it add up to %d and the"
              + " tree to %d.",
          files.place(Contributions.TABLE, period),
          tree.part(),
          tree.datasetId(),
          row.<String>getAs(Contributions.SOURCE_ID),
          weight,
          row.<Long>getAs(Contributions.WEIGHT_BEFORE),
          row.<Long>getAs(Contributions.WEIGHT_TOTAL),
          before,
          tree.weight());
      before = Math.addExact(before, weight);
    }
    InvalidInput.check(
        before == tree.weight(),
        "%s: the weights of %s of %s add up to %d, but the tree that was booked to %d.",
        files.place(Contributions.TABLE, period),
        tree.part(),
        tree.datasetId(),
        before,
        tree.weight());
  }

  private String sources(List<AssetFlows.Flow> flows, List<Row> contributions) {
    List<Inflow> inflows = Inflow.all(flows.stream().map(FlowRows::flow).toList());
    for (Inflow inflow : inflows) {
      String part = inflow.part().key();
      add(inflow.amountMicros(), inflow.originId(), part);
      if (inflow.part() == CreditPart.LINEAGE) {
        String reason = Objects.requireNonNull(inflow.reason()).key();
        add(inflow.amountMicros(), inflow.originId(), part, reason);
      } else if (inflow.sourceId() != null) {
        add(inflow.amountMicros(), inflow.originId(), part, inflow.sourceId());
      }
    }
    for (Row row : contributions) {
      String dataset = row.getAs(Contributions.DATASET_ID);
      String part = row.getAs(Contributions.PART);
      Limits inflow = credits.getOrDefault(List.of(dataset, part), Limits.NONE);
      for (long micros : List.of(inflow.refunded(), inflow.earned())) {
        long credit =
            Apportionment.part(
                micros,
                row.<Long>getAs(Contributions.WEIGHT_BEFORE),
                row.<Long>getAs(Contributions.WEIGHT),
                row.<Long>getAs(Contributions.WEIGHT_TOTAL));
        add(credit, dataset, part, row.<String>getAs(Contributions.SOURCE_ID));
      }
    }
    return credited();
  }

  private void add(long micros, String... of) {
    credits.merge(List.of(of), Limits.NONE.plus(micros), (a, b) -> a.plus(micros));
  }

  /** What is told of every source, bucket and reason lies within what there was of it. */
  private String credited() {
    Map<List<String>, Long> told = new HashMap<>();
    for (Row row : files.rows(HolderCredits.TABLE, period)) {
      @Nullable String dataset = row.getAs(HolderCredits.DATASET_ID);
      if (dataset == null) {
        continue; // holders who are persons are one row a bucket
      }
      String part = row.getAs(HolderCredits.PART);
      boolean lost = row.<String>getAs(HolderCredits.BUCKET).equals(Bucket.UNDISCLOSED.key());
      // Documents without url or author have a source that is nobody's; the graph's losses a
      // reason.
      @Nullable String nobody =
          part.equals(CreditPart.LINEAGE.key())
              ? row.<String>getAs(HolderCredits.REASON)
              : SourceId.NO_SOURCE.text();
      @Nullable String by = lost ? nobody : row.<String>getAs(HolderCredits.SOURCE_ID);
      long micros = row.<Long>getAs(HolderCredits.AMOUNT_MICROS);
      told.merge(List.of(dataset, part), micros, Math::addExact);
      // Who was measured in outputs is not published, so that of them only the sum can be compared.
      if (by != null && !part.equals(CreditPart.OUTPUT_ATTRIBUTIONS.key())) {
        told.merge(List.of(dataset, part, by), micros, Math::addExact);
      }
    }
    told.forEach(
        (of, micros) -> {
          Limits limits = credits.getOrDefault(of, Limits.NONE);
          InvalidInput.check(
              limits.hold(micros),
              "%s: %s: %d micros are told of it, but by the rule it has %d to %d.",
              files.place(HolderCredits.TABLE, period),
              String.join(", ", of),
              micros,
              limits.refunded(),
              limits.earned());
        });
    return told.size() + " sums of credits, none more than its source, part or reason has";
  }
}

package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.proof.ContributionLeaf;
import org.headwaters.core.proof.Inclusion;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.SumProof;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.Inflow;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.statement.LeafProof;
import org.headwaters.core.statement.LineProof;
import org.headwaters.core.statement.OriginProof;
import org.headwaters.core.statement.RowProof;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.jobs.step.ProofsOfRows;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.transforms.ContributionLeaves;
import org.headwaters.transforms.RowLeaves;

/** A holder's lines of a run, with the proofs of the flows and weights that they follow from. */
final class ProvedLines {
  private final Lake lake;
  private final PeriodRun run;
  private final LeafSalts salts;

  /** By data set, part and source: micros by claim. */
  private final SortedMap<List<String>, SortedMap<String, Long>> lines =
      new TreeMap<>(Comparator.comparing(key -> String.join("\0", key), KeyOrder.UTF8));

  ProvedLines(Lake lake, PeriodRun run, LeafSalts salts, String holderId) {
    this.lake = lake;
    this.run = run;
    this.salts = salts;
    for (Row row :
        lake.read(HolderCredits.TABLE, run.slice())
            .where(col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key()))
            .where(col(HolderCredits.HOLDER_ID).equalTo(holderId))
            .collectAsList()) {
      lines
          .computeIfAbsent(
              List.of(
                  row.getAs(HolderCredits.DATASET_ID),
                  row.getAs(HolderCredits.PART),
                  row.getAs(HolderCredits.SOURCE_ID)),
              key -> new TreeMap<>())
          .merge(
              row.getAs(HolderCredits.CLAIM_ID),
              row.<Long>getAs(HolderCredits.AMOUNT_MICROS),
              Math::addExact);
    }
    lines.values().forEach(micros -> micros.values().removeIf(each -> each == 0));
    lines.values().removeIf(Map::isEmpty);
  }

  /** The sources that the holder is paid for. */
  Set<String> sources() {
    return lines.keySet().stream()
        .map(key -> key.get(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What reached every data set and part of the lines. */
  List<OriginProof> origins() {
    ProvedRows flows =
        new ProvedRows(
            AssetFlows.TABLE.key(), lake.read(AssetFlows.TABLE, run.slice()).collectAsList());
    ProvedRows trees =
        new ProvedRows(
            ContributionTrees.TABLE.key(),
            lake.read(
                    ContributionTrees.TABLE,
                    ContributionTrees.CONTRIBUTIONS_ID,
                    run.sets().values().stream().map(ContributionSet::contributionsId).toList())
                .collectAsList());
    List<OriginProof> origins = new ArrayList<>();
    for (List<String> origin : byOrigin().keySet()) {
      Optional<RowProof> tree =
          contributionsId(origin).stream()
              .flatMap(
                  id ->
                      trees
                          .where(
                              row ->
                                  id.equals(row.get(ContributionTrees.CONTRIBUTIONS_ID))
                                      && origin.get(1).equals(row.get(ContributionTrees.PART)))
                          .stream())
              .findFirst();
      origins.add(
          new OriginProof(
              origin.get(0), origin.get(1), flows.where(row -> reaches(row, origin)), tree));
    }
    return origins;
  }

  private static boolean reaches(Map<String, String> flow, List<String> origin) {
    return Inflow.of(
            new MoneyFlow(
                String.valueOf(flow.get(AssetFlows.CHILD_ID)),
                FlowKind.of(String.valueOf(flow.get(AssetFlows.TO_KIND))),
                flow.get(AssetFlows.TO_ID),
                null,
                null,
                null,
                0))
        .filter(inflow -> origin.equals(List.of(inflow.originId(), inflow.part().key())))
        .isPresent();
  }

  /** Sources by data set and part. */
  private Map<List<String>, Set<String>> byOrigin() {
    Map<List<String>, Set<String>> origins = new LinkedHashMap<>();
    for (List<String> key : lines.keySet()) {
      origins
          .computeIfAbsent(key.subList(0, 2), origin -> new TreeSet<>(KeyOrder.UTF8))
          .add(key.get(2));
    }
    return origins;
  }

  private Optional<String> contributionsId(List<String> origin) {
    CreditPart part = CreditPart.of(origin.get(1));
    return part == CreditPart.DOCUMENTS || part == CreditPart.FEEDBACK
        ? Optional.ofNullable(run.sets().get(origin.get(0))).map(ContributionSet::contributionsId)
        : Optional.empty();
  }

  /** The lines, by data set, part and source. */
  List<LineProof> lines(ProvedClaims claims) {
    Map<List<String>, Map<String, LeafProof>> weights = new HashMap<>();
    byOrigin()
        .forEach(
            (origin, sources) ->
                contributionsId(origin)
                    .ifPresent(id -> weights.put(origin, weights(id, origin.get(1), sources))));
    List<LineProof> proved = new ArrayList<>();
    lines.forEach(
        (key, micros) ->
            proved.add(
                new LineProof(
                    key.get(0),
                    key.get(1),
                    key.get(2),
                    claims.covers(key.get(2)),
                    Optional.ofNullable(
                        weights.getOrDefault(key.subList(0, 2), Map.of()).get(key.get(2))),
                    micros)));
    return proved;
  }

  /** The proofs of some sources' weights in one tree. */
  private Map<String, LeafProof> weights(String id, String part, Set<String> sources) {
    Dataset<Row> rows =
        lake.read(Contributions.TABLE, Contributions.CONTRIBUTIONS_ID, List.of(id))
            .where(col(Contributions.PART).equalTo(part));
    Set<List<String>> wanted = sources.stream().map(List::of).collect(Collectors.toSet());
    Map<List<String>, Inclusion<SumNode>> proofs =
        lake.few(rows)
            .map(few -> ProofsOfRows.of(sorted(few), wanted, SumNode.RULE))
            .orElseGet(
                () ->
                    ProofsOfRows.of(
                        ContributionLeaves.apply(rows, salts)
                            .select(Contributions.SOURCE_ID, RowLeaves.LEAF),
                        wanted,
                        SumNode.RULE));
    Map<String, LeafProof> proved = new HashMap<>();
    for (Row row :
        rows.where(col(Contributions.SOURCE_ID).isin(sources.toArray())).collectAsList()) {
      ContributionLeaf leaf = ContributionLeaves.said(row);
      Inclusion<SumNode> proof = proofs.get(List.of(leaf.sourceId()));
      if (proof != null) {
        proved.put(leaf.sourceId(), new LeafProof(leaf.salted(salts), new SumProof(proof)));
      }
    }
    return proved;
  }

  private List<Row> sorted(List<Row> rows) {
    return rows.stream()
        .map(row -> ContributionLeaves.leaf(row, salts))
        .sorted(Comparator.comparing(ContributionLeaves.Leaf::sourceId, KeyOrder.UTF8))
        .map(leaf -> RowLeaves.of(leaf.sourceId(), leaf.leaf()))
        .toList();
  }
}

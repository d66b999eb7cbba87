package org.headwaters.core.lineage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A small lineage, written down line by line. */
final class World {
  static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  /** A token weighs a thousand thousandths. */
  static final int DOCUMENT_UNITS = 1_000;

  /** The documented default policy. */
  static final FlowRules DEFAULT =
      new FlowRules(
          Map.of(
              AssetKind.SERVICE,
              Map.of(
                  Stage.SERVING, 700_000,
                  Stage.RETRIEVAL_DATA, 300_000,
                  Stage.OUTPUT_ATTRIBUTIONS, 0),
              AssetKind.MODEL,
              Map.of(
                  Stage.BASE, 500_000,
                  Stage.DISTILLATION, 300_000,
                  Stage.PRETRAINING_DATA, 600_000,
                  Stage.FINETUNING_DATA, 200_000,
                  Stage.PREFERENCE_DATA, 100_000,
                  Stage.RETRIEVAL_DATA, 100_000,
                  Stage.OUTPUT_ATTRIBUTIONS, 0),
              AssetKind.DATASET,
              Map.of(Stage.CONTENTS, 1_000_000)),
          Map.of(
              Disclosure.FULL, 0,
              Disclosure.PARTIAL, 200_000,
              Disclosure.NONE, 1_000_000,
              Disclosure.UNSTATED, 200_000),
          Map.of(
              AssetKind.SERVICE, 0,
              AssetKind.MODEL, 100_000,
              AssetKind.DATASET, 100_000),
          500_000,
          DOCUMENT_UNITS);

  /** The default, but makers may keep everything. */
  static final FlowRules GENEROUS =
      new FlowRules(
          DEFAULT.stagesPpm(),
          DEFAULT.undisclosedPpm(),
          Map.of(
              AssetKind.SERVICE, 1_000_000,
              AssetKind.MODEL, 1_000_000,
              AssetKind.DATASET, 1_000_000),
          500_000,
          DOCUMENT_UNITS);

  final List<Asset> assets = new ArrayList<>();
  final List<Edge> edges = new ArrayList<>();
  final List<Contents> contents = new ArrayList<>();
  final Map<String, BigInteger> outputAttributions = new HashMap<>();
  FlowRules rules = DEFAULT;

  World rules(FlowRules other) {
    rules = other;
    return this;
  }

  World asset(String id, Disclosure disclosure, int ownSharePpm) {
    assets.add(new Asset(id, AssetKind.ofId(id), disclosure, ownSharePpm));
    return this;
  }

  World full(String id) {
    return asset(id, Disclosure.FULL, 0);
  }

  /** {@code weight}: in millionths. */
  World edge(String child, String parent, Relation relation, @Nullable Long weight) {
    edges.add(
        new Edge(
            child,
            parent,
            relation,
            weight == null ? null : Edge.units(BigDecimal.valueOf(weight, 6)),
            null,
            1_000_000,
            false,
            DAY));
    return this;
  }

  World edge(String child, String parent, Relation relation) {
    return edge(child, parent, relation, null);
  }

  World share(String child, String parent, Relation relation, int sharePpm) {
    edges.add(new Edge(child, parent, relation, null, sharePpm, 1_000_000, true, DAY));
    return this;
  }

  World doubtful(String child, String parent, Relation relation, int confidencePpm) {
    edges.add(new Edge(child, parent, relation, null, null, confidencePpm, false, DAY));
    return this;
  }

  /** Documents and generators in tokens. */
  World holds(String id, long documents, Map<String, Long> generators) {
    return holds(id, documents, generators, 0, Map.of());
  }

  World holds(
      String id,
      long documents,
      Map<String, Long> generators,
      long people,
      Map<String, Long> raters) {
    contents.add(
        new Contents(
            id,
            BigInteger.valueOf(documents * DOCUMENT_UNITS),
            weights(generators, DOCUMENT_UNITS),
            BigInteger.valueOf(people),
            weights(raters, 1)));
    return this;
  }

  World documents(String id) {
    return full(id).holds(id, 1, Map.of());
  }

  LineageInput input() {
    return new LineageInput(assets, edges, contents, outputAttributions, Set.of());
  }

  AssetGraph graph() {
    return AssetGraph.of(rules, input());
  }

  /** The exits of an asset, one a line: path share destination. */
  String exits(String id) {
    AssetGraph graph = graph();
    StringBuilder lines = new StringBuilder();
    for (Exit exit : graph.exits(graph.index(id))) {
      lines.append(exit.path()).append(' ').append(exit.share()).append(' ');
      lines.append(exit.destination().key());
      append(lines, " ", exit.parentId());
      append(lines, " ", exit.reason() == null ? null : exit.reason().key());
      append(lines, " @", exit.stage() == null ? null : exit.stage().key());
      append(lines, " ", exit.relation() == null ? null : exit.relation().key());
      append(lines, " =", millionths(exit));
      lines.append('\n');
    }
    return lines.toString();
  }

  /** The findings, one a line: kind asset parent: detail. */
  String findings() {
    return findings(graph());
  }

  static String findings(AssetGraph graph) {
    StringBuilder lines = new StringBuilder();
    for (Finding finding : graph.findings()) {
      lines.append(finding.kind().key()).append(' ').append(finding.assetId());
      append(lines, " ", finding.parentId());
      lines.append(": ").append(finding.detail()).append('\n');
    }
    return lines.toString();
  }

  Flows settle(String entry, long micros) {
    return FlowSolver.settle(graph(), entries(Map.of(entry, BigInteger.valueOf(micros))));
  }

  static Entries entries(Map<String, BigInteger> micros) {
    List<Entries.Entry> entries = new ArrayList<>();
    micros.forEach((id, amount) -> entries.add(new Entries.Entry(id, amount)));
    return Entries.of(entries);
  }

  /** The flows, one a line: child destination amount. */
  static String flows(Flows flows) {
    StringBuilder lines = new StringBuilder();
    for (Flow flow : flows.flows()) {
      lines.append(flow.childId()).append(" > ").append(flow.destination().key());
      append(lines, " ", flow.parentId());
      append(lines, " ", flow.reason() == null ? null : flow.reason().key());
      append(lines, " @", flow.stage() == null ? null : flow.stage().key());
      append(lines, " ", flow.relation() == null ? null : flow.relation().key());
      lines.append(": ").append(flow.amountMicros()).append('\n');
    }
    return lines.toString();
  }

  private static void append(StringBuilder lines, String before, @Nullable Object value) {
    if (value != null) {
      lines.append(before).append(value);
    }
  }

  private static SortedMap<String, BigInteger> weights(Map<String, Long> weights, int units) {
    TreeMap<String, BigInteger> big = new TreeMap<>();
    weights.forEach((id, weight) -> big.put(id, BigInteger.valueOf(weight * units)));
    return big;
  }

  /** Of what is counted in units of edges; what only sources weigh, or a lone 1, as it is. */
  private static @Nullable BigInteger millionths(Exit exit) {
    BigInteger weight = exit.weight();
    BigInteger unit = BigInteger.TEN.pow(Edge.WEIGHT_SCALE - 6);
    return weight == null || weight.compareTo(unit) < 0 ? weight : weight.divide(unit);
  }
}

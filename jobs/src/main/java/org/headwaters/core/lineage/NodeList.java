package org.headwaters.core.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.lineage.ExitTree.Node;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/** Gathers, from rows in any order, what is known about each asset that any of them names. */
final class NodeList {
  private static final Comparator<Edge> BY_PARENT =
      Comparator.comparing(Edge::parentId, KeyOrder.UTF8)
          .thenComparing(Edge::relation)
          .thenComparing(Edge.BY_VALIDITY.reversed());

  private final LineageInput input;
  private final Collection<Finding> findings;
  private final Map<String, Asset> assets = new HashMap<>();
  private final Map<String, List<Edge>> edges = new HashMap<>();
  private final Map<String, Contents> contents = new HashMap<>();

  /** Assets that some table describes. */
  private final Set<String> described = new HashSet<>();

  /** Assets that are only named, as a parent or an earner. */
  private final Set<String> named = new HashSet<>();

  NodeList(LineageInput input, Collection<Finding> findings) {
    this.input = input;
    this.findings = findings;
    for (Asset asset : input.assets()) {
      InvalidInput.check(
          assets.put(asset.id(), asset) == null,
          "The asset %s is described twice. Keep one row of it in assets.",
          asset.id());
      described.add(asset.id());
    }
    for (Edge edge : input.edges()) {
      edges.computeIfAbsent(edge.childId(), child -> new ArrayList<>()).add(edge);
      described.add(edge.childId());
      named.add(edge.parentId());
    }
    for (Contents held : input.contents()) {
      InvalidInput.check(
          contents.put(held.assetId(), held) == null,
          "The contents of %s are given twice. Give one set of contributions for it.",
          held.assetId());
      described.add(held.assetId());
      named.addAll(held.generators().keySet());
      named.addAll(held.raters().keySet());
    }
    described.addAll(input.outputAttributions().keySet());
    named.addAll(input.earners());
  }

  /** In key order of their ids. */
  List<Node> nodes() {
    Set<String> ids = new HashSet<>(described);
    ids.addAll(named);
    AssetGraph.checkSize(ids.size(), input.edges().size());
    List<String> sorted = new ArrayList<>(ids);
    sorted.sort(KeyOrder.UTF8);
    List<Node> nodes = new ArrayList<>(sorted.size());
    for (String id : sorted) {
      nodes.add(node(id));
    }
    return nodes;
  }

  private Node node(String id) {
    Asset asset = assets.get(id);
    Contents held = contents.get(id);
    if (asset == null) {
      asset = Asset.ofId(id);
      if (asset.kind() == AssetKind.UNKNOWN && held != null) {
        // Whatever its id, only a data set has entries or feedback.
        asset = new Asset(id, AssetKind.DATASET, Disclosure.UNSTATED, 0);
      }
    }
    boolean isDescribed = described.contains(id);
    if (!isDescribed && input.earners().contains(id)) {
      findings.add(new Finding(FindingKind.DANGLING, id, null, "an earner that nothing describes"));
    }
    if (held != null) {
      held.generators().keySet().forEach(model -> checkParent(id, model));
      held.raters().keySet().forEach(model -> checkParent(id, model));
    }
    return new Node(asset, isDescribed, edges(id), held, hasOutputAttributions(id));
  }

  private List<Edge> edges(String childId) {
    List<Edge> all = edges.getOrDefault(childId, List.of());
    List<Edge> distinct = new ArrayList<>(all.size());
    List<Edge> sorted = new ArrayList<>(all);
    sorted.sort(BY_PARENT);
    @Nullable Edge last = null;
    for (Edge edge : sorted) {
      if (last != null
          && last.relation() == edge.relation()
          && last.parentId().equals(edge.parentId())) {
        findings.add(duplicate(last, edge));
        continue;
      }
      checkParent(childId, edge.parentId());
      distinct.add(edge);
      last = edge;
    }
    return distinct;
  }

  private boolean hasOutputAttributions(String id) {
    var weight = input.outputAttributions().get(id);
    return weight != null && weight.signum() > 0;
  }

  private void checkParent(String childId, String parentId) {
    if (!described.contains(parentId)) {
      findings.add(
          new Finding(
              FindingKind.DANGLING,
              childId,
              parentId,
              "no table describes the parent " + parentId));
    }
  }

  private static Finding duplicate(Edge kept, Edge dropped) {
    return new Finding(
        FindingKind.DUPLICATE_EDGE,
        kept.childId(),
        kept.parentId(),
        kept.relation().key()
            + " of "
            + kept.validFrom()
            + " counts, not that of "
            + dropped.validFrom());
  }
}

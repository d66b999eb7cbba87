package org.headwaters.core.lineage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.lineage.ExitTree.Node;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Gathers, from rows in any order, what is known about each asset that any of them names. An id is
 * looked up once a row; from then on an asset is its number, and numbers are in key order.
 */
final class NodeList {
  private static final Comparator<Arrow> BY_PARENT =
      Comparator.comparingInt(Arrow::parent)
          .thenComparing(Arrow::edge, Comparator.comparing(Edge::relation))
          .thenComparing(Arrow::edge, Edge.BY_VALIDITY.reversed());

  private final LineageInput input;
  private final Collection<Finding> findings;
  private final Map<String, Integer> index = new HashMap<>();

  /** Of the assets in key order. */
  private final String[] ids;

  private final @Nullable Asset[] assets;
  private final @Nullable Contents[] contents;

  /** Whether some table describes the asset, or it is only named, as a parent or an earner. */
  private final boolean[] described;

  /** The edges of asset a stand from {@code firstArrow[a]} to before {@code firstArrow[a + 1]}. */
  private final Arrow[] arrows;

  private final int[] firstArrow;

  /** An edge with the number of its parent. */
  private record Arrow(Edge edge, int parent) {}

  NodeList(LineageInput input, Collection<Finding> findings) {
    this.input = input;
    this.findings = findings;
    int[] children = new int[input.edges().size()];
    int[] parents = new int[input.edges().size()];
    for (int edge = 0; edge < children.length; edge++) {
      children[edge] = number(input.edges().get(edge).childId());
      parents[edge] = number(input.edges().get(edge).parentId());
    }
    input.assets().forEach(asset -> number(asset.id()));
    for (Contents held : input.contents()) {
      number(held.assetId());
      held.generators().keySet().forEach(this::number);
      held.raters().keySet().forEach(this::number);
    }
    input.outputAttributions().keySet().forEach(this::number);
    input.earners().forEach(this::number);
    AssetGraph.checkSize(index.size(), children.length);
    this.ids = index.keySet().toArray(new String[0]);
    Arrays.sort(ids, KeyOrder.UTF8);
    int[] inOrder = renumber();
    this.assets = new Asset[ids.length];
    this.contents = new Contents[ids.length];
    this.described = new boolean[ids.length];
    this.firstArrow = new int[ids.length + 1];
    this.arrows = new Arrow[children.length];
    describe();
    draw(children, parents, inOrder);
  }

  /** First come, first numbered, until all ids are known. */
  private int number(String id) {
    Integer known = index.putIfAbsent(id, index.size());
    return known == null ? index.size() - 1 : known;
  }

  /** Numbers the ids in their order and returns the new number of each old one. */
  private int[] renumber() {
    int[] inOrder = new int[ids.length];
    for (int asset = 0; asset < ids.length; asset++) {
      Integer before = index.put(ids[asset], asset);
      inOrder[before == null ? asset : before] = asset;
    }
    return inOrder;
  }

  private void describe() {
    for (Asset asset : input.assets()) {
      int number = index(asset.id());
      InvalidInput.check(
          assets[number] == null,
          "The asset %s is described twice. Keep one row of it in assets.",
          asset.id());
      assets[number] = asset;
      described[number] = true;
    }
    for (Contents held : input.contents()) {
      int number = index(held.assetId());
      InvalidInput.check(
          contents[number] == null,
          "The contents of %s are given twice. Give one set of contributions for it.",
          held.assetId());
      contents[number] = held;
      described[number] = true;
    }
    for (String id : input.outputAttributions().keySet()) {
      described[index(id)] = true;
    }
  }

  /** Puts the edges together by child, and in order by parent, relation, and the latest first. */
  private void draw(int[] children, int[] parents, int[] inOrder) {
    for (int child : children) {
      firstArrow[inOrder[child] + 1]++;
      described[inOrder[child]] = true;
    }
    Arrays.parallelPrefix(firstArrow, Integer::sum);
    int[] next = firstArrow.clone();
    for (int edge = 0; edge < children.length; edge++) {
      int child = inOrder[children[edge]];
      arrows[next[child]++] = new Arrow(input.edges().get(edge), inOrder[parents[edge]]);
    }
    for (int child = 0; child < ids.length; child++) {
      Arrays.sort(arrows, firstArrow[child], firstArrow[child + 1], BY_PARENT);
    }
  }

  /** The number of each id, in key order. */
  Map<String, Integer> index() {
    return Collections.unmodifiableMap(index);
  }

  private int index(String id) {
    return Objects.requireNonNull(index.get(id));
  }

  /** In key order of their ids. */
  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>(ids.length);
    for (int asset = 0; asset < ids.length; asset++) {
      nodes.add(node(asset));
    }
    return nodes;
  }

  private Node node(int number) {
    String id = ids[number];
    Asset asset = assets[number];
    Contents held = contents[number];
    if (asset == null) {
      asset = Asset.ofId(id);
      if (asset.kind() == AssetKind.UNKNOWN && held != null) {
        // Whatever its id, only a data set has entries or feedback.
        asset = new Asset(id, AssetKind.DATASET, Disclosure.UNSTATED, 0);
      }
    }
    if (!described[number] && input.earners().contains(id)) {
      findings.add(new Finding(FindingKind.DANGLING, id, null, "an earner that nothing describes"));
    }
    if (held != null) {
      held.generators().keySet().forEach(model -> checkParent(id, index(model)));
      held.raters().keySet().forEach(model -> checkParent(id, index(model)));
    }
    return new Node(asset, described[number], edges(number), held, hasOutputAttributions(id));
  }

  /** The edges of an asset, one a parent and relation. */
  private List<Edge> edges(int child) {
    List<Edge> distinct = new ArrayList<>(firstArrow[child + 1] - firstArrow[child]);
    @Nullable Arrow last = null;
    for (int place = firstArrow[child]; place < firstArrow[child + 1]; place++) {
      Arrow arrow = arrows[place];
      if (last != null
          && last.parent() == arrow.parent()
          && last.edge().relation() == arrow.edge().relation()) {
        findings.add(duplicate(last.edge(), arrow.edge()));
        continue;
      }
      checkParent(ids[child], arrow.parent());
      distinct.add(arrow.edge());
      last = arrow;
    }
    return distinct;
  }

  private boolean hasOutputAttributions(String id) {
    var weight = input.outputAttributions().get(id);
    return weight != null && weight.signum() > 0;
  }

  private void checkParent(String childId, int parent) {
    if (!described[parent]) {
      findings.add(
          new Finding(
              FindingKind.DANGLING,
              childId,
              ids[parent],
              "no table describes the parent " + ids[parent]));
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

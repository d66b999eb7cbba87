package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.lineage.ExitTree.Node;
import org.headwaters.core.lineage.Part.Leaf;
import org.headwaters.core.lineage.Part.Leaves;
import org.headwaters.core.lineage.Part.Target;
import org.headwaters.core.money.Rational;

/**
 * The assets of a period and where the money of each goes. Immutable; the same for any order of its
 * input. Assets are numbered from 0 in key order; the leaves of asset a are those from {@code
 * firstLeaf(a)} to before {@code firstLeaf(a + 1)}, depth-first in key order.
 */
public final class AssetGraph {
  /** More assets than this are refused. */
  public static final int MAX_ASSETS = 4_000_000;

  /** More edges than this are refused. */
  public static final int MAX_EDGES = 10_000_000;

  private static final int NOWHERE = -1;

  private final FlowRules rules;
  private final LineageInput input;
  private final List<Node> nodes;
  private final Map<String, Integer> index;
  private final int[] firstLeaf;

  /** Of a leaf: the parent asset, or {@link #NOWHERE}. */
  private final int[] parents;

  /** Of a leaf: its share of the asset's inflow, over the asset's denominator. */
  private final BigInteger[] numerators;

  private final Target[] targets;
  private final BigInteger[] denominators;
  private final List<Finding> findings;
  private final Groups groups;

  private AssetGraph(FlowRules rules, LineageInput input) {
    this.rules = rules;
    this.input = input;
    List<Finding> found = new ArrayList<>();
    NodeList list = new NodeList(input, found);
    this.nodes = Collections.unmodifiableList(list.nodes());
    this.index = list.index();
    this.firstLeaf = new int[nodes.size() + 1];
    this.denominators = new BigInteger[nodes.size()];
    List<Target> allTargets = new ArrayList<>();
    List<BigInteger> allNumerators = new ArrayList<>();
    for (int asset = 0; asset < nodes.size(); asset++) {
      Leaves tree = ExitTree.root(nodes.get(asset), rules, this::kindOfParent, found::add).leaves();
      denominators[asset] = tree.denominator();
      for (Leaf leaf : tree.leaves()) {
        allTargets.add(leaf.target());
        allNumerators.add(leaf.numerator());
      }
      firstLeaf[asset + 1] = allTargets.size();
    }
    this.targets = allTargets.toArray(new Target[0]);
    this.numerators = allNumerators.toArray(new BigInteger[0]);
    this.parents = new int[targets.length];
    for (int leaf = 0; leaf < targets.length; leaf++) {
      String parentId = targets[leaf].parentId();
      parents[leaf] = parentId == null ? NOWHERE : index(parentId);
    }
    this.groups = new Groups(firstLeaf, parents);
    addCycles(found);
    found.sort(Finding.ORDER);
    this.findings = Collections.unmodifiableList(found);
  }

  /**
   * Builds the graph.
   *
   * @throws InvalidInput when an asset or a data set's contents are described twice, or there are
   *     more than {@link #MAX_ASSETS} assets or {@link #MAX_EDGES} edges
   */
  public static AssetGraph of(FlowRules rules, LineageInput input) {
    checkSize(input.assets().size(), input.edges().size());
    return new AssetGraph(rules, input);
  }

  static void checkSize(long assets, long edges) {
    InvalidInput.check(
        assets <= MAX_ASSETS,
        "The lineage has %s assets, more than %s. Settle fewer assets at once.",
        assets,
        MAX_ASSETS);
    InvalidInput.check(
        edges <= MAX_EDGES,
        "The lineage has %s derivations, more than %s. Settle fewer assets at once.",
        edges,
        MAX_EDGES);
  }

  /** The same graph if it knows these earners, else one that does. */
  public AssetGraph withEarners(Set<String> earners) {
    if (index.keySet().containsAll(earners)) {
      return this;
    }
    Set<String> all = new HashSet<>(input.earners());
    all.addAll(earners);
    return new AssetGraph(rules, input.withEarners(all));
  }

  /** How many assets there are, described or not. */
  public int size() {
    return nodes.size();
  }

  /** The asset of this number. */
  public Asset asset(int asset) {
    return nodes.get(asset).asset();
  }

  /** The id of the asset of this number. */
  public String assetId(int asset) {
    return nodes.get(asset).asset().id();
  }

  /** False for a parent or earner that no table describes. */
  public boolean described(int asset) {
    return nodes.get(asset).described();
  }

  /** Whether an asset of this id is in the graph. */
  public boolean contains(String assetId) {
    return index.containsKey(assetId);
  }

  /** The number of an asset; throws {@link InvalidInput} if it is not in the graph. */
  public int index(String assetId) {
    Integer asset = index.get(assetId);
    if (asset == null) {
      throw new InvalidInput("The asset graph has no %s. Check the id.", assetId);
    }
    return asset;
  }

  /** The leaves of an asset's exit tree, depth-first in key order; their shares sum to 1. */
  public List<Exit> exits(int asset) {
    Leaves tree =
        ExitTree.root(nodes.get(asset), rules, this::kindOfParent, finding -> {}).leaves();
    List<Exit> exits = new ArrayList<>(tree.leaves().size());
    for (Leaf leaf : tree.leaves()) {
      Target target = leaf.target();
      exits.add(
          new Exit(
              assetId(asset),
              leaf.trail().path(),
              target.destination(),
              target.parentId(),
              target.reason(),
              target.stage(),
              target.relation(),
              target.weight(),
              new Rational(leaf.numerator(), tree.denominator())));
    }
    return exits;
  }

  /** Unknown for an asset that no table describes, whatever its id. */
  private AssetKind kindOfParent(String assetId) {
    Node node = nodes.get(index(assetId));
    return node.described() ? node.asset().kind() : AssetKind.UNKNOWN;
  }

  /** By asset, kind, parent. */
  public List<Finding> findings() {
    return findings;
  }

  /** The strongly connected groups. */
  public Groups groups() {
    return groups;
  }

  /** What a group is called: the smallest id among its assets. */
  public String groupId(int group) {
    return assetId(groups.member(group, 0));
  }

  int firstLeaf(int asset) {
    return firstLeaf[asset];
  }

  int leafCount() {
    return targets.length;
  }

  /** The parent asset that a leaf leads to, or a negative number. */
  int parent(int leaf) {
    return parents[leaf];
  }

  Target target(int leaf) {
    return targets[leaf];
  }

  BigInteger numerator(int leaf) {
    return numerators[leaf];
  }

  /** The leaf's share of all that reaches its asset. */
  Rational share(int asset, int leaf) {
    return new Rational(numerators[leaf], denominators[asset]);
  }

  BigInteger denominator(int asset) {
    return denominators[asset];
  }

  private void addCycles(List<Finding> found) {
    for (int group = 0; group < groups.count(); group++) {
      if (groups.isCycle(group)) {
        found.add(new Finding(FindingKind.CYCLE, groupId(group), null, members(group)));
      }
    }
  }

  /** The first few ids of a group, for people. */
  private String members(int group) {
    int shown = Math.min(groups.size(group), 8);
    List<String> ids = new ArrayList<>(shown);
    for (int member = 0; member < shown; member++) {
      ids.add(assetId(groups.member(group, member)));
    }
    int more = groups.size(group) - shown;
    return String.join(", ", ids) + (more > 0 ? " and " + more + " more" : "");
  }
}

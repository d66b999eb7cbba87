package org.headwaters.core.lineage;

import static java.util.Objects.requireNonNull;
import static org.headwaters.core.money.Apportionment.PPM;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.headwaters.core.lineage.Part.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where an asset's money goes: contracts, own share and rest; the rest to what is known and what is
 * not disclosed; what is known to the stages; a stage to its edges; an edge by its confidence.
 */
final class ExitTree {
  private final Node node;
  private final FlowRules rules;
  private final EdgeStages edgeStages;
  private final Consumer<Finding> findings;

  /**
   * What is known about an asset.
   *
   * @param described false where no table describes it
   * @param edges with different (parent, relation), in any order
   */
  record Node(
      Asset asset,
      boolean described,
      List<Edge> edges,
      @Nullable Contents contents,
      boolean hasOutputAttributions) {}

  private ExitTree(
      Node node, FlowRules rules, Function<String, AssetKind> kinds, Consumer<Finding> findings) {
    this.node = node;
    this.rules = rules;
    this.edgeStages = new EdgeStages(node, rules, kinds);
    this.findings = findings;
  }

  /**
   * The tree's root; it has at least one leaf.
   *
   * @param kinds of parents; unknown for those that no table describes
   */
  static Part root(
      Node node, FlowRules rules, Function<String, AssetKind> kinds, Consumer<Finding> findings) {
    return Part.branch("", BigInteger.ONE, new ExitTree(node, rules, kinds, findings).firstLevel());
  }

  private List<Part> firstLevel() {
    if (!node.described()) {
      return List.of(undisclosed("undisclosed", 1, Reason.NO_LINEAGE));
    }
    List<Part> parts = new ArrayList<>();
    List<Edge> ordinary = new ArrayList<>();
    long contracts = 0;
    for (Edge edge : node.edges()) {
      Integer sharePpm = edge.sharePpm();
      if (sharePpm != null && EdgeStages.isContract(edge)) {
        contracts += sharePpm;
        parts.add(edgePart("share:" + edge.key(), BigInteger.valueOf(sharePpm), edge, null));
        continue;
      }
      if (sharePpm != null) {
        find(
            FindingKind.SHARE_WITHOUT_EVIDENCE,
            edge.parentId(),
            "share_ppm " + sharePpm + " of " + edge.relation().key() + " has no evidence");
      }
      if (edge.relation() == Relation.DEPENDENCY) {
        guessed(edge);
      }
      if (edgeStages.of(edge) != null) {
        ordinary.add(edge);
      }
    }
    int ownShare = ownShare();
    long rest = PPM - contracts - ownShare;
    if (rest < 0) {
      find(
          FindingKind.IMPOSSIBLE_SHARES,
          null,
          "contracts of " + contracts + " ppm and an own share of " + ownShare + " ppm");
      return List.of(undisclosed("undisclosed", 1, Reason.IMPOSSIBLE_SHARES));
    }
    parts.add(leaf("own", BigInteger.valueOf(ownShare), Destination.OWN, null));
    parts.add(rest(rest, ordinary));
    return parts;
  }

  private int ownShare() {
    int cap = rules.ownShareMaxPpm(node.asset().kind());
    int ownShare = node.asset().ownSharePpm();
    if (ownShare > cap) {
      find(FindingKind.SHARE_CAPPED, null, "own share " + ownShare + " ppm, capped at " + cap);
    }
    return Math.min(ownShare, cap);
  }

  private Part rest(long weight, List<Edge> ordinary) {
    int undisclosed = rules.undisclosedPpm(node.asset().disclosure());
    int known = PPM - undisclosed;
    List<Part> stages = stages(ordinary);
    Part knownPart;
    if (stages.isEmpty()) {
      knownPart = undisclosed("known", known, Reason.NO_LINEAGE);
      if (known > 0 && weight > 0) {
        find(FindingKind.NO_LINEAGE, null, "nothing is known that money could go to");
      }
    } else {
      missing(stages);
      knownPart = Part.branch("known", BigInteger.valueOf(known), stages);
    }
    return Part.branch(
        "rest",
        BigInteger.valueOf(weight),
        List.of(knownPart, undisclosed("undisclosed", undisclosed, Reason.NOT_DISCLOSED)));
  }

  /** The stages that have something to pay and a ppm to pay it. */
  private List<Part> stages(List<Edge> ordinary) {
    Map<Stage, List<Edge>> byStage = new EnumMap<>(Stage.class);
    for (Edge edge : ordinary) {
      byStage
          .computeIfAbsent(requireNonNull(edgeStages.of(edge)), s -> new ArrayList<>())
          .add(edge);
    }
    List<Part> stages = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      List<Edge> edges = byStage.getOrDefault(stage, List.of());
      BigInteger ppm = BigInteger.valueOf(rules.stagePpm(node.asset().kind(), stage));
      Part part = stagePart(stage, ppm, edges);
      if (part.exists()) {
        stages.add(part);
      }
      if (ppm.signum() == 0) {
        edges.forEach(edge -> withoutPpm(edge, stage));
      }
    }
    return stages;
  }

  private Part stagePart(Stage stage, BigInteger ppm, List<Edge> edges) {
    return switch (stage) {
      case OUTPUT_ATTRIBUTIONS ->
          leaf(
              stage.key(),
              node.hasOutputAttributions() ? ppm : BigInteger.ZERO,
              Destination.OUTPUT_ATTRIBUTIONS,
              stage);
      case CONTENTS ->
          Part.branch(stage.key(), ppm, new ContentsTree(node, rules, this::find).parts(edges));
      default -> Part.branch(stage.key(), ppm, edgeParts(stage, edges));
    };
  }

  private List<Part> edgeParts(Stage stage, List<Edge> edges) {
    Weights weights = new Weights();
    edges.forEach(edge -> weights.add(edge.weight()));
    if (weights.incomplete()) {
      find(FindingKind.WEIGHTS_INCOMPLETE, null, weights.describe(stage));
    }
    List<Part> parts = new ArrayList<>(edges.size());
    for (Edge edge : edges) {
      BigInteger weight = weights.of(edge.weight());
      parts.add(edgePart(edge.key(), weight, edge, weight));
    }
    return parts;
  }

  private Part edgePart(String key, BigInteger partWeight, Edge edge, @Nullable BigInteger weight) {
    return edgePart(
        key,
        partWeight,
        edge.confidencePpm(),
        new Target(
            Destination.ASSET,
            edge.parentId(),
            null,
            edgeStages.of(edge),
            edge.relation(),
            weight));
  }

  /** Confident money is passed on; doubtful money stays in the stage and relation it came by. */
  static Part edgePart(String key, BigInteger partWeight, int confidencePpm, Target parent) {
    Target doubtful =
        new Target(
            Destination.UNDISCLOSED,
            null,
            Reason.LOW_CONFIDENCE,
            parent.stage(),
            parent.relation(),
            parent.weight());
    return Part.branch(
        key,
        partWeight,
        List.of(
            Part.leaf("confident", BigInteger.valueOf(confidencePpm), parent),
            Part.leaf("doubtful", BigInteger.valueOf(PPM - confidencePpm), doubtful)));
  }

  /**
   * A model that names only its teacher does not send it everything: what it must have started from
   * keeps a part.
   */
  private void missing(List<Part> stages) {
    Asset asset = node.asset();
    if (asset.kind() != AssetKind.MODEL || asset.disclosure() == Disclosure.FULL) {
      return;
    }
    for (Edge edge : node.edges()) {
      Stage stage = edgeStages.of(edge);
      if ((stage == Stage.BASE || stage == Stage.PRETRAINING_DATA) && EdgeStages.carries(edge)) {
        return;
      }
    }
    int ppm = rules.stagePpm(asset.kind(), Stage.PRETRAINING_DATA);
    stages.add(undisclosed("missing", ppm, Reason.MISSING_STAGE));
  }

  private void guessed(Edge edge) {
    Stage stage = edgeStages.of(edge);
    find(
        FindingKind.RELATION_GUESSED,
        edge.parentId(),
        stage == null
            ? "nothing says how it was used: it carries nothing"
            : "counts as " + stage.key() + ", since nothing says how it was used");
  }

  private void withoutPpm(Edge edge, Stage stage) {
    find(
        FindingKind.STAGE_WITHOUT_PPM,
        edge.parentId(),
        edge.relation().key()
            + " is of stage "
            + stage.key()
            + ", for which the policy gives a "
            + node.asset().kind().key()
            + " nothing");
  }

  private void find(FindingKind kind, @Nullable String parentId, String detail) {
    findings.accept(new Finding(kind, node.asset().id(), parentId, detail));
  }

  private static Part undisclosed(String key, long weight, Reason reason) {
    return Part.leaf(
        key,
        BigInteger.valueOf(weight),
        new Target(Destination.UNDISCLOSED, null, reason, null, null, null));
  }

  private static Part leaf(
      String key, BigInteger weight, Destination destination, @Nullable Stage stage) {
    return Part.leaf(key, weight, new Target(destination, null, null, stage, null, null));
  }
}

package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.function.Function;
import org.headwaters.core.lineage.ExitTree.Node;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Which stage each edge of an asset belongs to. A dependency on an asset of unknown kind goes along
 * with the parents whose kind is known, and opens no stage of its own.
 */
final class EdgeStages {
  private final Node node;
  private final FlowRules rules;
  private final Function<String, AssetKind> kinds;

  /** Where dependencies on assets of unknown kind go along; null where they carry nothing. */
  private final @Nullable Stage joined;

  /** {@code kinds} of parents; unknown for those that no table describes. */
  EdgeStages(Node node, FlowRules rules, Function<String, AssetKind> kinds) {
    this.node = node;
    this.rules = rules;
    this.kinds = kinds;
    this.joined = joined();
  }

  /** Null for an edge of which nothing says what it should carry. */
  @Nullable Stage of(Edge edge) {
    Stage own = own(edge);
    return own == null ? joined : own;
  }

  private @Nullable Stage own(Edge edge) {
    return edge.relation().stage(node.asset().kind(), kinds.apply(edge.parentId()));
  }

  /** A share without evidence is none. */
  static boolean isContract(Edge edge) {
    return edge.sharePpm() != null && edge.hasEvidence();
  }

  /** A part of weight 0 does not exist: a base of weight 0 is no base. */
  static boolean carries(Edge edge) {
    Integer sharePpm = edge.sharePpm();
    if (sharePpm != null && edge.hasEvidence()) {
      return sharePpm > 0;
    }
    BigInteger weight = edge.weight();
    return weight == null || weight.signum() > 0;
  }

  /** Of the stages that parents of known kind have, the one with most ppm; ties by name. */
  private @Nullable Stage joined() {
    @Nullable Stage best = null;
    for (Edge edge : node.edges()) {
      Stage stage = own(edge);
      if (stage == null
          || isContract(edge)
          || !carries(edge)
          || kinds.apply(edge.parentId()) == AssetKind.UNKNOWN
          || ppm(stage) == 0) {
        continue;
      }
      if (best == null || isBefore(stage, best)) {
        best = stage;
      }
    }
    return best;
  }

  private boolean isBefore(Stage one, Stage two) {
    return ppm(one) != ppm(two)
        ? ppm(one) > ppm(two)
        : KeyOrder.UTF8.compare(one.key(), two.key()) < 0;
  }

  private int ppm(Stage stage) {
    return rules.stagePpm(node.asset().kind(), stage);
  }
}

package org.headwaters.jobs.period;

import static java.math.RoundingMode.HALF_EVEN;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Destination;
import org.headwaters.core.lineage.Edge;
import org.headwaters.core.lineage.Exit;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Rational;
import org.headwaters.core.policy.Period;
import org.headwaters.tables.LineageEdges;
import org.headwaters.tables.LineageNodes;
import org.jspecify.annotations.Nullable;

/** What is told of an asset graph: its assets, and the exact share of every edge. */
public final class GraphRows {
  /** In lineage_edges, for an edge by contract, which belongs to no stage of the policy. */
  private static final String SHARE_STAGE = "share";

  private GraphRows() {}

  /** One row an asset, with what was measured of its outputs. */
  public static List<LineageNodes.Node> nodes(
      Period period, String runId, AssetGraph graph, Map<String, BigInteger> outputs) {
    List<LineageNodes.Node> rows = new ArrayList<>(graph.size());
    for (int asset = 0; asset < graph.size(); asset++) {
      rows.add(
          new LineageNodes.Node(
              period.toString(),
              runId,
              graph.assetId(asset),
              graph.described(asset) ? graph.asset(asset).kind().key() : AssetKind.UNKNOWN.key(),
              graph.asset(asset).disclosure().key(),
              graph.groups().depth(asset),
              graph.groupId(graph.groups().groupOf(asset)),
              decimal(outputs.get(graph.assetId(asset)))));
    }
    return rows;
  }

  /** One row an edge that carries money. A model that both wrote and rated is one edge. */
  public static List<LineageEdges.Edge> edges(Period period, String runId, AssetGraph graph) {
    List<LineageEdges.Edge> rows = new ArrayList<>();
    for (int asset = 0; asset < graph.size(); asset++) {
      Map<String, List<Exit>> byEdge = new TreeMap<>(KeyOrder.UTF8);
      for (Exit exit : graph.exits(asset)) {
        if (exit.destination() == Destination.ASSET) {
          byEdge
              .computeIfAbsent(exit.parentId() + " " + exit.relation(), key -> new ArrayList<>())
              .add(exit);
        }
      }
      byEdge.values().forEach(exits -> rows.add(edge(period, runId, exits)));
    }
    return rows;
  }

  /** Weights are whole millionths. */
  private static @Nullable BigDecimal decimal(@Nullable BigInteger millionths) {
    return millionths == null ? null : new BigDecimal(millionths, 6);
  }

  private static LineageEdges.Edge edge(Period period, String runId, List<Exit> exits) {
    Exit first = exits.get(0);
    Rational share = exits.stream().map(Exit::share).reduce(Rational::add).orElseThrow();
    Optional<BigInteger> weight =
        exits.stream().map(Exit::weight).filter(Objects::nonNull).reduce(BigInteger::add);
    return new LineageEdges.Edge(
        period.toString(),
        runId,
        first.assetId(),
        Objects.requireNonNull(first.parentId()),
        Objects.requireNonNull(first.relation()).key(),
        first.stage() == null ? SHARE_STAGE : first.stage().key(),
        weight
            .map(units -> new BigDecimal(units, Edge.WEIGHT_SCALE).setScale(6, HALF_EVEN))
            .orElse(null),
        share.numerator().toString(),
        share.denominator().toString(),
        share
            .numerator()
            .multiply(BigInteger.valueOf(Apportionment.PPM))
            .divide(share.denominator())
            .intValueExact());
  }
}

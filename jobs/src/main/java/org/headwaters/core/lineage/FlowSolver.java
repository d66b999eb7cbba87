package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * Sends money up the asset graph, once for all earners together: group by group, downstream first;
 * what has come to an asset of a group is split once over all exits of the group.
 */
public final class FlowSolver {
  private final AssetGraph graph;
  private final Groups groups;

  /** What came to an asset from outside its group, so far. */
  private final @Nullable BigInteger[] inflows;

  /** What left by a leaf. */
  private final @Nullable BigInteger[] amounts;

  /** What could not leave, on the smallest asset of a closed group. */
  private final Map<Integer, BigInteger> closed = new TreeMap<>();

  private FlowSolver(AssetGraph graph) {
    this.graph = graph;
    this.groups = graph.groups();
    this.inflows = new BigInteger[graph.size()];
    this.amounts = new BigInteger[graph.leafCount()];
  }

  /**
   * Where the money that enters the graph leaves it, and by which assets it goes: whole micros, all
   * of them.
   *
   * @param entryMicros what enters, by asset id; negative where more was refunded than earned. An
   *     asset that the graph does not know sends it to undisclosed, reason no_lineage
   * @throws Breach if a micro is lost or found on the way
   */
  public static Flows settle(AssetGraph graph, Map<String, BigInteger> entryMicros) {
    SortedMap<String, BigInteger> entries = new TreeMap<>(KeyOrder.UTF8);
    entryMicros.forEach(
        (assetId, micros) -> {
          if (micros.signum() != 0) {
            entries.put(assetId, micros);
          }
        });
    FlowSolver solver = new FlowSolver(graph.withEarners(entries.keySet()));
    entries.forEach(solver::enter);
    for (int group = 0; group < solver.groups.count(); group++) {
      solver.settle(group);
    }
    return new FlowReport(solver.graph, solver.inflows, solver.amounts, solver.closed)
        .flows(Collections.unmodifiableSortedMap(entries));
  }

  private void enter(String assetId, BigInteger micros) {
    receive(graph.index(assetId), micros);
  }

  private void receive(int asset, BigInteger micros) {
    BigInteger before = inflows[asset];
    inflows[asset] = before == null ? micros : before.add(micros);
  }

  private void settle(int group) {
    int[] exits = exits(group);
    BigInteger in = BigInteger.ZERO;
    @Nullable LoopSolver loop = null;
    for (int place = 0; place < groups.size(group); place++) {
      int asset = groups.member(group, place);
      BigInteger inflow = inflows[asset];
      if (inflow == null || inflow.signum() == 0) {
        continue;
      }
      in = in.add(inflow);
      if (exits.length == 0) {
        closed.merge(groups.member(group, 0), inflow, BigInteger::add);
      } else if (groups.size(group) == 1) {
        splitAlone(inflow, exits);
      } else {
        if (loop == null) {
          loop = new LoopSolver(graph, group);
        }
        leave(exits, loop.split(inflow.abs(), place), inflow.signum());
      }
    }
    if (in.signum() != 0 || loop != null) {
      passOn(group, exits, in);
    }
  }

  /** The leaves by which money leaves a group, by asset, then in the order of its tree. */
  private int[] exits(int group) {
    int leaves = 0;
    for (int place = 0; place < groups.size(group); place++) {
      int asset = groups.member(group, place);
      leaves += graph.firstLeaf(asset + 1) - graph.firstLeaf(asset);
    }
    int[] exits = new int[leaves];
    int count = 0;
    for (int place = 0; place < groups.size(group); place++) {
      int asset = groups.member(group, place);
      for (int leaf = graph.firstLeaf(asset); leaf < graph.firstLeaf(asset + 1); leaf++) {
        int parent = graph.parent(leaf);
        if (parent < 0 || groups.groupOf(parent) != group) {
          exits[count++] = leaf;
        }
      }
    }
    return Arrays.copyOf(exits, count);
  }

  /** What comes back to the asset leaves it as the rest does: exits over their own total. */
  private void splitAlone(BigInteger inflow, int[] exits) {
    BigInteger[] weights = new BigInteger[exits.length];
    for (int exit = 0; exit < exits.length; exit++) {
      weights[exit] = graph.numerator(exits[exit]);
    }
    leave(exits, Apportionment.split(inflow, List.of(weights)), 1);
  }

  private void leave(int[] exits, List<BigInteger> parts, int sign) {
    for (int exit = 0; exit < exits.length; exit++) {
      BigInteger part = sign < 0 ? parts.get(exit).negate() : parts.get(exit);
      BigInteger before = amounts[exits[exit]];
      amounts[exits[exit]] = before == null ? part : before.add(part);
    }
  }

  /** Hands the group's outflow to the groups upstream; in = out. */
  private void passOn(int group, int[] exits, BigInteger in) {
    BigInteger out = closed.getOrDefault(groups.member(group, 0), BigInteger.ZERO);
    for (int leaf : exits) {
      BigInteger amount = amounts[leaf];
      if (amount == null || amount.signum() == 0) {
        continue;
      }
      out = out.add(amount);
      int parent = graph.parent(leaf);
      if (parent >= 0) {
        receive(parent, amount);
      }
    }
    Breach.check(
        in.equals(out), "Group %s: %s micros in, %s micros out.", graph.groupId(group), in, out);
  }
}

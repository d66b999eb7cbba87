package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.headwaters.core.Breach;
import org.headwaters.core.money.Apportionment;
import org.jspecify.annotations.Nullable;

/**
 * Sends money up the asset graph, once for all earners together and once per sign: group by group,
 * downstream first; what has come to an asset of a group is split once over all exits of the group.
 */
public final class FlowSolver {
  private final AssetGraph graph;
  private final Groups groups;
  private final List<Passage> passages;

  private FlowSolver(AssetGraph graph) {
    this.graph = graph;
    this.groups = graph.groups();
    this.passages = List.of(new Passage(1, graph), new Passage(-1, graph));
  }

  /**
   * Where the money that enters the graph leaves it, and by which assets it goes: whole micros, all
   * of them. An asset that the graph does not know sends what enters at it to undisclosed, reason
   * no_lineage.
   *
   * @throws Breach if a micro is lost or found on the way
   */
  public static Flows settle(AssetGraph graph, Entries entries) {
    FlowSolver solver = new FlowSolver(graph.withEarners(entries.assetIds()));
    for (Passage passage : solver.passages) {
      entries
          .ofSign(passage.sign())
          .forEach((id, micros) -> passage.receive(solver.graph.index(id), micros.abs()));
    }
    for (int group = 0; group < solver.groups.count(); group++) {
      solver.settle(group);
    }
    return new FlowReport(solver.graph, solver.passages).flows(entries);
  }

  private void settle(int group) {
    int[] exits = exits(group);
    @Nullable LoopSolver loop = null;
    for (Passage passage : passages) {
      BigInteger in = BigInteger.ZERO;
      for (int place = 0; place < groups.size(group); place++) {
        int asset = groups.member(group, place);
        BigInteger inflow = passage.inflows()[asset];
        if (inflow == null || inflow.signum() == 0) {
          continue;
        }
        in = in.add(inflow);
        if (exits.length == 0) {
          passage.closed().merge(groups.member(group, 0), inflow, BigInteger::add);
        } else if (groups.size(group) == 1) {
          splitAlone(passage, inflow, exits);
        } else {
          if (loop == null) {
            loop = new LoopSolver(graph, group);
          }
          leave(passage, exits, loop.split(inflow, place));
        }
      }
      if (in.signum() != 0) {
        passOn(passage, group, exits, in);
      }
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
  private void splitAlone(Passage passage, BigInteger inflow, int[] exits) {
    BigInteger[] weights = new BigInteger[exits.length];
    for (int exit = 0; exit < exits.length; exit++) {
      weights[exit] = graph.numerator(exits[exit]);
    }
    leave(passage, exits, Apportionment.split(inflow, List.of(weights)));
  }

  private static void leave(Passage passage, int[] exits, List<BigInteger> parts) {
    for (int exit = 0; exit < exits.length; exit++) {
      passage.leave(exits[exit], parts.get(exit));
    }
  }

  /** Hands the group's outflow to the groups upstream; in = out. */
  private void passOn(Passage passage, int group, int[] exits, BigInteger in) {
    BigInteger out = passage.closed().getOrDefault(groups.member(group, 0), BigInteger.ZERO);
    for (int leaf : exits) {
      BigInteger amount = passage.amounts()[leaf];
      if (amount == null || amount.signum() == 0) {
        continue;
      }
      out = out.add(amount);
      int parent = graph.parent(leaf);
      if (parent >= 0) {
        passage.receive(parent, amount);
      }
    }
    Breach.check(
        in.equals(out), "Group %s: %s micros in, %s micros out.", graph.groupId(group), in, out);
  }
}

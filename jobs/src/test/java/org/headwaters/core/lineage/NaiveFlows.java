package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Rational;

/**
 * The method of docs/method.md 4 from the exits' shares, as slow and plain as can be: reachability
 * by search, probabilities by Gaussian elimination over fractions.
 */
final class NaiveFlows {
  private final AssetGraph graph;
  private final boolean[][] reaches;
  private final Map<Integer, BigInteger> inflows = new TreeMap<>();

  /** Amount by asset id and leaf, "asset path", or "asset closed_cycle"; none is 0. */
  final Map<String, BigInteger> amounts = new TreeMap<>(KeyOrder.UTF8);

  NaiveFlows(AssetGraph graph, Map<String, BigInteger> entries) {
    this.graph = graph;
    this.reaches = new boolean[graph.size()][graph.size()];
    for (int asset = 0; asset < graph.size(); asset++) {
      reach(asset, asset);
    }
    entries.forEach((id, micros) -> inflows.merge(graph.index(id), micros, BigInteger::add));
    boolean[] done = new boolean[graph.size()];
    for (int round = 0; round < graph.size(); round++) {
      for (int asset = 0; asset < graph.size(); asset++) {
        if (!done[asset] && ready(asset, done)) {
          List<Integer> group = group(asset);
          group.forEach(member -> done[member] = true);
          settle(group);
        }
      }
    }
  }

  private void reach(int from, int asset) {
    reaches[from][asset] = true;
    for (Exit exit : graph.exits(asset)) {
      if (exit.parentId() != null && !reaches[from][graph.index(exit.parentId())]) {
        reach(from, graph.index(exit.parentId()));
      }
    }
  }

  private boolean same(int a, int b) {
    return reaches[a][b] && reaches[b][a];
  }

  private boolean ready(int asset, boolean[] done) {
    for (int child = 0; child < graph.size(); child++) {
      if (!done[child] && reaches[child][asset] && !same(child, asset)) {
        return false;
      }
    }
    return true;
  }

  private List<Integer> group(int asset) {
    List<Integer> group = new ArrayList<>();
    for (int other = 0; other < graph.size(); other++) {
      if (same(asset, other)) {
        group.add(other);
      }
    }
    return group;
  }

  private void settle(List<Integer> group) {
    List<Exit> exits = new ArrayList<>();
    for (int asset : group) {
      for (Exit exit : graph.exits(asset)) {
        if (exit.parentId() == null || !group.contains(graph.index(exit.parentId()))) {
          exits.add(exit);
        }
      }
    }
    for (int entry : group) {
      BigInteger inflow = inflows.getOrDefault(entry, BigInteger.ZERO);
      if (exits.isEmpty()) {
        add(graph.assetId(group.get(0)) + " closed_cycle", inflow);
        continue;
      }
      List<Rational> visits = visits(group, entry);
      List<Rational> shares = new ArrayList<>();
      for (Exit exit : exits) {
        int member = group.indexOf(graph.index(exit.assetId()));
        shares.add(visits.get(member).multiply(exit.share()));
      }
      List<BigInteger> parts = Apportionment.splitShares(inflow, shares);
      for (int i = 0; i < parts.size(); i++) {
        add(exits.get(i).assetId() + " " + exits.get(i).path(), parts.get(i));
        String parentId = exits.get(i).parentId();
        if (parentId != null) {
          inflows.merge(graph.index(parentId), parts.get(i), BigInteger::add);
        }
      }
    }
  }

  private void add(String key, BigInteger amount) {
    amounts.merge(key, amount, BigInteger::add);
    amounts.remove(key, BigInteger.ZERO);
  }

  /** How often money that enters at {@code entry} is at each member: v = e + v·Q. */
  private List<Rational> visits(List<Integer> group, int entry) {
    int n = group.size();
    Rational[][] rows = new Rational[n][n + 1];
    for (int to = 0; to < n; to++) {
      for (int from = 0; from < n; from++) {
        rows[to][from] = to == from ? Rational.ONE : Rational.ZERO;
        for (Exit exit : graph.exits(group.get(from))) {
          if (exit.parentId() != null && graph.index(exit.parentId()) == group.get(to)) {
            rows[to][from] = rows[to][from].subtract(exit.share());
          }
        }
      }
      rows[to][n] = group.get(to) == entry ? Rational.ONE : Rational.ZERO;
    }
    for (int k = 0; k < n; k++) {
      int pivot = k;
      while (rows[pivot][k].signum() == 0) {
        pivot++;
      }
      Rational[] swapped = rows[k];
      rows[k] = rows[pivot];
      rows[pivot] = swapped;
      for (int i = 0; i < n; i++) {
        if (i != k && rows[i][k].signum() != 0) {
          Rational factor = rows[i][k].divide(rows[k][k]);
          for (int j = k; j <= n; j++) {
            rows[i][j] = rows[i][j].subtract(factor.multiply(rows[k][j]));
          }
        }
      }
    }
    List<Rational> visits = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      visits.add(rows[k][n].divide(rows[k][k]));
    }
    return visits;
  }
}

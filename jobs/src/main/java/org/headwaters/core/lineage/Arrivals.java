package org.headwaters.core.lineage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.headwaters.core.money.Rational;

/** How much of a micro that enters a graph at one asset arrives at another, exactly. */
final class Arrivals {
  private final AssetGraph graph;
  private final Map<Integer, InnerVisits> inner = new HashMap<>();

  Arrivals(AssetGraph graph) {
    this.graph = graph;
  }

  /**
   * How often a micro that enters at each asset is expected at the target: its share in what comes
   * there. What a closed group keeps is all at its smallest asset.
   */
  Rational[] at(int target) {
    Groups groups = graph.groups();
    Rational[] arrivals = new Rational[graph.size()];
    Arrays.fill(arrivals, Rational.ZERO);
    int last = groups.groupOf(target);
    for (int group = last; group >= 0; group--) {
      if (isClosed(group)) {
        if (group == last && groups.member(group, 0) == target) {
          for (int place = 0; place < groups.size(group); place++) {
            arrivals[groups.member(group, place)] = Rational.ONE;
          }
        }
        continue;
      }
      arriveFrom(group, target, arrivals);
    }
    return arrivals;
  }

  private void arriveFrom(int group, int target, Rational[] arrivals) {
    Groups groups = graph.groups();
    int size = groups.size(group);
    Rational[] outside = new Rational[size];
    boolean some = false;
    for (int place = 0; place < size; place++) {
      int asset = groups.member(group, place);
      outside[place] = asset == target ? Rational.ONE : Rational.ZERO;
      for (int leaf = graph.firstLeaf(asset); leaf < graph.firstLeaf(asset + 1); leaf++) {
        int parent = graph.parent(leaf);
        if (parent >= 0 && groups.groupOf(parent) != group && arrivals[parent].signum() > 0) {
          outside[place] = outside[place].add(graph.share(asset, leaf).multiply(arrivals[parent]));
        }
      }
      some |= outside[place].signum() > 0;
    }
    if (!some) {
      return;
    }
    InnerVisits visits = visits(group);
    for (int from = 0; from < size; from++) {
      Rational sum = Rational.ZERO;
      for (int place = 0; place < size; place++) {
        sum = sum.add(visits.of(from, place).multiply(outside[place]));
      }
      arrivals[groups.member(group, from)] = sum;
    }
  }

  /** Whether nothing leaves the group. */
  boolean isClosed(int group) {
    Groups groups = graph.groups();
    for (int place = 0; place < groups.size(group); place++) {
      int asset = groups.member(group, place);
      for (int leaf = graph.firstLeaf(asset); leaf < graph.firstLeaf(asset + 1); leaf++) {
        int parent = graph.parent(leaf);
        if (parent < 0 || groups.groupOf(parent) != group) {
          return false;
        }
      }
    }
    return true;
  }

  /** Of a group that something leaves. */
  InnerVisits visits(int group) {
    return inner.computeIfAbsent(group, number -> new InnerVisits(graph, number));
  }
}

package org.headwaters.core.lineage;

import org.headwaters.core.money.Rational;

/**
 * How often money that enters a group at one member is at another before it leaves the group,
 * exactly: (I − Q)⁻¹, where Q holds the shares that members pay each other. A group of one that
 * pays itself q has 1/(1 − q).
 */
final class InnerVisits {
  private final int size;

  /** By the place of the member entered at, then of the member visited. */
  private final Rational[][] visits;

  /** The group must have an exit. */
  InnerVisits(AssetGraph graph, int group) {
    this.size = graph.groups().size(group);
    LoopSolver.checkSize(size, graph.groupId(group));
    this.visits = inverse(equations(graph, group));
  }

  Rational of(int fromPlace, int toPlace) {
    return visits[fromPlace][toPlace];
  }

  /** I − Q, and beside it I. */
  private Rational[][] equations(AssetGraph graph, int group) {
    Groups groups = graph.groups();
    Rational[][] rows = new Rational[size][2 * size];
    for (int from = 0; from < size; from++) {
      for (int column = 0; column < 2 * size; column++) {
        boolean one = column == from || column == size + from;
        rows[from][column] = one ? Rational.ONE : Rational.ZERO;
      }
      int asset = groups.member(group, from);
      for (int leaf = graph.firstLeaf(asset); leaf < graph.firstLeaf(asset + 1); leaf++) {
        int parent = graph.parent(leaf);
        if (parent >= 0 && groups.groupOf(parent) == group) {
          int to = groups.place(parent);
          rows[from][to] = rows[from][to].subtract(graph.share(asset, leaf));
        }
      }
    }
    return rows;
  }

  /** No row needs another one's pivot: what leaves a group at last keeps every pivot above 0. */
  private Rational[][] inverse(Rational[][] rows) {
    for (int pivot = 0; pivot < size; pivot++) {
      Rational divisor = rows[pivot][pivot];
      for (int column = pivot; column < 2 * size; column++) {
        rows[pivot][column] = rows[pivot][column].divide(divisor);
      }
      for (int row = 0; row < size; row++) {
        Rational factor = rows[row][pivot];
        if (row != pivot && factor.signum() != 0) {
          for (int column = pivot; column < 2 * size; column++) {
            rows[row][column] = rows[row][column].subtract(factor.multiply(rows[pivot][column]));
          }
        }
      }
    }
    Rational[][] inverse = new Rational[size][size];
    for (int from = 0; from < size; from++) {
      System.arraycopy(rows[from], size, inverse[from], 0, size);
    }
    return inverse;
  }
}

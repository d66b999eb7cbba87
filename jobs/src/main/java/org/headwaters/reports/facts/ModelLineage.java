package org.headwaters.reports.facts;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a model was made from, as booked.
 *
 * @param edges of the whole graph
 */
public record ModelLineage(String modelId, List<Edge> edges) {
  /** In the order of child, parent and relation. */
  public ModelLineage {
    edges =
        edges.stream()
            .sorted(
                Comparator.comparing(Edge::childId, KeyOrder.UTF8)
                    .thenComparing(Edge::parentId, KeyOrder.UTF8)
                    .thenComparing(Edge::relation))
            .toList();
  }

  /**
   * A child that was made from a parent.
   *
   * @param sharePpm of the child's money that goes this way
   */
  public record Edge(String childId, String parentId, Relation relation, int sharePpm) {}

  /**
   * The data sets that the model itself was made from, and those that these contain. What its base
   * or teacher was made from is theirs: a modifier tells its own data.
   */
  public Set<String> ownDataSets() {
    return reached(AssetKind.DATASET);
  }

  /** The model, and everything that it was made from at any depth. */
  public Set<String> everything() {
    return reached(null);
  }

  /** Edges whose child is the model. */
  public List<Edge> ways() {
    return edges.stream().filter(edge -> edge.childId().equals(modelId)).toList();
  }

  private Set<String> reached(@Nullable AssetKind through) {
    Set<String> reached = new TreeSet<>(KeyOrder.UTF8);
    Deque<String> open = new ArrayDeque<>(List.of(modelId));
    if (through == null) {
      reached.add(modelId);
    }
    while (!open.isEmpty()) {
      String child = open.remove();
      for (Edge edge : edges) {
        boolean follows = through == null || AssetKind.ofId(edge.parentId()) == through;
        if (edge.childId().equals(child) && follows && reached.add(edge.parentId())) {
          open.add(edge.parentId());
        }
      }
    }
    return reached;
  }
}

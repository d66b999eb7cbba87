package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that the asset graph of a period is built from, in any order.
 *
 * @param assets one per asset that the table assets describes
 * @param edges all derivations valid on the period's last day, served usage already in place
 * @param contents one per data set that has entries or feedback
 * @param outputAttributions total measured weight of the period, by asset
 * @param earners assets that money enters at; they are in the graph even if nothing describes them
 */
public record LineageInput(
    List<Asset> assets,
    List<Edge> edges,
    List<Contents> contents,
    Map<String, BigInteger> outputAttributions,
    Set<String> earners) {

  /** Copies. */
  public LineageInput {
    assets = List.copyOf(assets);
    edges = List.copyOf(edges);
    contents = List.copyOf(contents);
    outputAttributions = Map.copyOf(outputAttributions);
    earners = Set.copyOf(earners);
  }

  /** Assets and edges only. */
  public static LineageInput of(Collection<Asset> assets, Collection<Edge> edges) {
    return new LineageInput(List.copyOf(assets), List.copyOf(edges), List.of(), Map.of(), Set.of());
  }

  /** The same with these earners. */
  public LineageInput withEarners(Set<String> newEarners) {
    return new LineageInput(assets, edges, contents, outputAttributions, newEarners);
  }
}

package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Rational;

/**
 * Whose money an amount is, and by which way it came. The amount of each sign is split by the one
 * rule over that sign's entries × their exact, unfloored probabilities of arriving, in key order,
 * and the two are added; so the parts of any amount, however small, add up to it.
 *
 * <p>Everything at one asset came by the same ways in the same proportion: its inflow, what it
 * passes on, and the credit of each of its sources.
 *
 * <p><b>Example.</b> Two services earn 300 and 100 and pass half and all of it on to one model: of
 * the model's 250 micros 150 are the first one's, 100 the other's; of a credit of 3 micros there,
 * ⌊3·150/250⌋ = 1 and 2.
 */
public final class WhoPaid {
  /** More paths than this to one asset are refused. */
  public static final int MAX_PATHS = 10_000;

  private final AssetGraph graph;
  private final List<Payer> payers;
  private final Arrivals arrivals;

  /** What an earner has enter the graph at an asset: at itself, or at what a licence fee covers. */
  public record Payer(String earnerId, String assetId, BigInteger micros) {}

  /**
   * A way by which a part of an amount came. Written {@code earner > asset > … > asset}.
   *
   * @param crossings the groups that it crossed, from where the money entered the graph to where
   *     the amount is
   * @param micros its part
   */
  public record Way(String earnerId, List<Crossing> crossings, BigInteger micros) {
    public Way {
      crossings = List.copyOf(crossings);
    }

    private Way with(BigInteger part) {
      return new Way(earnerId, crossings, part);
    }
  }

  /** Where the money came into a group of assets, and where it left: mostly one and the same. */
  public record Crossing(String enteredId, String leftId) {}

  /** Amounts of both signs, never netted. */
  public record Amount(BigInteger positiveMicros, BigInteger negativeMicros) {

    /** Throws {@link Breach} for an amount of the wrong sign. */
    public Amount {
      Breach.check(
          positiveMicros.signum() >= 0 && negativeMicros.signum() <= 0,
          "%s and %s micros: the first is 0 or more, the second 0 or less.",
          positiveMicros,
          negativeMicros);
    }

    private BigInteger ofSign(int sign) {
      return sign > 0 ? positiveMicros : negativeMicros;
    }
  }

  private WhoPaid(AssetGraph graph, List<Payer> payers) {
    this.graph = graph;
    this.payers = List.copyOf(payers);
    this.arrivals = new Arrivals(graph);
  }

  /** Of the graph as it was settled with these entries. */
  public static WhoPaid of(AssetGraph graph, List<Payer> payers) {
    List<Entries.Entry> entries = new ArrayList<>();
    payers.forEach(payer -> entries.add(new Entries.Entry(payer.assetId(), payer.micros())));
    return new WhoPaid(graph.withEarners(Entries.of(entries).assetIds()), payers);
  }

  /**
   * The part of each earner in an amount that came to an asset, by earner; those of 0 are left out.
   *
   * @throws Breach if nothing of that sign comes to the asset
   */
  public SortedMap<String, BigInteger> earners(String assetId, Amount amount) {
    return split(amount, sign -> weights(assetId, sign));
  }

  /**
   * The share of each earner in everything of one sign that came to an asset.
   *
   * @throws Breach if nothing of that sign comes to the asset
   */
  public EarnerShares shares(String assetId, int sign) {
    SortedMap<String, Rational> weights = weights(assetId, sign);
    Breach.check(!weights.isEmpty(), "Nothing that was entered comes to %s.", assetId);
    return EarnerShares.of(weights);
  }

  private SortedMap<String, Rational> weights(String assetId, int sign) {
    Rational[] probabilities = arrivals.at(graph.index(assetId));
    SortedMap<String, Rational> weights = new TreeMap<>(KeyOrder.UTF8);
    for (Payer payer : ofSign(sign)) {
      Rational arriving = probabilities[graph.index(payer.assetId())];
      add(weights, payer.earnerId(), micros(payer).multiply(arriving));
    }
    return weights;
  }

  /**
   * The part of each path in an amount that came to an asset. A path is written {@code earner >
   * asset > … > asset}: where the money entered the graph and, of every group it crossed, where it
   * came in and where it left.
   *
   * @throws Breach if nothing of that sign comes to the asset
   * @throws InvalidInput if there are more than {@link #MAX_PATHS} paths
   */
  public SortedMap<String, BigInteger> paths(String assetId, Amount amount) {
    SortedMap<String, BigInteger> parts = new TreeMap<>(KeyOrder.UTF8);
    ways(assetId, amount).forEach((path, way) -> parts.put(path, way.micros()));
    return parts;
  }

  /** As {@link #paths}, with what each of them crossed. */
  public SortedMap<String, Way> ways(String assetId, Amount amount) {
    int target = graph.index(assetId);
    Rational[] probabilities = arrivals.at(target);
    Map<String, Way> found = new HashMap<>();
    SortedMap<String, BigInteger> parts =
        split(
            amount,
            sign -> {
              SortedMap<String, Rational> weights = new TreeMap<>(KeyOrder.UTF8);
              for (Payer payer : ofSign(sign)) {
                String start = payer.earnerId() + " > " + payer.assetId();
                int entered = graph.index(payer.assetId());
                Step step = new Step(payer.earnerId(), start, List.of(), entered, micros(payer));
                follow(step, new Search(target, probabilities, weights, found));
              }
              return weights;
            });
    SortedMap<String, Way> ways = new TreeMap<>(KeyOrder.UTF8);
    parts.forEach(
        (path, micros) -> ways.put(path, Objects.requireNonNull(found.get(path)).with(micros)));
    return ways;
  }

  /** What each step of these ways passes on and keeps. */
  public Hops hops() {
    return new Hops(graph, arrivals);
  }

  private interface Weights {
    SortedMap<String, Rational> ofSign(int sign);
  }

  private record Step(
      String earnerId, String path, List<Crossing> crossed, int asset, Rational micros) {
    List<Crossing> and(Crossing next) {
      List<Crossing> all = new ArrayList<>(crossed);
      all.add(next);
      return all;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Shared, never compared.
  private record Search(
      int target,
      Rational[] probabilities,
      SortedMap<String, Rational> weights,
      Map<String, Way> found) {}

  private List<Payer> ofSign(int sign) {
    return payers.stream().filter(payer -> payer.micros().signum() == sign).toList();
  }

  private static Rational micros(Payer payer) {
    return new Rational(payer.micros().abs(), BigInteger.ONE);
  }

  private static SortedMap<String, BigInteger> split(Amount amount, Weights weights) {
    SortedMap<String, BigInteger> parts = new TreeMap<>(KeyOrder.UTF8);
    for (int sign : new int[] {1, -1}) {
      BigInteger micros = amount.ofSign(sign);
      if (micros.signum() == 0) {
        continue;
      }
      SortedMap<String, Rational> byKey = weights.ofSign(sign);
      Breach.check(!byKey.isEmpty(), "Nothing that was entered explains %s micros.", micros);
      EarnerShares shares = EarnerShares.of(byKey);
      List<BigInteger> split = shares.parts(micros);
      int next = 0;
      for (String key : shares.earnerIds()) {
        parts.merge(key, split.get(next++), BigInteger::add);
      }
    }
    parts.values().removeIf(part -> part.signum() == 0);
    return Collections.unmodifiableSortedMap(parts);
  }

  private void follow(Step step, Search search) {
    Rational arriving = search.probabilities()[step.asset()];
    if (arriving.signum() == 0) {
      return;
    }
    int target = search.target();
    String entered = graph.assetId(step.asset());
    Groups groups = graph.groups();
    int group = groups.groupOf(step.asset());
    if (group == groups.groupOf(target)) {
      String end = graph.assetId(target);
      String path = step.path() + (step.asset() == target ? "" : " > " + end);
      List<Crossing> crossings = step.and(new Crossing(entered, end));
      add(search.weights(), path, step.micros().multiply(arriving));
      search.found().put(path, new Way(step.earnerId(), crossings, BigInteger.ZERO));
      InvalidInput.check(
          search.weights().size() <= MAX_PATHS,
          "More than %s paths lead to %s. Ask for its earners instead.",
          MAX_PATHS,
          end);
      return;
    }
    InnerVisits visits = arrivals.visits(group);
    for (int place = 0; place < groups.size(group); place++) {
      int asset = groups.member(group, place);
      Rational there = step.micros().multiply(visits.of(groups.place(step.asset()), place));
      String left = asset == step.asset() ? "" : " > " + graph.assetId(asset);
      List<Crossing> crossed = step.and(new Crossing(entered, graph.assetId(asset)));
      for (int leaf = graph.firstLeaf(asset); leaf < graph.firstLeaf(asset + 1); leaf++) {
        int parent = graph.parent(leaf);
        if (parent >= 0 && groups.groupOf(parent) != group) {
          String path = step.path() + left + " > " + graph.assetId(parent);
          Rational passed = there.multiply(graph.share(asset, leaf));
          follow(new Step(step.earnerId(), path, crossed, parent, passed), search);
        }
      }
    }
  }

  private static void add(SortedMap<String, Rational> weights, String key, Rational weight) {
    if (weight.signum() > 0) {
      weights.merge(key, weight, Rational::add);
    }
  }
}

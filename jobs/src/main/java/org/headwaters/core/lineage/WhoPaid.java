package org.headwaters.core.lineage;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.Apportionment;
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
  private final Map<Integer, InnerVisits> inner = new HashMap<>();

  /** What an earner has enter the graph at an asset: at itself, or at what a licence fee covers. */
  public record Payer(String earnerId, String assetId, BigInteger micros) {}

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
    Rational[] arrivals = arrivals(graph.index(assetId));
    return split(
        amount,
        sign -> {
          SortedMap<String, Rational> weights = new TreeMap<>(KeyOrder.UTF8);
          for (Payer payer : ofSign(sign)) {
            Rational arriving = arrivals[graph.index(payer.assetId())];
            add(weights, payer.earnerId(), micros(payer).multiply(arriving));
          }
          return weights;
        });
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
    int target = graph.index(assetId);
    Rational[] arrivals = arrivals(target);
    return split(
        amount,
        sign -> {
          SortedMap<String, Rational> weights = new TreeMap<>(KeyOrder.UTF8);
          for (Payer payer : ofSign(sign)) {
            String start = payer.earnerId() + " > " + payer.assetId();
            Step step = new Step(start, graph.index(payer.assetId()), micros(payer));
            follow(step, target, arrivals, weights);
          }
          return weights;
        });
  }

  private interface Weights {
    SortedMap<String, Rational> ofSign(int sign);
  }

  private record Step(String path, int asset, Rational micros) {}

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
      Rational total = byKey.values().stream().reduce(Rational.ZERO, Rational::add);
      Breach.check(total.signum() > 0, "Nothing that was entered explains %s micros.", micros);
      List<Rational> shares = new ArrayList<>(byKey.size());
      byKey.values().forEach(weight -> shares.add(weight.divide(total)));
      List<BigInteger> split = Apportionment.splitShares(micros, shares);
      int next = 0;
      for (String key : byKey.keySet()) {
        parts.merge(key, split.get(next++), BigInteger::add);
      }
    }
    parts.values().removeIf(part -> part.signum() == 0);
    return Collections.unmodifiableSortedMap(parts);
  }

  private void follow(
      Step step, int target, Rational[] arrivals, SortedMap<String, Rational> weights) {
    if (arrivals[step.asset()].signum() == 0) {
      return;
    }
    Groups groups = graph.groups();
    int group = groups.groupOf(step.asset());
    if (group == groups.groupOf(target)) {
      String end = step.asset() == target ? "" : " > " + graph.assetId(target);
      add(weights, step.path() + end, step.micros().multiply(arrivals[step.asset()]));
      InvalidInput.check(
          weights.size() <= MAX_PATHS,
          "More than %s paths lead to %s. Ask for its earners instead.",
          MAX_PATHS,
          graph.assetId(target));
      return;
    }
    InnerVisits visits = visits(group);
    for (int place = 0; place < groups.size(group); place++) {
      int asset = groups.member(group, place);
      Rational there = step.micros().multiply(visits.of(groups.place(step.asset()), place));
      String left = asset == step.asset() ? "" : " > " + graph.assetId(asset);
      for (int leaf = graph.firstLeaf(asset); leaf < graph.firstLeaf(asset + 1); leaf++) {
        int parent = graph.parent(leaf);
        if (parent >= 0 && groups.groupOf(parent) != group) {
          follow(
              new Step(
                  step.path() + left + " > " + graph.assetId(parent),
                  parent,
                  there.multiply(graph.share(asset, leaf))),
              target,
              arrivals,
              weights);
        }
      }
    }
  }

  /**
   * How often a micro that enters at each asset is expected at the target: its share in what comes
   * there. What a closed group keeps is all at its smallest asset.
   */
  private Rational[] arrivals(int target) {
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

  private boolean isClosed(int group) {
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

  private InnerVisits visits(int group) {
    return inner.computeIfAbsent(group, number -> new InnerVisits(graph, number));
  }

  private static void add(SortedMap<String, Rational> weights, String key, Rational weight) {
    if (weight.signum() > 0) {
      weights.merge(key, weight, Rational::add);
    }
  }
}

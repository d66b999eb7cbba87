package org.headwaters.core.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.lineage.Entries;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Pools after the levies.
 *
 * @param entries what enters the asset graph
 * @param flows retained, fund, graph and source, by earner
 * @param poolMicros of the pools, both signs by their absolute amounts
 */
public record Levied(Entries entries, List<MoneyFlow> flows, BigInteger poolMicros) {

  private record Flow(FlowKind kind, String earnerId, @Nullable String toId, int sign) {
    static final Comparator<Flow> ORDER =
        Comparator.comparing(Flow::earnerId, KeyOrder.UTF8)
            .thenComparing(Flow::kind)
            .thenComparing(Flow::toId, Comparator.nullsFirst(KeyOrder.UTF8))
            .thenComparing(Flow::sign, Comparator.reverseOrder());
  }

  /** Copies. */
  public Levied {
    flows = List.copyOf(flows);
  }

  /** Splits each earner's pools, per cover, over the funds and what is left for the graph. */
  public static Levied of(Pools pools, Policy policy) {
    Map<Flow, BigInteger> sums = new TreeMap<>(Flow.ORDER);
    for (Pool pool : pools.pools()) {
      add(
          sums,
          FlowKind.RETAINED,
          pool.sum().earnerId(),
          null,
          BigInteger.valueOf(pool.retainedMicros()));
    }
    SortedMap<String, BigInteger> weights = weights(policy);
    List<Entries.Entry> entries = new ArrayList<>();
    BigInteger all = BigInteger.ZERO;
    for (Map.Entry<EarnerCover, Long> pool : pools.byEarnerAndCover().entrySet()) {
      EarnerCover earner = pool.getKey();
      BigInteger micros = BigInteger.valueOf(pool.getValue());
      all = all.add(micros.abs());
      for (Map.Entry<String, BigInteger> part : split(micros, weights).entrySet()) {
        if (!part.getKey().equals(FlowKind.GRAPH.key())) {
          add(sums, FlowKind.FUND, earner.earnerId(), part.getKey(), part.getValue());
        } else if (earner.coversSource()) {
          add(sums, FlowKind.SOURCE, earner.earnerId(), earner.toId(), part.getValue());
        } else {
          add(sums, FlowKind.GRAPH, earner.earnerId(), earner.toId(), part.getValue());
          entries.add(new Entries.Entry(earner.toId(), part.getValue()));
        }
      }
    }
    List<MoneyFlow> flows = new ArrayList<>();
    sums.forEach(
        (flow, micros) ->
            flows.add(
                new MoneyFlow(
                    flow.earnerId(),
                    flow.kind(),
                    flow.toId(),
                    null,
                    null,
                    null,
                    micros.longValueExact())));
    return new Levied(Entries.of(entries), flows, all);
  }

  private static SortedMap<String, BigInteger> weights(Policy policy) {
    SortedMap<String, BigInteger> weights = new TreeMap<>(KeyOrder.UTF8);
    policy.leviesPpm().forEach((fund, ppm) -> weights.put(fund, BigInteger.valueOf(ppm)));
    weights.put(FlowKind.GRAPH.key(), BigInteger.valueOf(policy.graphPpm()));
    return weights;
  }

  private static Map<String, BigInteger> split(
      BigInteger micros, SortedMap<String, BigInteger> weights) {
    List<BigInteger> parts = Apportionment.split(micros, List.copyOf(weights.values()));
    Map<String, BigInteger> byKey = new LinkedHashMap<>();
    int next = 0;
    for (String key : weights.keySet()) {
      byKey.put(key, parts.get(next++));
    }
    return byKey;
  }

  private static void add(
      Map<Flow, BigInteger> sums,
      FlowKind kind,
      String earnerId,
      @Nullable String toId,
      BigInteger micros) {
    if (micros.signum() != 0) {
      sums.merge(new Flow(kind, earnerId, toId, micros.signum()), micros, BigInteger::add);
    }
  }
}

package org.headwaters.core.answers;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.money.ExchangeRates;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.settlement.Pools;
import org.headwaters.core.settlement.RevenueSum;
import org.headwaters.core.settlement.Settlement;

/** Everything that a period's flows follow from, so that any of it can be tried otherwise. */
public record Trial(
    List<RevenueSum> sums,
    ExchangeRates rates,
    LocalDate lastDay,
    Policy policy,
    LineageInput lineage) {

  /** Copies. */
  public Trial {
    sums = List.copyOf(sums);
  }

  /** The same under another policy. */
  public Trial with(Policy other) {
    return new Trial(sums, rates, lastDay, other, lineage);
  }

  /** The same with another lineage. */
  public Trial with(LineageInput other) {
    return new Trial(sums, rates, lastDay, policy, other);
  }

  /** The pools. */
  public Pools pools() {
    return Pools.of(sums, rates, policy, lastDay);
  }

  /** What the pools become. */
  public Settlement settle() {
    return Settlement.of(pools(), policy, AssetGraph.of(policy.flowRules(), lineage));
  }

  /**
   * Where gross ends, by place: what earners retain, funds, contents and makers get, and what is
   * undisclosed. The places sum to gross.
   */
  static SortedMap<String, BigInteger> places(Settlement settlement) {
    SortedMap<String, BigInteger> places = new TreeMap<>(KeyOrder.UTF8);
    for (MoneyFlow flow : settlement.flows()) {
      String place =
          switch (flow.kind()) {
            case GRAPH, ASSET -> null;
            case FUND, SOURCE -> flow.kind().key() + " " + flow.toId();
            case RETAINED, OWN, DOCUMENTS, PEOPLE, OUTPUT_ATTRIBUTIONS ->
                flow.kind().key() + " " + flow.fromId();
            case UNDISCLOSED -> flow.kind().key() + " " + flow.fromId() + " " + reason(flow);
          };
      if (place != null) {
        places.merge(place, BigInteger.valueOf(flow.amountMicros()), BigInteger::add);
      }
    }
    return places;
  }

  private static String reason(MoneyFlow flow) {
    return flow.reason() == null ? "" : flow.reason().key();
  }
}

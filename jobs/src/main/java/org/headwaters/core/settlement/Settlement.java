package org.headwaters.core.settlement;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.Breach;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.Balance;
import org.headwaters.core.lineage.Destination;
import org.headwaters.core.lineage.Flow;
import org.headwaters.core.lineage.FlowSolver;
import org.headwaters.core.lineage.Flows;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.source.SourceId;

/**
 * A period's money from its pools to the sources: every flow, and the balance of every asset.
 *
 * @param flows by earner, then by child; retained, funds and what is left add up to gross
 */
public record Settlement(Levied levied, List<MoneyFlow> flows, List<Balance> balances) {

  /** Copies. */
  public Settlement {
    flows = List.copyOf(flows);
    balances = List.copyOf(balances);
  }

  /**
   * Settles the pools over the asset graph.
   *
   * @throws Breach if the flows end with another sum than gross
   */
  public static Settlement of(Pools pools, Policy policy, AssetGraph graph) {
    Levied levied = Levied.of(pools, policy);
    Flows solved = FlowSolver.settle(graph, levied.entries());
    List<MoneyFlow> flows = new ArrayList<>(levied.flows());
    for (Flow flow : solved.flows()) {
      flows.add(
          new MoneyFlow(
              flow.childId(),
              FlowKind.of(flow.destination()),
              flow.destination() == Destination.OWN
                  ? SourceId.own(flow.childId()).text()
                  : flow.parentId(),
              flow.stage(),
              flow.relation(),
              flow.reason(),
              flow.amountMicros().longValueExact()));
    }
    checkWhole(pools.grossMicros(), flows);
    return new Settlement(levied, flows, solved.balances());
  }

  private static void checkWhole(long grossMicros, List<MoneyFlow> flows) {
    BigInteger arrived = BigInteger.ZERO;
    for (MoneyFlow flow : flows) {
      if (!flow.passes()) {
        arrived = arrived.add(BigInteger.valueOf(flow.amountMicros()));
      }
    }
    Breach.check(
        arrived.equals(BigInteger.valueOf(grossMicros)),
        "Gross is %s micros, but the flows end with %s.",
        grossMicros,
        arrived);
  }
}

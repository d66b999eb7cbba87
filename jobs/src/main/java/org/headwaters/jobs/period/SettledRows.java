package org.headwaters.jobs.period;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.Named;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Balance;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.settlement.Pool;
import org.headwaters.core.settlement.Pools;
import org.headwaters.core.settlement.RevenueSum;
import org.headwaters.core.settlement.Settlement;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.jspecify.annotations.Nullable;

/**
 * A settled period as rows: pools, flows, balances. The same for a run and for whoever settles a
 * published month again.
 */
public record SettledRows(Period period, String runId, Policy policy) {

  /** One row a pool. */
  public List<org.headwaters.tables.Pools.Pool> pools(Pools pools) {
    List<org.headwaters.tables.Pools.Pool> rows = new ArrayList<>();
    for (Pool pool : pools.pools()) {
      RevenueSum sum = pool.sum();
      rows.add(
          new org.headwaters.tables.Pools.Pool(
              period.toString(),
              runId,
              sum.earnerId(),
              sum.kind().key(),
              sum.currency(),
              sum.covers(),
              sum.lines(),
              sum.amount(),
              pool.rateDates().get(sum.currency()),
              pool.rateDates().get(policy.reportingCurrency()),
              pool.grossMicros(),
              pool.poolMicros(),
              pool.retainedMicros()));
    }
    return rows;
  }

  /** One row an asset that money came to. */
  public List<AssetBalances.Balance> balances(AssetGraph graph, Settlement settlement) {
    List<AssetBalances.Balance> rows = new ArrayList<>();
    for (Balance balance : settlement.balances()) {
      BigInteger undisclosed =
          balance.undisclosedMicros().values().stream().reduce(BigInteger.ZERO, BigInteger::add);
      rows.add(
          new AssetBalances.Balance(
              period.toString(),
              runId,
              balance.assetId(),
              graph.contains(balance.assetId())
                  ? graph.asset(graph.index(balance.assetId())).kind().key()
                  : AssetKind.UNKNOWN.key(),
              balance.groupId(),
              micros(settlement.levied().entries().net(balance.assetId())),
              micros(balance.inMicros()),
              micros(balance.outMicros()),
              micros(balance.documentsMicros()),
              micros(balance.peopleMicros()),
              micros(balance.ownMicros()),
              micros(balance.outputAttributionsMicros()),
              micros(undisclosed)));
    }
    return rows;
  }

  private static long micros(BigInteger amount) {
    return amount.longValueExact();
  }

  /** One row a flow. */
  public List<AssetFlows.Flow> flows(List<MoneyFlow> flows) {
    List<AssetFlows.Flow> records = new ArrayList<>(flows.size());
    for (MoneyFlow flow : flows) {
      records.add(
          new AssetFlows.Flow(
              period.toString(),
              runId,
              flow.fromId(),
              flow.kind().key(),
              flow.toId(),
              key(flow.stage()),
              key(flow.relation()),
              key(flow.reason()),
              flow.amountMicros()));
    }
    return records;
  }

  private static @Nullable String key(@Nullable Named word) {
    return word == null ? null : word.key();
  }
}

package org.headwaters.jobs.period;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.headwaters.core.Breach;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.Balance;
import org.headwaters.core.lineage.Destination;
import org.headwaters.core.lineage.Flow;
import org.headwaters.core.lineage.FlowSolver;
import org.headwaters.core.lineage.Flows;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Pools;
import org.jspecify.annotations.Nullable;

/**
 * Carries a period's money from the revenue lines up the asset graph: pools, levies, and what
 * reaches documents, people, makers and the undisclosed.
 */
public final class PropagateJob implements Job {
  private final Period period;

  public PropagateJob(Period period) {
    this.period = period;
  }

  @Override
  public String name() {
    return RunStep.PROPAGATE.key();
  }

  @Override
  public Optional<Period> month() {
    return Optional.of(period);
  }

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    PeriodRun run = PeriodRun.plan(context, period);
    if (RunStep.PROPAGATE.isDone(lake, run)) {
      return JobReport.unchanged(name(), period + ": these flows are already there");
    }
    context.progress().doing("propagate " + period);
    RevenuePools pools = RevenuePools.of(run);
    Levied levied = Levied.of(run, pools);
    AssetGraph graph = AssetGraph.of(run.policy().flowRules(), LineageInputs.read(lake, run));
    Flows flows = FlowSolver.settle(graph, levied.entryMicros());
    List<Row> flowRows = new FlowRows(run, pools, levied, flows).rows();
    long rejected = UnconvertibleRevenue.reject(lake, run, pools.unconvertible());
    LineageJob.write(
        lake,
        run,
        Map.of(
            Pools.TABLE, poolRows(run, pools),
            AssetFlows.TABLE, flowRows,
            AssetBalances.TABLE, balanceRows(run, graph, levied, flows)));
    RunStep.PROPAGATE.finish(lake, run);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("pools", (long) pools.pools().size());
    counts.put("flows", (long) flowRows.size());
    counts.put("rejected", rejected);
    List<String> lines = new ArrayList<>();
    pools
        .unconvertible()
        .forEach((currency, why) -> lines.add("rejected all lines in " + currency + ": " + why));
    return new JobReport(name(), true, counts, lines);
  }

  private static List<Row> poolRows(PeriodRun run, RevenuePools pools) {
    List<Row> rows = new ArrayList<>();
    for (RevenuePools.Pool pool : pools.pools()) {
      rows.add(
          RowFactory.create(
              run.period().toString(),
              run.runId(),
              pool.earnerId(),
              pool.kind(),
              pool.currency(),
              pool.covers(),
              pool.lines(),
              pool.amount(),
              date(pool, pool.currency()),
              date(pool, run.policy().reportingCurrency()),
              pool.grossMicros(),
              pool.poolMicros(),
              pool.retainedMicros()));
    }
    return rows;
  }

  private static java.sql.@Nullable Date date(RevenuePools.Pool pool, String currency) {
    return pool.rateDates().containsKey(currency)
        ? java.sql.Date.valueOf(pool.rateDates().get(currency))
        : null;
  }

  private static List<Row> balanceRows(
      PeriodRun run, AssetGraph graph, Levied levied, Flows flows) {
    List<Row> rows = new ArrayList<>();
    for (Balance balance : flows.balances()) {
      BigInteger undisclosed =
          balance.undisclosedMicros().values().stream().reduce(BigInteger.ZERO, BigInteger::add);
      rows.add(
          RowFactory.create(
              run.period().toString(),
              run.runId(),
              balance.assetId(),
              graph.contains(balance.assetId())
                  ? graph.asset(graph.index(balance.assetId())).kind().key()
                  : "unknown",
              balance.groupId(),
              micros(levied.entryMicros().getOrDefault(balance.assetId(), BigInteger.ZERO)),
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

  /**
   * Pools after the levies.
   *
   * @param fundMicros by earner and fund
   * @param entryMicros what enters the asset graph, by the asset it enters at
   * @param sourceMicros what a licence fee pays to the source it covers, by earner
   * @param parts per earner and cover: what went to the graph or the source
   */
  record Levied(
      Map<String, Map<String, Long>> fundMicros,
      Map<String, BigInteger> entryMicros,
      Map<RevenuePools.EarnerCover, Long> sourceMicros,
      Map<RevenuePools.EarnerCover, Long> parts) {

    static Levied of(PeriodRun run, RevenuePools pools) {
      // In key order: every fund starts with `fund:`, which comes before `graph`.
      SortedMap<String, Integer> levies = new TreeMap<>(KeyOrder.UTF8);
      levies.putAll(run.policy().leviesPpm());
      List<String> funds = List.copyOf(levies.keySet());
      List<BigInteger> weights = new ArrayList<>();
      levies.values().forEach(ppm -> weights.add(BigInteger.valueOf(ppm)));
      weights.add(BigInteger.valueOf(run.policy().graphPpm()));
      Map<String, Map<String, Long>> fundMicros = new TreeMap<>(KeyOrder.UTF8);
      Map<String, BigInteger> entries = new TreeMap<>(KeyOrder.UTF8);
      Map<RevenuePools.EarnerCover, Long> sources = new TreeMap<>(RevenuePools.EarnerCover.ORDER);
      Map<RevenuePools.EarnerCover, Long> parts = new TreeMap<>(RevenuePools.EarnerCover.ORDER);
      pools
          .byEarnerAndCover()
          .forEach(
              (earner, pool) -> {
                List<BigInteger> split = Apportionment.split(BigInteger.valueOf(pool), weights);
                for (int fund = 0; fund < funds.size(); fund++) {
                  fundMicros
                      .computeIfAbsent(earner.earnerId(), id -> new TreeMap<>(KeyOrder.UTF8))
                      .merge(funds.get(fund), split.get(fund).longValueExact(), Math::addExact);
                }
                BigInteger graph = split.get(funds.size());
                parts.put(earner, graph.longValueExact());
                if (earner.covers() == null || isAsset(earner.covers())) {
                  String asset = earner.covers() == null ? earner.earnerId() : earner.covers();
                  entries.merge(asset, graph, BigInteger::add);
                } else {
                  sources.put(earner, graph.longValueExact());
                }
              });
      return new Levied(fundMicros, entries, sources, parts);
    }

    static boolean isAsset(String id) {
      return id.startsWith("service:") || id.startsWith("model:") || id.startsWith("dataset:");
    }

    long fundTotal() {
      return fundMicros.values().stream()
          .flatMap(funds -> funds.values().stream())
          .reduce(0L, Math::addExact);
    }
  }

  /** The rows of asset_flows, and the check that they carry all of the gross amount. */
  private record FlowRows(PeriodRun run, RevenuePools pools, Levied levied, Flows flows) {
    List<Row> rows() {
      List<Row> rows = new ArrayList<>();
      Map<String, Long> retained = new TreeMap<>(KeyOrder.UTF8);
      pools.pools().forEach(p -> retained.merge(p.earnerId(), p.retainedMicros(), Math::addExact));
      retained.forEach((earner, micros) -> add(rows, earner, "retained", null, micros));
      levied
          .fundMicros()
          .forEach(
              (earner, funds) -> funds.forEach((fund, m) -> add(rows, earner, "fund", fund, m)));
      levied
          .parts()
          .forEach(
              (earner, micros) -> {
                boolean source = levied.sourceMicros().containsKey(earner);
                String to = earner.covers() == null ? earner.earnerId() : earner.covers();
                add(rows, earner.earnerId(), source ? "source" : "graph", to, micros);
              });
      for (Flow flow : flows.flows()) {
        rows.add(row(flow));
      }
      check(retained);
      return rows;
    }

    private void check(Map<String, Long> retained) {
      BigInteger arrived = BigInteger.valueOf(levied.fundTotal());
      for (long micros : retained.values()) {
        arrived = arrived.add(BigInteger.valueOf(micros));
      }
      for (long micros : levied.sourceMicros().values()) {
        arrived = arrived.add(BigInteger.valueOf(micros));
      }
      for (Flow flow : flows.flows()) {
        if (flow.destination() != Destination.ASSET) {
          arrived = arrived.add(flow.amountMicros());
        }
      }
      Breach.check(
          arrived.equals(BigInteger.valueOf(pools.grossMicros())),
          "%s: gross is %s micros, but the flows end with %s.",
          run.period(),
          pools.grossMicros(),
          arrived);
    }

    private void add(List<Row> rows, String earner, String kind, @Nullable String to, long micros) {
      if (micros != 0) {
        rows.add(
            RowFactory.create(
                run.period().toString(), run.runId(), earner, kind, to, null, null, null, micros));
      }
    }

    private Row row(Flow flow) {
      return RowFactory.create(
          run.period().toString(),
          run.runId(),
          flow.childId(),
          flow.destination().key(),
          flow.destination() == Destination.OWN ? "own:" + flow.childId() : flow.parentId(),
          flow.stage() == null ? null : flow.stage().key(),
          flow.relation() == null ? null : flow.relation().key(),
          flow.reason() == null ? null : flow.reason().key(),
          flow.amountMicros().longValueExact());
    }
  }
}

package org.headwaters.jobs.books;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.money.ExchangeRates;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.policy.RevenueKind;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.Pool;
import org.headwaters.core.settlement.Pools;
import org.headwaters.core.settlement.RevenueSum;
import org.headwaters.core.settlement.Settlement;
import org.headwaters.jobs.period.GraphRows;
import org.headwaters.jobs.period.LineageRows;
import org.headwaters.jobs.period.SettledRows;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Codec;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.LineageEdges;
import org.headwaters.tables.LineageNodes;
import org.headwaters.tables.ServedUsage;
import org.jspecify.annotations.Nullable;

/**
 * A published month, settled again by core from what is published of its inputs: revenue converted
 * at the rates, cut by the policy, and carried through the asset graph. Every amount that was
 * booked is compared, to the micro.
 */
final class SolvedMonth {
  private final Checks checks;
  private final PublishedFiles files;
  private final Period period;
  private final Policy policy;
  private final SettledRows rows;
  private final SolvedRows compared;

  SolvedMonth(Checks checks, PublishedFiles files, Period period, Policy policy) {
    this.checks = checks;
    this.files = files;
    this.period = period;
    this.policy = policy;
    this.rows = new SettledRows(period, "", policy);
    this.compared = new SolvedRows(files, period);
  }

  /** Looks; goes on after a failure. */
  void look() {
    List<org.headwaters.tables.Pools.Pool> booked =
        org.headwaters.tables.Pools.CODEC.records(
            files.rows(org.headwaters.tables.Pools.TABLE, period));
    look("conversion", () -> conversion(booked));
    checks
        .look("graph", this::graph)
        .ifPresent(
            graph -> {
              look("graph", () -> graph(graph));
              look("flows", () -> flows(booked, graph));
            });
  }

  private void look(String check, java.util.function.Supplier<String> look) {
    checks.look(check, look).ifPresent(said -> checks.holds(check, said));
  }

  /** Persons of one site are added up, but each of their pools was rounded and cut for itself. */
  static boolean addsPersons(org.headwaters.tables.Pools.Pool pool) {
    return pool.covers() != null && pool.covers().endsWith("/");
  }

  /** Each sum of revenue, converted at the published rates and cut by the policy. */
  private String conversion(List<org.headwaters.tables.Pools.Pool> booked) {
    LocalDate lastDay = period.lastDay();
    Pools solved =
        Pools.of(booked.stream().map(SolvedMonth::sum).toList(), rates(), policy, lastDay);
    InvalidInput.check(
        solved.unconvertible().isEmpty(),
        "%s: no published rate converts %s.",
        files.place(org.headwaters.tables.ExchangeRates.TABLE, period),
        solved.unconvertible());
    Set<String> added = new HashSet<>();
    booked.stream()
        .filter(SolvedMonth::addsPersons)
        .forEach(pool -> added.add(BookedTexts.key(pool)));
    Map<String, org.headwaters.tables.Pools.Pool> found = new HashMap<>();
    booked.forEach(pool -> found.put(BookedTexts.key(pool), pool));
    for (org.headwaters.tables.Pools.Pool pool : rows.pools(solved)) {
      org.headwaters.tables.Pools.Pool other = found.get(BookedTexts.key(pool));
      if (other != null && added.contains(BookedTexts.key(pool))) {
        InvalidInput.check(
            Math.abs(Math.subtractExact(pool.grossMicros(), other.grossMicros())) <= pool.lines()
                && Math.abs(Math.subtractExact(pool.poolMicros(), other.poolMicros()))
                    <= 2 * pool.lines(),
            "%s: %s is about %s, but %s was booked.",
            files.place(org.headwaters.tables.Pools.TABLE, period),
            BookedTexts.key(pool),
            BookedTexts.value(pool),
            BookedTexts.value(other));
        found.put(BookedTexts.key(pool), pool);
      }
    }
    int same =
        compared.of(
            org.headwaters.tables.Pools.CODEC,
            rows.pools(solved),
            List.copyOf(found.values()),
            BookedTexts::key,
            BookedTexts::value);
    return same
        + " sums of revenue, converted and cut again"
        + (added.isEmpty() ? "" : "; of " + added.size() + " that add persons, to a micro a line");
  }

  private static RevenueSum sum(org.headwaters.tables.Pools.Pool pool) {
    return new RevenueSum(
        pool.earnerId(),
        RevenueKind.of(pool.kind()),
        pool.currency(),
        pool.covers(),
        pool.lines(),
        pool.amount());
  }

  /** The last rate of each currency, as a run asks it. */
  private ExchangeRates rates() {
    Map<String, ExchangeRates.Rate> last = new TreeMap<>(KeyOrder.UTF8);
    for (Row row : files.rows(org.headwaters.tables.ExchangeRates.TABLE, period)) {
      ExchangeRates.Rate rate =
          new ExchangeRates.Rate(
              row.<java.sql.Date>getAs(org.headwaters.tables.ExchangeRates.RATE_DATE).toLocalDate(),
              row.getAs(org.headwaters.tables.ExchangeRates.CURRENCY),
              row.getAs(org.headwaters.tables.ExchangeRates.RATE));
      if (!rate.date().isAfter(period.lastDay())) {
        last.merge(rate.currency(), rate, (a, b) -> a.date().isAfter(b.date()) ? a : b);
      }
    }
    return ExchangeRates.of(policy.reportingCurrency(), last.values());
  }

  private AssetGraph graph() {
    return AssetGraph.of(
        policy.flowRules(),
        new LineageInput(
            LineageRows.assets(files.rows(Assets.TABLE, period)),
            LineageRows.edges(
                LineageRows.valid(files.rows(Derivations.TABLE, period), period.lastDay()),
                LineageRows.usage(files.rows(ServedUsage.TABLE, period), period)),
            LineageRows.contents(weighed()),
            outputs(),
            Set.of()));
  }

  private List<LineageRows.Weighed> weighed() {
    List<LineageRows.Weighed> weights = new ArrayList<>();
    for (Row row : files.rows(Contributions.TABLE, period)) {
      weights.add(
          LineageRows.Weighed.of(
              row.getAs(Contributions.DATASET_ID),
              row.getAs(Contributions.PART),
              row.getAs(Contributions.SOURCE_ID),
              BigInteger.valueOf(row.<Long>getAs(Contributions.WEIGHT))));
    }
    return weights;
  }

  /** What was measured of outputs is told of each asset. */
  private Map<String, BigInteger> outputs() {
    Map<String, BigInteger> outputs = new HashMap<>();
    for (Row row : files.rows(LineageNodes.TABLE, period)) {
      @Nullable BigDecimal weight = row.getAs(LineageNodes.OUTPUT_WEIGHT);
      if (weight != null) {
        outputs.put(row.getAs(LineageNodes.ASSET_ID), weight.movePointRight(6).toBigIntegerExact());
      }
    }
    return outputs;
  }

  /** Every asset and the exact share of every edge. */
  private String graph(AssetGraph graph) {
    int nodes =
        compared.of(
            LineageNodes.CODEC,
            GraphRows.nodes(period, "", graph, outputs()),
            booked(LineageNodes.CODEC),
            LineageNodes.Node::assetId,
            BookedTexts::value);
    int edges =
        compared.of(
            LineageEdges.CODEC,
            GraphRows.edges(period, "", graph),
            booked(LineageEdges.CODEC),
            BookedTexts::key,
            BookedTexts::value);
    return nodes + " assets and " + edges + " edges, each share worked out again";
  }

  /**
   * Every flow and balance of the asset graph; of fees that cover persons, what is for the graph.
   */
  private String flows(List<org.headwaters.tables.Pools.Pool> booked, AssetGraph graph) {
    Set<String> left = new TreeSet<>(KeyOrder.UTF8);
    List<Pool> pools = new ArrayList<>();
    for (org.headwaters.tables.Pools.Pool pool : booked) {
      if (addsPersons(pool)) {
        left.add(pool.earnerId());
      } else {
        pools.add(new Pool(sum(pool), new TreeMap<>(), pool.grossMicros(), pool.poolMicros()));
      }
    }
    Settlement settlement = Settlement.of(new Pools(pools, new TreeMap<>()), policy, graph);
    int flows =
        compared.of(
            AssetFlows.CODEC,
            rows.flows(settlement.flows()).stream().filter(each -> !cutBySite(each, left)).toList(),
            booked(AssetFlows.CODEC).stream().filter(each -> !cutBySite(each, left)).toList(),
            BookedTexts::key,
            flow -> flow.amountMicros() + " micros");
    int balances =
        compared.of(
            AssetBalances.CODEC,
            rows.balances(graph, settlement),
            booked(AssetBalances.CODEC),
            AssetBalances.Balance::assetId,
            BookedTexts::value);
    return flows
        + " flows and "
        + balances
        + " balances, solved again to the micro"
        + (left.isEmpty() ? "" : "; not what funds got of " + left + ", whose fees cover persons");
  }

  private static boolean cutBySite(AssetFlows.Flow flow, Set<String> earners) {
    FlowKind kind = FlowKind.of(flow.toKind());
    return kind.isBeforeGraph() && kind != FlowKind.GRAPH && earners.contains(flow.childId());
  }

  private <R extends Record> List<R> booked(Codec<R> codec) {
    return codec.records(files.rows(codec.table(), period));
  }
}

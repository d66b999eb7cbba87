package org.headwaters.jobs.period;

import static java.math.RoundingMode.HALF_EVEN;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Destination;
import org.headwaters.core.lineage.Edge;
import org.headwaters.core.lineage.Exit;
import org.headwaters.core.lineage.Finding;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Rational;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.ParallelWork;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.LineageEdges;
import org.headwaters.tables.LineageFindings;
import org.headwaters.tables.LineageNodes;
import org.headwaters.tables.Policies;
import org.jspecify.annotations.Nullable;

/**
 * Builds the asset graph of a period and writes what an analyst asks of it: assets, the exact share
 * of every edge, and what is odd.
 */
public final class LineageJob implements Job {
  /** In lineage_edges, for an edge by contract, which belongs to no stage of the policy. */
  private static final String SHARE_STAGE = "share";

  private final Period period;

  public LineageJob(Period period) {
    this.period = period;
  }

  @Override
  public String name() {
    return RunStep.LINEAGE.key();
  }

  @Override
  public Optional<Period> month() {
    return Optional.of(period);
  }

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    LakeCurrency.of(context, BookingChain.read(lake));
    PeriodRun run = PeriodRun.plan(context, period);
    if (RunStep.LINEAGE.isDone(lake, run)) {
      return JobReport.unchanged(name(), period + ": this lineage is already there");
    }
    context.progress().doing("lineage " + period);
    LineageInput input = LineageInputs.read(lake, run);
    AssetGraph graph = AssetGraph.of(run.policy().flowRules(), input);
    List<LineageNodes.Node> nodes = nodes(run, graph, input.outputAttributions());
    List<LineageEdges.Edge> edges = edges(run, graph);
    List<LineageFindings.Finding> findings = new ArrayList<>();
    for (Finding finding : graph.findings()) {
      findings.add(AssetFindings.finding(run, finding));
    }
    findings.addAll(AssetFindings.rows(run, graph));
    findings.addAll(HolderFindings.rows(run));
    ParallelWork.run(
        List.of(
            () -> lake.replace(Policies.CODEC, List.of(policy(run)), run.slice()),
            () -> lake.replace(LineageNodes.CODEC, nodes, run.slice()),
            () -> lake.replace(LineageEdges.CODEC, edges, run.slice()),
            () -> lake.replace(LineageFindings.CODEC, oneRowAKey(findings), run.slice())));
    RunStep.LINEAGE.finish(lake, run);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("assets", (long) nodes.size());
    counts.put("edges", (long) edges.size());
    counts.put("findings", (long) findings.size());
    return new JobReport(name(), true, counts, List.of());
  }

  /** What was found of one edge or asset several times, such as once a relation, is one row. */
  private static List<LineageFindings.Finding> oneRowAKey(List<LineageFindings.Finding> findings) {
    Map<List<String>, Set<String>> details = new LinkedHashMap<>();
    Map<List<String>, LineageFindings.Finding> first = new LinkedHashMap<>();
    for (LineageFindings.Finding each : findings) {
      List<String> key = Arrays.asList(each.finding(), each.assetId(), each.parentId());
      first.putIfAbsent(key, each);
      details.computeIfAbsent(key, k -> new TreeSet<>(KeyOrder.UTF8)).add(each.detail());
    }
    List<LineageFindings.Finding> rows = new ArrayList<>();
    first.forEach(
        (key, finding) ->
            rows.add(finding.told(String.join("; ", Objects.requireNonNull(details.get(key))))));
    return rows;
  }

  private static Policies.Text policy(PeriodRun run) {
    Policy policy = run.policy();
    return new Policies.Text(
        run.period().toString(),
        run.runId(),
        policy.name(),
        policy.version(),
        policy.hash(),
        policy.canonical());
  }

  private List<LineageNodes.Node> nodes(
      PeriodRun run, AssetGraph graph, Map<String, BigInteger> outputs) {
    List<LineageNodes.Node> rows = new ArrayList<>(graph.size());
    for (int asset = 0; asset < graph.size(); asset++) {
      rows.add(
          new LineageNodes.Node(
              period.toString(),
              run.runId(),
              graph.assetId(asset),
              graph.described(asset) ? graph.asset(asset).kind().key() : AssetKind.UNKNOWN.key(),
              graph.asset(asset).disclosure().key(),
              graph.groups().depth(asset),
              graph.groupId(graph.groups().groupOf(asset)),
              decimal(outputs.get(graph.assetId(asset)))));
    }
    return rows;
  }

  /** One row an edge that carries money. A model that both wrote and rated is one edge. */
  private List<LineageEdges.Edge> edges(PeriodRun run, AssetGraph graph) {
    List<LineageEdges.Edge> rows = new ArrayList<>();
    for (int asset = 0; asset < graph.size(); asset++) {
      Map<String, List<Exit>> byEdge = new TreeMap<>(KeyOrder.UTF8);
      for (Exit exit : graph.exits(asset)) {
        if (exit.destination() == Destination.ASSET) {
          byEdge
              .computeIfAbsent(exit.parentId() + " " + exit.relation(), key -> new ArrayList<>())
              .add(exit);
        }
      }
      byEdge.values().forEach(exits -> rows.add(edge(run, exits)));
    }
    return rows;
  }

  /** Weights are whole millionths. */
  private static @Nullable BigDecimal decimal(@Nullable BigInteger millionths) {
    return millionths == null ? null : new BigDecimal(millionths, 6);
  }

  private LineageEdges.Edge edge(PeriodRun run, List<Exit> exits) {
    Exit first = exits.get(0);
    Rational share = exits.stream().map(Exit::share).reduce(Rational::add).orElseThrow();
    Optional<BigInteger> weight =
        exits.stream().map(Exit::weight).filter(Objects::nonNull).reduce(BigInteger::add);
    return new LineageEdges.Edge(
        period.toString(),
        run.runId(),
        first.assetId(),
        Objects.requireNonNull(first.parentId()),
        Objects.requireNonNull(first.relation()).key(),
        first.stage() == null ? SHARE_STAGE : first.stage().key(),
        weight
            .map(units -> new BigDecimal(units, Edge.WEIGHT_SCALE).setScale(6, HALF_EVEN))
            .orElse(null),
        share.numerator().toString(),
        share.denominator().toString(),
        share
            .numerator()
            .multiply(BigInteger.valueOf(Apportionment.PPM))
            .divide(share.denominator())
            .intValueExact());
  }
}

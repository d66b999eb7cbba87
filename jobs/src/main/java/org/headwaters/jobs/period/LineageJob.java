package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.Finding;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.money.KeyOrder;
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

/**
 * Builds the asset graph of a period and writes what an analyst asks of it: assets, the exact share
 * of every edge, and what is odd.
 */
public final class LineageJob implements Job {
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
    List<LineageNodes.Node> nodes =
        GraphRows.nodes(run.period(), run.runId(), graph, input.outputAttributions());
    List<LineageEdges.Edge> edges = GraphRows.edges(run.period(), run.runId(), graph);
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
}

package org.headwaters.jobs;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.Destination;
import org.headwaters.core.lineage.Exit;
import org.headwaters.core.lineage.Finding;
import org.headwaters.core.policy.Period;
import org.headwaters.tables.Lake;
import org.headwaters.tables.LineageEdges;
import org.headwaters.tables.LineageFindings;
import org.headwaters.tables.LineageNodes;

/** Builds the asset graph of a period and writes what an analyst asks of it: assets, the exact share of every edge, and what is odd. */
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
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    PeriodRun run = PeriodRun.plan(context, period);
    if (RunStep.LINEAGE.isDone(lake, run)) {
      return JobReport.unchanged(name(), period + ": this lineage is already there");
    }
    context.progress().doing("lineage " + period);
    AssetGraph graph =
        AssetGraph.of(run.policy().flowRules(), LineageInputs.read(lake, run));
    List<Row> nodes = nodes(run, graph);
    List<Row> edges = edges(run, graph);
    List<Row> findings = new ArrayList<>();
    for (Finding finding : graph.findings()) {
      findings.add(
          RowFactory.create(
              period.toString(),
              run.runId(),
              finding.kind().key(),
              finding.assetId(),
              finding.parentId(),
              finding.detail()));
    }
    findings.addAll(AssetFindings.rows(run, graph));
    lake.replace(LineageNodes.TABLE, lake.rows(LineageNodes.TABLE, nodes), run.slice());
    lake.replace(LineageEdges.TABLE, lake.rows(LineageEdges.TABLE, edges), run.slice());
    lake.replace(LineageFindings.TABLE, lake.rows(LineageFindings.TABLE, findings), run.slice());
    RunStep.LINEAGE.finish(lake, run);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("assets", (long) nodes.size());
    counts.put("edges", (long) edges.size());
    counts.put("findings", (long) findings.size());
    return new JobReport(name(), true, counts, List.of());
  }

  private List<Row> nodes(PeriodRun run, AssetGraph graph) {
    List<Row> rows = new ArrayList<>(graph.size());
    for (int asset = 0; asset < graph.size(); asset++) {
      rows.add(
          RowFactory.create(
              period.toString(),
              run.runId(),
              graph.assetId(asset),
              graph.described(asset) ? graph.asset(asset).kind().key() : "unknown",
              graph.asset(asset).disclosure().key(),
              graph.groups().depth(asset),
              graph.groupId(graph.groups().groupOf(asset))));
    }
    return rows;
  }

  /** One row an edge that carries money: leaves of the exit trees that lead to a parent. */
  private List<Row> edges(PeriodRun run, AssetGraph graph) {
    List<Row> rows = new ArrayList<>();
    for (int asset = 0; asset < graph.size(); asset++) {
      for (Exit exit : graph.exits(asset)) {
        if (exit.destination() == Destination.ASSET) {
          rows.add(edge(run, exit));
        }
      }
    }
    return rows;
  }

  private Row edge(PeriodRun run, Exit exit) {
    BigInteger weight = exit.weight();
    return RowFactory.create(
        period.toString(),
        run.runId(),
        exit.assetId(),
        exit.parentId(),
        exit.relation() == null ? null : exit.relation().key(),
        exit.stage() == null ? null : exit.stage().key(),
        weight == null ? null : new BigDecimal(weight, 6),
        exit.share().numerator().toString(),
        exit.share().denominator().toString(),
        exit.share().numerator()
            .multiply(BigInteger.valueOf(1_000_000))
            .divide(exit.share().denominator())
            .intValueExact());
  }
}

package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.policy.Period;
import org.headwaters.core.settlement.Pools;
import org.headwaters.core.settlement.Settlement;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.ParallelWork;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.OutputAttributions;
import org.headwaters.tables.People;
import org.headwaters.tables.Revenue;
import org.headwaters.transforms.PeopleRows;

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
    Pools pools = RevenuePools.of(run);
    AssetGraph graph = AssetGraph.of(run.policy().flowRules(), LineageInputs.read(lake, run));
    Settlement settlement = Settlement.of(pools, run.policy(), graph);
    long rejected = UnconvertibleRevenue.reject(lake, run, pools.unconvertible());
    SettledRows rows = new SettledRows(run.period(), run.runId(), run.policy());
    ParallelWork.run(
        List.of(
            () -> lake.replace(org.headwaters.tables.Pools.CODEC, rows.pools(pools), run.slice()),
            () -> lake.replace(AssetFlows.CODEC, rows.flows(settlement.flows()), run.slice()),
            () ->
                lake.replace(AssetBalances.CODEC, rows.balances(graph, settlement), run.slice())));
    nameSources(lake, run);
    RunStep.PROPAGATE.finish(lake, run);
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("pools", (long) pools.pools().size());
    counts.put("flows", (long) settlement.flows().size());
    counts.put("rejected", rejected);
    List<String> lines = new ArrayList<>();
    pools
        .unconvertible()
        .forEach((currency, why) -> lines.add("rejected all lines in " + currency + ": " + why));
    return new JobReport(name(), true, counts, lines);
  }

  /** Says whom the run's inputs name in the clear. */
  static void nameSources(Lake lake, PeriodRun run) {
    lake.replace(
        People.TABLE,
        PeopleRows.ofSources(namedSources(run), run.runId(), run.names()),
        Map.of(People.SEEN_IN, run.runId()));
  }

  /** The sources that a period's revenue and attributions name in the clear. */
  private static Dataset<Row> namedSources(PeriodRun run) {
    return run.inputs()
        .current(OutputAttributions.TABLE)
        .where(col(OutputAttributions.PERIOD).equalTo(run.period().toString()))
        .select(OutputAttributions.SOURCE_ID)
        .union(
            run.inputs()
                .current(Revenue.TABLE)
                .where(
                    col(Revenue.PERIOD)
                        .equalTo(run.period().toString())
                        .and(col(Revenue.COVERS).isNotNull()))
                .select(Revenue.COVERS));
  }
}

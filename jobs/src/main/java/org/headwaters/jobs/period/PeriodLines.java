package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Statement;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.EarnerShares;
import org.headwaters.core.lineage.WhoPaid;
import org.headwaters.core.settlement.CreditPart;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.Inflow;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.lake.Lake;
import org.headwaters.tables.StatementLines;
import org.headwaters.transforms.StatementLineRows;

/**
 * The lines of every holder's and fund's statement of a run, with whose money they are. The asset
 * graph of the run is made anew, for it knows how the money came.
 */
final class PeriodLines {
  private PeriodLines() {}

  /**
   * Rows of statement_lines.
   *
   * @param bySign as {@link org.headwaters.transforms.HolderCreditRows#bySign}
   */
  static Dataset<Row> of(Lake lake, PeriodRun run, Dataset<Row> bySign) {
    List<MoneyFlow> flows = FlowRows.read(lake, run);
    Dataset<Row> levies =
        lake.spark()
            .createDataFrame(
                StatementLineRows.LINES.rows(levies(flows)), StatementLineRows.LINES.schema());
    return StatementLineRows.added(
            StatementLineRows.apply(bySign, paidBy(lake, run, flows)).unionByName(levies))
        .withColumn(StatementLines.PERIOD, lit(run.period().toString()))
        .withColumn(StatementLines.RUN_ID, lit(run.runId()));
  }

  private static Map<StatementLineRows.Origin, EarnerShares> paidBy(
      Lake lake, PeriodRun run, List<MoneyFlow> flows) {
    Map<StatementLineRows.Origin, EarnerShares> paidBy = new HashMap<>();
    WhoPaid whoPaid =
        WhoPaid.of(
            AssetGraph.of(run.policy().flowRules(), LineageInputs.read(lake, run)),
            MoneyFlow.payers(flows));
    for (Inflow inflow : Inflow.all(flows)) {
      if (inflow.part() != CreditPart.LICENCE_FEE && inflow.part() != CreditPart.LINEAGE) {
        int sign = Long.signum(inflow.amountMicros());
        paidBy.computeIfAbsent(
            new StatementLineRows.Origin(inflow.originId(), sign),
            origin -> whoPaid.shares(origin.id(), sign));
      }
    }
    return paidBy;
  }

  private static List<StatementLineRows.Line> levies(List<MoneyFlow> flows) {
    List<StatementLineRows.Line> levies = new ArrayList<>();
    for (MoneyFlow flow : flows) {
      if (flow.kind() == FlowKind.FUND) {
        levies.add(
            new StatementLineRows.Line(
                String.valueOf(flow.toId()),
                null,
                flow.fromId(),
                Statement.LEVY,
                flow.fromId(),
                flow.amountMicros()));
      }
    }
    return levies;
  }
}

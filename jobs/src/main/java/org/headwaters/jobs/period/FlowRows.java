package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.lineage.Reason;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.lineage.Stage;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetFlows;

/** Flows from rows of asset_flows. A word that core does not know is an error. */
public final class FlowRows {
  private FlowRows() {}

  /** The run's flows. They grow with the edges of the asset graph. */
  static List<MoneyFlow> read(Lake lake, PeriodRun run) {
    List<MoneyFlow> flows = new ArrayList<>();
    for (AssetFlows.Flow record : lake.records(AssetFlows.CODEC, run.slice())) {
      flows.add(flow(record));
    }
    return flows;
  }

  /** The flow that a row tells. */
  public static MoneyFlow flow(AssetFlows.Flow record) {
    String stage = record.stage();
    String relation = record.relation();
    String reason = record.reason();
    return new MoneyFlow(
        record.childId(),
        FlowKind.of(record.toKind()),
        record.toId(),
        stage == null ? null : Stage.of(stage),
        relation == null ? null : Relation.of(relation),
        reason == null ? null : Reason.of(reason),
        record.amountMicros());
  }
}

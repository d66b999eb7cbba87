package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.Named;
import org.headwaters.core.lineage.Reason;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.lineage.Stage;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetFlows;
import org.jspecify.annotations.Nullable;

/** Flows as rows of asset_flows, and back. A word that core does not know is an error. */
final class FlowRows {
  private FlowRows() {}

  static List<AssetFlows.Flow> of(PeriodRun run, List<MoneyFlow> flows) {
    List<AssetFlows.Flow> records = new ArrayList<>(flows.size());
    for (MoneyFlow flow : flows) {
      records.add(
          new AssetFlows.Flow(
              run.period().toString(),
              run.runId(),
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

  /** The run's flows. They grow with the edges of the asset graph. */
  static List<MoneyFlow> read(Lake lake, PeriodRun run) {
    List<MoneyFlow> flows = new ArrayList<>();
    for (AssetFlows.Flow record : lake.records(AssetFlows.CODEC, run.slice())) {
      flows.add(flow(record));
    }
    return flows;
  }

  private static MoneyFlow flow(AssetFlows.Flow record) {
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

  private static @Nullable String key(@Nullable Named word) {
    return word == null ? null : word.key();
  }
}

package org.headwaters.core.settlement;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.headwaters.core.lineage.Reason;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.lineage.Stage;
import org.headwaters.core.lineage.WhoPaid;
import org.jspecify.annotations.Nullable;

/**
 * Money that leaves an asset. One per asset, where it goes and why, and sign; none is 0. What stays
 * within a cycle is no flow.
 *
 * @param fromId the asset that the money leaves; its earner, before the asset graph
 * @param toId the asset, fund or source that it reaches; null where the kind says all
 */
public record MoneyFlow(
    String fromId,
    FlowKind kind,
    @Nullable String toId,
    @Nullable Stage stage,
    @Nullable Relation relation,
    @Nullable Reason reason,
    long amountMicros) {

  /** Whose money enters the asset graph, and where. */
  public static List<WhoPaid.Payer> payers(Collection<MoneyFlow> flows) {
    return flows.stream()
        .filter(flow -> flow.kind == FlowKind.GRAPH)
        .map(
            flow ->
                new WhoPaid.Payer(
                    flow.fromId,
                    Objects.requireNonNull(flow.toId),
                    BigInteger.valueOf(flow.amountMicros)))
        .toList();
  }

  /** Whether the money goes on from there and is found again in other flows. */
  boolean passes() {
    return kind == FlowKind.ASSET || kind == FlowKind.GRAPH;
  }
}

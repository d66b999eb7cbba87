package org.headwaters.core.settlement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwaters.core.lineage.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What reached the end of the asset graph. One per origin, part, source or reason, and sign; none
 * is 0.
 *
 * @param originId the data set or asset; for a licence fee that covers a source, the earner
 * @param sourceId the one source that gets it; null where contributions divide it
 * @param reason for {@link CreditPart#LINEAGE}, which is nobody's
 */
public record Inflow(
    String originId,
    CreditPart part,
    @Nullable String sourceId,
    @Nullable Reason reason,
    long amountMicros) {

  /** What comes in by a flow; empty where it goes on or leaves before the sources. */
  public static Optional<Inflow> of(MoneyFlow flow) {
    return switch (flow.kind()) {
      case DOCUMENTS -> to(flow, CreditPart.DOCUMENTS, null);
      case PEOPLE -> to(flow, CreditPart.FEEDBACK, null);
      case OUTPUT_ATTRIBUTIONS -> to(flow, CreditPart.OUTPUT_ATTRIBUTIONS, null);
      case OWN -> to(flow, CreditPart.OWN, flow.toId());
      case SOURCE -> to(flow, CreditPart.LICENCE_FEE, flow.toId());
      case UNDISCLOSED -> to(flow, CreditPart.LINEAGE, null);
      case RETAINED, FUND, GRAPH, ASSET -> Optional.empty();
    };
  }

  /** All of them, added: leaves that differ only in stage or relation are one. */
  public static List<Inflow> all(List<MoneyFlow> flows) {
    List<Inflow> inflows = new ArrayList<>();
    Map<Inflow, Long> sums = new LinkedHashMap<>();
    for (MoneyFlow flow : flows) {
      of(flow)
          .ifPresent(
              inflow ->
                  sums.merge(
                      inflow.withMicros(Long.signum(inflow.amountMicros())),
                      inflow.amountMicros(),
                      Math::addExact));
    }
    sums.forEach((key, micros) -> inflows.add(key.withMicros(micros)));
    return inflows;
  }

  private static Optional<Inflow> to(MoneyFlow flow, CreditPart part, @Nullable String sourceId) {
    return Optional.of(
        new Inflow(flow.fromId(), part, sourceId, flow.reason(), flow.amountMicros()));
  }

  private Inflow withMicros(long micros) {
    return new Inflow(originId, part, sourceId, reason, micros);
  }
}

package org.headwaters.jobs.period;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.settlement.Coverage;
import org.headwaters.core.settlement.Coverage.DocumentWeights;
import org.headwaters.core.settlement.Coverage.Rung;
import org.headwaters.lake.Lake;

/** The rows of coverage: how far a run's pools could be followed. */
final class CoverageLadder {
  private CoverageLadder() {}

  /** One row a rung; {@code claimedMicros} is owed to holders, by absolute amounts. */
  static List<org.headwaters.tables.Coverage.Rung> rows(
      Lake lake, PeriodRun run, BigDecimal claimedMicros) {
    Map<String, DocumentWeights> documents = new HashMap<>();
    run.sets()
        .forEach(
            (datasetId, set) ->
                documents.put(
                    datasetId,
                    new DocumentWeights(
                        set.weightPeople(), set.weightSourced(), set.weightLinked())));
    Coverage coverage =
        Coverage.of(FlowRows.read(lake, run), documents, claimedMicros.toBigIntegerExact());
    List<org.headwaters.tables.Coverage.Rung> rows = new ArrayList<>();
    for (Rung rung : Rung.values()) {
      rows.add(
          new org.headwaters.tables.Coverage.Rung(
              run.period().toString(),
              run.runId(),
              rung.key(),
              coverage.micros().getOrDefault(rung, BigInteger.ZERO).longValueExact(),
              coverage.ppm(rung)));
    }
    return rows;
  }
}

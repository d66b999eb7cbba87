package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.money.Apportionment;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetFlows;

/**
 * How far the period's money could be followed, each rung a part of the one before, in micros:
 * gross; disclosed (reached contents, makers or sources that a lineage names); linked (of the
 * documents' money, that of documents linked to a capture); sourced (that has a source); claimed
 * (payable).
 */
record CoverageLadder(long gross, long disclosed, long linked, long sourced, long claimed) {
  private static final List<String> RUNGS =
      List.of("gross", "disclosed", "linked", "sourced", "claimed");

  /** The place of a rung, from 0. */
  static int rung(String name) {
    return RUNGS.indexOf(name);
  }

  static CoverageLadder of(Lake lake, PeriodRun run, PeriodTotals totals) {
    long disclosed = 0;
    long linked = 0;
    long sourced = 0;
    for (Row flow :
        lake.read(AssetFlows.TABLE, run.slice())
            .where(
                col(AssetFlows.TO_KIND)
                    .isin("documents", "people", "own", "output_attributions", "source"))
            .collectAsList()) {
      long micros = flow.<Long>getAs(AssetFlows.AMOUNT_MICROS);
      disclosed = Math.addExact(disclosed, micros);
      if (flow.getAs(AssetFlows.TO_KIND).equals("documents")) {
        ContributionSet set =
            Objects.requireNonNull(run.sets().get(flow.<String>getAs(AssetFlows.CHILD_ID)));
        linked = Math.addExact(linked, part(micros, set.weightLinked(), set.weightPeople()));
        sourced = Math.addExact(sourced, part(micros, set.weightSourced(), set.weightPeople()));
      } else {
        linked = Math.addExact(linked, micros);
        sourced = Math.addExact(sourced, micros);
      }
    }
    return new CoverageLadder(
        totals.grossMicros(), disclosed, linked, sourced, totals.payableMicros());
  }

  private static long part(long micros, long weight, long total) {
    return total == 0 ? 0 : Apportionment.part(micros, 0, weight, total);
  }

  List<Row> rows(PeriodRun run) {
    long[] amounts = {gross, disclosed, linked, sourced, claimed};
    List<Row> rows = new ArrayList<>();
    for (int rung = 0; rung < amounts.length; rung++) {
      rows.add(
          RowFactory.create(
              run.period().toString(),
              run.runId(),
              RUNGS.get(rung),
              amounts[rung],
              ppm(amounts[rung])));
    }
    return rows;
  }

  /** Of gross, rounded down; 0 where nothing was earned. */
  private int ppm(long amount) {
    return gross == 0
        ? 0
        : java.math.BigInteger.valueOf(amount)
            .multiply(java.math.BigInteger.valueOf(Apportionment.PPM))
            .divide(java.math.BigInteger.valueOf(gross))
            .intValueExact();
  }
}

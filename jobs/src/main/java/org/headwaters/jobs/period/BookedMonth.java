package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.claims.HoldReason;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.LineageEdges;
import org.headwaters.tables.LineageFindings;
import org.headwaters.tables.LineageNodes;
import org.headwaters.tables.People;
import org.headwaters.tables.Policies;
import org.headwaters.tables.Pools;
import org.headwaters.tables.Table;

/**
 * A month that is booked, as today's claims would divide it: the same policy, deliveries, flows and
 * contributions, other claims, holders and communities.
 */
final class BookedMonth {
  /** What a run makes before claims are asked. */
  private static final List<Table> BEFORE_CLAIMS =
      List.of(
          Policies.TABLE,
          LineageNodes.TABLE,
          LineageEdges.TABLE,
          LineageFindings.TABLE,
          Pools.TABLE,
          AssetFlows.TABLE,
          AssetBalances.TABLE);

  private final JobContext context;
  private final String bookedRunId;
  private final Policy policy;
  private final RunPins pins;
  private final PeriodRun run;

  private BookedMonth(
      JobContext context, Period period, String bookedRunId, Policy policy, RunPins pins) {
    this.context = context;
    this.bookedRunId = bookedRunId;
    this.policy = policy;
    this.pins = pins;
    this.run = PeriodRun.withClaimsOfToday(context, period, policy, pins);
  }

  /**
   * Every booked month but one whose claims, holders or communities are others now.
   *
   * @param told gets a line for each that stays as it is because its policy or method is gone
   */
  static List<BookedMonth> others(JobContext context, Period period, List<String> told) {
    Lake lake = context.lake();
    BookingChain chain = BookingChain.read(lake);
    List<BookedMonth> months = new ArrayList<>();
    for (Period other : chain.periods()) {
      if (other.equals(period)) {
        continue;
      }
      Booking booked = chain.current(other).orElseThrow();
      RunPins pins = RunPins.read(lake, booked.runId());
      Optional<Policy> policy = booked.policyAmong(context.policies());
      if (policy.isEmpty() || !pins.methodVersion().equals(PeriodRun.METHOD_VERSION)) {
        told.add(
            other
                + ": stays with the claims that it was booked with, for the settings do not name"
                + " its policy, or the method is another since");
        continue;
      }
      BookedMonth month = new BookedMonth(context, other, booked.runId(), policy.get(), pins);
      if (!month.run.runId().equals(booked.runId())) {
        months.add(month);
      }
    }
    return months;
  }

  /** The run that today's claims make. */
  PeriodRun run() {
    return run;
  }

  /** Which run today's claims make by now. */
  String runIdNow() {
    return PeriodRun.withClaimsOfToday(context, run.period(), policy, pins).runId();
  }

  /** Gives the run the flows that are booked: claims change nothing of them. */
  void copyFlows(Lake lake) {
    if (RunStep.PROPAGATE.isDone(lake, run)) {
      return;
    }
    Map<String, Object> booked = Map.of("period", run.period().toString(), "run_id", bookedRunId);
    for (Table table : BEFORE_CLAIMS) {
      Dataset<Row> rows = lake.read(table, booked).withColumn("run_id", lit(run.runId()));
      if (table == LineageFindings.TABLE) {
        rows =
            rows.where(col(LineageFindings.FINDING).notEqual(HoldReason.UNKNOWN_HOLDER.key()))
                .unionByName(
                    lake.rows(table, LineageFindings.CODEC.rows(HolderFindings.rows(run))));
      }
      lake.replace(table, rows, run.slice());
    }
    lake.replace(
        People.TABLE,
        lake.read(People.TABLE, Map.of(People.SEEN_IN, bookedRunId))
            .withColumn(People.SEEN_IN, lit(run.runId())),
        Map.of(People.SEEN_IN, run.runId()));
    RunStep.LINEAGE.finish(lake, run);
    RunStep.PROPAGATE.finish(lake, run);
  }
}

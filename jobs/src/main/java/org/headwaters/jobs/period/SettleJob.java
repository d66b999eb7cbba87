package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.ParallelWork;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Coverage;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.MissingInputs;
import org.headwaters.tables.Pools;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableDigest;
import org.headwaters.tables.TopSources;
import org.headwaters.transforms.ClaimOutcomes;
import org.headwaters.transforms.HolderCreditRows;
import org.headwaters.transforms.RefusedCredits;
import org.jspecify.annotations.Nullable;

/**
 * Turns what reached the sources into what holders are owed, checks that every micro of the gross
 * amount is somewhere, and books the period: the one row that makes the run current.
 */
public final class SettleJob implements Job {
  private static final int BOOKING_ATTEMPTS = 5;

  private final Period period;
  private final String restateReason;

  /** {@code restateReason} says why a booked period may be booked again; empty if it may not. */
  public SettleJob(Period period, String restateReason) {
    this.period = period;
    this.restateReason = restateReason;
  }

  @Override
  public String name() {
    return RunStep.SETTLE.key();
  }

  @Override
  public Optional<Period> month() {
    return Optional.of(period);
  }

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    PeriodRun run = PeriodRun.plan(context, period);
    Optional<Booking> booked = BookingChain.read(lake).current(period);
    if (booked.isPresent() && booked.get().runId().equals(run.runId())) {
      return JobReport.unchanged(name(), period + ": this run is already booked");
    }
    UsageError.check(
        RunStep.PROPAGATE.isDone(lake, run),
        "Cannot settle %s: its flows are not there, or inputs changed since. Run `headwaters"
            + " propagate --period %s` first.",
        period,
        period);
    context.progress().doing("settle " + period);
    if (!RunStep.SETTLE.isDone(lake, run)) {
      write(lake, run);
      RunStep.SETTLE.finish(lake, run);
    }
    PeriodTotals totals = totals(lake, run).check("Period " + period);
    if (booked.isPresent() && sameMoney(lake, booked.get().runId(), run.runId())) {
      return JobReport.unchanged(
          name(),
          period + ": inputs changed, but no amount of the booked run " + booked.get().runId());
    }
    UsageError.check(
        booked.isEmpty() || !restateReason.isBlank(),
        "Cannot book %s again: it is booked as run %s, and its inputs or policy changed its amounts"
            + " since. Say why with --restate REASON.",
        period,
        booked.map(Booking::runId).orElse(""));
    Booking booking = book(lake, run, totals, booked.isPresent() ? restateReason : "");
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("holder credits", lake.count(HolderCredits.TABLE, run.slice()));
    return new JobReport(
        name(),
        true,
        counts,
        List.of(period + ": booked as number " + booking.seq() + ", " + booking.bookingId()));
  }

  private void write(Lake lake, PeriodRun run) {
    SettleInputs inputs = SettleInputs.read(lake, run);
    ClaimOutcomes.Rules rules = SettleInputs.rules(run);
    Dataset<Row> outcomes =
        ClaimOutcomes.apply(inputs.credits(), SettleInputs.claims(run), rules)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> credits =
          HolderCreditRows.apply(
              inputs.inflows(),
              HolderCreditRows.withoutSource(inputs.credits()),
              outcomes,
              RefusedCredits.apply(inputs.credits(), outcomes, rules.holdRefused()),
              SettleInputs.undisclosed(lake, run));
      lake.replace(HolderCredits.TABLE, ofRun(credits, run), run.slice());
    } finally {
      outcomes.unpersist();
    }
    ParallelWork.run(
        List.of(
            () ->
                write(lake, run, TopSources.TABLE, Rankings.largestSources(run, inputs.credits())),
            () ->
                write(
                    lake,
                    run,
                    MissingInputs.TABLE,
                    Rankings.missingInputs(run, lake.read(HolderCredits.TABLE, run.slice()))),
            () ->
                write(
                    lake,
                    run,
                    Coverage.TABLE,
                    CoverageLadder.of(lake, run, totals(lake, run)).rows(run))));
  }

  private static void write(Lake lake, PeriodRun run, Table table, List<Row> rows) {
    lake.replace(table, rows, run.slice());
  }

  private static Dataset<Row> ofRun(Dataset<Row> rows, PeriodRun run) {
    return rows.withColumn(HolderCredits.PERIOD, lit(run.period().toString()))
        .withColumn(HolderCredits.RUN_ID, lit(run.runId()));
  }

  /** Read back from the tables: what is checked is what readers will see. */
  private static PeriodTotals totals(Lake lake, PeriodRun run) {
    Dataset<Row> pools = lake.read(Pools.TABLE, run.slice());
    Dataset<Row> flows = lake.read(AssetFlows.TABLE, run.slice());
    Map<String, Long> buckets = new LinkedHashMap<>();
    lake.read(HolderCredits.TABLE, run.slice())
        .groupBy(HolderCredits.BUCKET)
        .agg(sum(HolderCredits.AMOUNT_MICROS))
        .collectAsList()
        .forEach(row -> buckets.put(row.getString(0), row.getLong(1)));
    return new PeriodTotals(
        total(pools, Pools.GROSS_MICROS),
        total(flows.where(col(AssetFlows.TO_KIND).equalTo("retained")), AssetFlows.AMOUNT_MICROS),
        total(flows.where(col(AssetFlows.TO_KIND).equalTo("fund")), AssetFlows.AMOUNT_MICROS),
        buckets.getOrDefault("payable", 0L),
        buckets.getOrDefault("unclaimed", 0L),
        buckets.getOrDefault("on_hold", 0L),
        buckets.getOrDefault("undisclosed", 0L));
  }

  private static long total(Dataset<Row> rows, String column) {
    @Nullable Long total = rows.agg(sum(column)).head().getAs(0);
    return total == null ? 0 : total;
  }

  private boolean sameMoney(Lake lake, String oneRun, String otherRun) {
    for (Table table : List.of(Pools.TABLE, AssetFlows.TABLE, HolderCredits.TABLE)) {
      if (!digest(lake, table, oneRun).equals(digest(lake, table, otherRun))) {
        return false;
      }
    }
    return true;
  }

  private Row digest(Lake lake, Table table, String runId) {
    Map<String, Object> slice = Map.of("period", period.toString(), "run_id", runId);
    return TableDigest.apply(lake.read(table, slice), List.of("run_id")).head();
  }

  private Booking book(Lake lake, PeriodRun run, PeriodTotals totals, String reason) {
    for (int attempt = 0; attempt < BOOKING_ATTEMPTS; attempt++) {
      Booking booking = BookingChain.read(lake).next(run.runId(), period, reason, totals);
      if (BookingChain.append(lake, booking)) {
        return booking;
      }
    }
    throw new TryAgain(
        "Cannot book %s: other processes booked %d times meanwhile. Run the command again.",
        period, BOOKING_ATTEMPTS);
  }
}

package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.policy.Period;
import org.headwaters.core.settlement.FlowKind;
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
import org.headwaters.tables.StatementLines;
import org.headwaters.tables.TopSources;
import org.headwaters.transforms.ClaimOutcomes;
import org.headwaters.transforms.CreditBalance;
import org.headwaters.transforms.HolderCreditRows;
import org.headwaters.transforms.UnmatchedCredits;
import org.jspecify.annotations.Nullable;

/**
 * Turns what reached the sources into what holders are owed, checks that every micro of the gross
 * amount is somewhere, and books the period: the one row that makes the run current.
 */
public final class SettleJob implements Job {
  private final Period period;
  private final Reasons reasons;

  /**
   * What a person says so that the period is booked nevertheless; each empty if it may not be.
   *
   * @param restate why it is booked again
   * @param acceptRejected why it is booked without revenue that was rejected or has no rate
   */
  public record Reasons(String restate, String acceptRejected) {
    /** Nothing is said. */
    public static final Reasons NONE = new Reasons("", "");
  }

  /** Books the period unless something that a person must give a reason for stands against it. */
  public SettleJob(Period period, Reasons reasons) {
    this.period = period;
    this.reasons = reasons;
  }

  /** {@code restateReason} says why a booked period may be booked again; empty if it may not. */
  public SettleJob(Period period, String restateReason) {
    this(period, new Reasons(restateReason, ""));
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
    List<JobReport> reports = new ArrayList<>();
    List<PeriodBooking> bookings = new ArrayList<>();
    BookingChain chain = BookingChain.read(lake);
    LakeCurrency.of(context, chain);
    PeriodRun run = PeriodRun.plan(context, period);
    Optional<String> nothing = PeriodBooking.alreadyBooked(chain, run);
    if (nothing.isPresent()) {
      reports.add(JobReport.unchanged(name(), nothing.get()));
    } else {
      bookings.add(settled(context, run));
    }
    List<String> told = new ArrayList<>();
    for (BookedMonth month : BookedMonth.others(context, period, told)) {
      PeriodRun later = month.run();
      context.progress().doing("settle " + later.period() + " with today's claims");
      month.copyFlows(lake);
      bookings.add(PeriodBooking.claiming(context, month, written(lake, later), reasons));
    }
    LoweredPayables lowered = new LoweredPayables(lake, bookings, reasons.restate());
    lowered.check(BookingChain.read(lake));
    for (PeriodBooking booking : bookings) {
      context.progress().doing("book " + booking.period());
      reports.add(booking.book(name(), lowered));
    }
    reports.addAll(LaterBookings.book(context, name(), told));
    return JobReport.joined(name(), reports, told);
  }

  /** The period itself, written whole and ready to be booked. */
  private PeriodBooking settled(JobContext context, PeriodRun run) {
    Lake lake = context.lake();
    UsageError.check(
        RunStep.PROPAGATE.isDone(lake, run),
        "Cannot settle %s: its flows are not there, or inputs changed since. Run `headwaters"
            + " propagate --period %s` first.",
        period,
        period);
    // Asked again when it is booked; here so that no work is done for a month that waits.
    ReadyToBook.check(lake, run, reasons.acceptRejected());
    context.progress().doing("settle " + period);
    return PeriodBooking.settling(context, run, written(lake, run), reasons);
  }

  private static PeriodTotals written(Lake lake, PeriodRun run) {
    if (!RunStep.SETTLE.isDone(lake, run)) {
      write(lake, run);
      RunStep.SETTLE.finish(lake, run);
    }
    return totals(lake, run).check("Period " + run.period());
  }

  private static void write(Lake lake, PeriodRun run) {
    Period period = run.period();
    SettleInputs inputs = SettleInputs.read(lake, run);
    ClaimOutcomes.Rules rules = SettleInputs.rules(run);
    Dataset<Row> credits = inputs.credits().persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> matched =
        ClaimedCredits.matched(lake, run, credits).persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> outcomes = ClaimOutcomes.apply(matched, rules);
    Dataset<Row> bySign =
        HolderCreditRows.bySign(
                outcomes,
                UnmatchedCredits.apply(credits, matched, rules.holdRefused()),
                inputs.undisclosed())
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> rows = ofRun(HolderCreditRows.apply(bySign), run);
      SettlementBalance.check(
          period,
          Map.of(
              "the credits of sources", CreditBalance.ofCredits(credits, inputs.inflows()),
              "the outcomes of credits", CreditBalance.ofOutcomes(matched, outcomes),
              "what is owed and waits",
                  CreditBalance.ofRows(bySign, inputs.inflows(), inputs.undisclosed())));
      lake.replace(HolderCredits.TABLE, rows, run.slice());
      Dataset<Row> readBack = lake.read(HolderCredits.TABLE, run.slice());
      SettlementBalance.check(
          period, Map.of("the accounts read back", CreditBalance.ofAccounts(rows, readBack)));
      totals(lake, run, readBack)
          .checkAgainst(byBucket(rows), "Period " + period)
          .check("Period " + period);
      ParallelWork.run(
          List.of(
              () -> writeLines(lake, run, bySign),
              () ->
                  lake.replace(
                      TopSources.CODEC, Rankings.largestSources(run, credits), run.slice()),
              () ->
                  lake.replace(
                      MissingInputs.CODEC, Rankings.missingInputs(run, readBack), run.slice()),
              () ->
                  lake.replace(
                      Coverage.CODEC,
                      CoverageLadder.rows(lake, run, claimed(bySign)),
                      run.slice())));
    } finally {
      bySign.unpersist();
      matched.unpersist();
      credits.unpersist();
    }
  }

  /** Writes the lines of statements and holds them to what is payable. */
  private static void writeLines(Lake lake, PeriodRun run, Dataset<Row> bySign) {
    lake.replace(StatementLines.TABLE, PeriodLines.of(lake, run, bySign), run.slice());
    SettlementBalance.check(
        run.period(),
        Map.of(
            "the lines of statements",
            CreditBalance.ofLines(bySign, lake.read(StatementLines.TABLE, run.slice()))));
  }

  /** What holders are owed, both signs by their absolute amounts. */
  private static BigDecimal claimed(Dataset<Row> bySign) {
    @Nullable BigDecimal claimed =
        bySign
            .where(col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key()))
            .agg(sum(abs(col(HolderCredits.AMOUNT_MICROS)).cast("decimal(38,0)")))
            .head()
            .getAs(0);
    return claimed == null ? BigDecimal.ZERO : claimed;
  }

  private static Dataset<Row> ofRun(Dataset<Row> rows, PeriodRun run) {
    return rows.withColumn(HolderCredits.PERIOD, lit(run.period().toString()))
        .withColumn(HolderCredits.RUN_ID, lit(run.runId()));
  }

  /** Read back from the tables: what is checked is what readers will see. */
  private static PeriodTotals totals(Lake lake, PeriodRun run) {
    return totals(lake, run, lake.read(HolderCredits.TABLE, run.slice()));
  }

  private static PeriodTotals totals(Lake lake, PeriodRun run, Dataset<Row> holderCredits) {
    Dataset<Row> pools = lake.read(Pools.TABLE, run.slice());
    Dataset<Row> flows = lake.read(AssetFlows.TABLE, run.slice());
    return PeriodTotals.of(
        total(pools, Pools.GROSS_MICROS),
        total(
            flows.where(col(AssetFlows.TO_KIND).equalTo(FlowKind.RETAINED.key())),
            AssetFlows.AMOUNT_MICROS),
        total(
            flows.where(col(AssetFlows.TO_KIND).equalTo(FlowKind.FUND.key())),
            AssetFlows.AMOUNT_MICROS),
        byBucket(holderCredits));
  }

  private static Map<Bucket, Long> byBucket(Dataset<Row> holderCredits) {
    Map<Bucket, Long> credits = new EnumMap<>(Bucket.class);
    holderCredits
        .groupBy(HolderCredits.BUCKET)
        .agg(sum(HolderCredits.AMOUNT_MICROS))
        .collectAsList()
        .forEach(row -> credits.put(Bucket.of(row.getString(0)), row.getLong(1)));
    return credits;
  }

  private static long total(Dataset<Row> rows, String column) {
    @Nullable Long total = rows.agg(sum(column)).head().getAs(0);
    return total == null ? 0 : total;
  }
}

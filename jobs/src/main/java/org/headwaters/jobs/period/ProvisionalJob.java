package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.money.Micros;
import org.headwaters.core.policy.Period;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.settlement.Pool;
import org.headwaters.core.settlement.Pools;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.lake.ProvisionalFolder;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.HolderCredits;

/**
 * What a month that is not over would come to if it ended on a day (docs/decisions/0038): settled
 * in memory by the code that settles, written to a {@link ProvisionalFolder}, never booked. Every
 * line and every row says so.
 *
 * <p>{@link UsageError} for a month that is booked.
 */
public final class ProvisionalJob implements Job {
  private final Period period;
  private final LocalDate asOf;

  /** UsageError for a day that is not of the month. */
  public ProvisionalJob(Period period, LocalDate asOf) {
    check(period, asOf);
    this.period = period;
    this.asOf = asOf;
  }

  /** UsageError for a day that is not of the month. */
  public static void check(Period period, LocalDate asOf) {
    UsageError.check(
        Period.containing(asOf).equals(period),
        "%s is no day of %s. Give a day of that month as --as-of.",
        asOf,
        period);
  }

  @Override
  public String name() {
    return "provisional";
  }

  @Override
  public Optional<Period> month() {
    return Optional.of(period);
  }

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    UsageError.check(
        BookingChain.read(lake).current(period).isEmpty(),
        "%s is booked, so nothing about it is provisional any more. See `headwaters status`.",
        period);
    context.progress().doing("provisional " + period + ", as of " + asOf);
    PeriodRun run = PeriodRun.provisional(context, period, asOf);
    PropagateJob.nameSources(lake, run);
    ProvisionalFolder folder = new ProvisionalFolder(lake, period.toString(), asOf);
    try (PeriodTrial trial = PeriodTrial.of(lake, run)) {
      Dataset<Row> credits =
          trial
              .holderCredits()
              .withColumn(HolderCredits.PERIOD, lit(period.toString()))
              .withColumn(HolderCredits.RUN_ID, lit(run.runId()))
              .persist();
      try {
        Map<String, BigInteger> totals = totals(trial, credits);
        folder.write(HolderCredits.TABLE, credits);
        folder.write(
            AssetFlows.TABLE,
            lake.rows(
                AssetFlows.TABLE,
                AssetFlows.CODEC.rows(
                    new SettledRows(run.period(), run.runId(), run.policy())
                        .flows(trial.settlement().flows()))));
        return report(run, totals, trial.trial().pools());
      } finally {
        credits.unpersist();
      }
    }
  }

  /** Where gross ends. Throws {@link Breach} if a micro is missing. */
  private Map<String, BigInteger> totals(PeriodTrial trial, Dataset<Row> credits) {
    Map<String, BigInteger> totals = new LinkedHashMap<>();
    BigInteger gross =
        trial.trial().pools().pools().stream()
            .map(Pool::grossMicros)
            .map(BigInteger::valueOf)
            .reduce(BigInteger.ZERO, BigInteger::add);
    totals.put("gross", gross);
    totals.put("retained", total(trial, FlowKind.RETAINED));
    totals.put("funds", total(trial, FlowKind.FUND));
    for (Bucket bucket : Bucket.values()) {
      totals.put(bucket.key(), BigInteger.ZERO);
    }
    for (Row row :
        credits
            .groupBy(HolderCredits.BUCKET)
            .agg(sum(HolderCredits.AMOUNT_MICROS))
            .collectAsList()) {
      totals.put(row.getString(0), BigInteger.valueOf(row.getLong(1)));
    }
    BigInteger parts =
        totals.values().stream().reduce(BigInteger.ZERO, BigInteger::add).subtract(gross);
    Breach.check(
        parts.equals(gross),
        "Of %s, as of %s, gross is %s micros but its parts add up to %s. Please report this.",
        period,
        asOf,
        gross,
        parts);
    return totals;
  }

  private static BigInteger total(PeriodTrial trial, FlowKind kind) {
    return trial.settlement().flows().stream()
        .filter(flow -> flow.kind() == kind)
        .map(MoneyFlow::amountMicros)
        .map(BigInteger::valueOf)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  private JobReport report(PeriodRun run, Map<String, BigInteger> totals, Pools pools) {
    String mark = "provisional, as of " + asOf + ": ";
    List<String> lines = new ArrayList<>();
    totals.forEach(
        (name, micros) ->
            lines.add(
                mark + name + " " + Micros.units(micros) + " " + run.policy().reportingCurrency()));
    pools
        .unconvertible()
        .forEach((currency, why) -> lines.add(mark + "without lines in " + currency + ": " + why));
    lines.add(mark + "in _provisional/" + period + ", and below private; not booked");
    return new JobReport(name(), true, Map.of(), lines);
  }
}

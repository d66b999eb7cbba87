package org.headwaters.jobs.period;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.headwaters.core.UsageError;
import org.headwaters.core.answers.Trial;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.settlement.Settlement;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Claims;
import org.headwaters.transforms.ClaimOutcomes;
import org.headwaters.transforms.HolderCreditRows;
import org.headwaters.transforms.UnmatchedCredits;
import org.jspecify.annotations.Nullable;

/**
 * A period that is not booked so: a booked one under another policy or other claims, or one that is
 * not over. Otherwise the same inputs and contributions, the same code as settling, and nothing
 * written. Closed, it gives back what it kept in memory.
 */
public final class PeriodTrial implements AutoCloseable {
  private final Settlement settlement;
  private final Trial trial;
  private final Dataset<Row> credits;
  private final Dataset<Row> matched;
  private final Dataset<Row> holderCredits;

  private PeriodTrial(Lake lake, PeriodRun run, Trial trial) {
    this.trial = trial;
    this.settlement = trial.settle();
    SettleInputs inputs = SettleInputs.of(lake, run, settlement.flows());
    this.credits = inputs.credits().persist(StorageLevel.MEMORY_AND_DISK());
    this.matched =
        ClaimedCredits.matched(lake, run, credits).persist(StorageLevel.MEMORY_AND_DISK());
    ClaimOutcomes.Rules rules = SettleInputs.rules(run);
    this.holderCredits =
        HolderCreditRows.apply(
            HolderCreditRows.bySign(
                ClaimOutcomes.apply(matched, rules),
                UnmatchedCredits.apply(credits, matched, rules.holdRefused()),
                inputs.undisclosed()));
  }

  /**
   * Opens the trial.
   *
   * @param claims rows of the table claims to try; null for those that the period was booked with
   * @throws UsageError if the policy would need other contributions, or has another currency
   */
  public static PeriodTrial of(OpenedPeriod booked, Policy policy, @Nullable Dataset<Row> claims) {
    PeriodRun run = booked.run();
    UsageError.check(
        policy.attribution().hash().equals(run.policy().attribution().hash()),
        "Policy %s %s has another `attribution` than the one that %s was booked under, so its"
            + " contributions are others. Keep attribution as it is, or run `headwaters contribute`"
            + " and settle in a lake of its own.",
        policy.name(),
        policy.version(),
        run.period());
    UsageError.check(
        policy.reportingCurrency().equals(run.policy().reportingCurrency()),
        "Policy %s %s reports in %s, %s was booked in %s. Amounts of two currencies are not"
            + " compared.",
        policy.name(),
        policy.version(),
        policy.reportingCurrency(),
        run.period(),
        run.policy().reportingCurrency());
    // Under the booked run's name, by which `people` knows whom the period's inputs name.
    PeriodRun other =
        new PeriodRun(
            run.period(),
            run.day(),
            policy,
            claims == null ? run.inputs() : run.inputs().trying(Claims.TABLE, claims),
            run.sets(),
            run.names(),
            run.runId());
    return new PeriodTrial(
        booked.lake(), other, RevenuePools.trial(other, LineageInputs.read(booked.lake(), other)));
  }

  /** A period that nobody booked yet, as the run says it. */
  static PeriodTrial of(Lake lake, PeriodRun run) {
    return new PeriodTrial(lake, run, RevenuePools.trial(run, LineageInputs.read(lake, run)));
  }

  /** What it was settled from: to be settled once more with anything changed. */
  public Trial trial() {
    return trial;
  }

  /** Its flows. */
  public Settlement settlement() {
    return settlement;
  }

  /** As {@link org.headwaters.transforms.SourceCredits#SCHEMA}. */
  public Dataset<Row> credits() {
    return credits;
  }

  /** The columns of holder_credits but period and run_id. */
  public Dataset<Row> holderCredits() {
    return holderCredits;
  }

  @Override
  public void close() {
    List.of(matched, credits).forEach(Dataset::unpersist);
  }
}

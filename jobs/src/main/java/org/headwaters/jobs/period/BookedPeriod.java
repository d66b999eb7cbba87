package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Table;
import org.headwaters.transforms.SourceCredits;

/**
 * A booking as it was made: its results, and the inputs and policy that it rests on, whatever was
 * delivered since.
 */
public final class BookedPeriod {
  private final Lake lake;
  private final Booking booking;
  private final PeriodRun run;

  private BookedPeriod(Lake lake, Booking booking, PeriodRun run) {
    this.lake = lake;
    this.booking = booking;
    this.run = run;
  }

  /**
   * Of a booking of one period.
   *
   * @throws UsageError if no policy at hand is the one that it was booked by
   */
  public static BookedPeriod of(JobContext context, Booking booking) {
    Lake lake = context.lake();
    String runId = booking.runId();
    RunPins pins = RunPins.read(lake, runId);
    return new BookedPeriod(
        lake,
        booking,
        new PeriodRun(
            Period.parse(booking.period()),
            Period.parse(booking.period()).lastDay(),
            booking.policyOf(context.policies()),
            Inputs.now(lake).pinned(pins.deliveries()),
            ContributionSet.pinned(lake, pins.contributions()),
            context.lakeSecret().pseudonyms(),
            runId));
  }

  /** The run that it is of. */
  PeriodRun run() {
    return run;
  }

  public Policy policy() {
    return run.policy();
  }

  /** The inputs as the booking saw them; tables that move no money as they are now. */
  public Inputs inputs() {
    return run.inputs();
  }

  /** The rows of a result table, persons by pseudonym. */
  public Dataset<Row> rows(Table table) {
    return PublishedRows.booked(lake, table, booking);
  }

  /** The rows of a published table, persons by site. */
  public Dataset<Row> published(Table table) {
    return PublishedRows.of(lake, table, booking);
  }

  /** Every flow between assets, and from them. */
  public List<MoneyFlow> flows() {
    return FlowRows.read(lake, run);
  }

  /**
   * Every source's credits, as {@link SourceCredits#SCHEMA}, computed anew from the booked flows.
   */
  public Dataset<Row> credits() {
    return SettleInputs.read(lake, run)
        .credits()
        .where(col(SourceCredits.AMOUNT_MICROS).notEqual(0));
  }

  /** The sets of contributions that it rests on. */
  public List<String> contributionsIds() {
    return run.sets().values().stream()
        .map(ContributionSet::contributionsId)
        .distinct()
        .sorted()
        .toList();
  }
}

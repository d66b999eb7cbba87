package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.WhoPaid;
import org.headwaters.core.policy.Period;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Table;
import org.headwaters.transforms.ClaimOutcomes;
import org.headwaters.transforms.SourceCredits;
import org.headwaters.transforms.UnclaimedCredits;

/**
 * A booked period, opened again from the inputs, policy and contributions that it was booked from:
 * for those who ask why an amount is what it is. Writes nothing.
 *
 * @param flows as booked, in no order
 * @param graph the asset graph that they went through
 */
public record OpenedPeriod(
    Lake lake, Booking booking, PeriodRun run, List<MoneyFlow> flows, AssetGraph graph) {
  /** In {@link #outcomes}: what of an amount was earned, and what was refunded. */
  public static final String POSITIVE = "positive_micros";

  public static final String NEGATIVE = "negative_micros";

  /** The most sources that are asked for by name; more are joined. */
  private static final int NAMED = 200;

  /** Copies. */
  public OpenedPeriod {
    flows = List.copyOf(flows);
  }

  /**
   * Throws {@link UsageError} if the period is not booked, or cannot be opened with what is given.
   */
  public static OpenedPeriod open(JobContext context, Period period) {
    BookingChain chain = BookingChain.read(context.lake());
    Booking booking =
        chain
            .current(period)
            .orElseThrow(
                () ->
                    new UsageError(
                        "Period %s is not booked. Run `headwaters run --config FILE --period %s`"
                            + " first.",
                        period, period));
    PeriodRun run = BookedPeriod.of(context, booking).run();
    PeriodRun again = PeriodRun.of(context, period, run.policy(), run.inputs(), run.sets());
    UsageError.check(
        again.runId().equals(run.runId()),
        "Period %s was booked with another secret or another version of the method (%s) than those"
            + " at hand, so its amounts cannot be followed. Use the secret and release that booked"
            + " it.",
        period,
        String.join(", ", booking.methodVersions()));
    return new OpenedPeriod(
        context.lake(),
        booking,
        run,
        FlowRows.read(context.lake(), run),
        AssetGraph.of(run.policy().flowRules(), LineageInputs.read(context.lake(), run)));
  }

  /** Whose money entered the graph, and where. */
  public WhoPaid whoPaid() {
    return WhoPaid.of(graph, MoneyFlow.payers(flows));
  }

  /** Who has to pay in what an asset earned; assets of no named provider are left out. */
  public Map<String, String> providers() {
    return PeriodFunding.providers(run);
  }

  /** What all of the period's bookings say that holders are owed or wait for. */
  public Dataset<Row> holderCredits() {
    return lake.read(HolderCredits.TABLE, run.slice());
  }

  /** The credits of these sources as {@link SourceCredits#SCHEMA}, each sign by itself. */
  public Dataset<Row> credits(List<String> sourceIds) {
    Dataset<Row> credits = SettleInputs.of(lake, run, flows).credits();
    Column source = col(HolderCredits.SOURCE_ID);
    if (sourceIds.size() <= NAMED) {
      return credits.where(source.isin(sourceIds.toArray()));
    }
    Dataset<Row> wanted =
        lake.spark()
            .createDataset(sourceIds, org.apache.spark.sql.Encoders.STRING())
            .toDF(HolderCredits.SOURCE_ID);
    return credits.join(wanted, HolderCredits.SOURCE_ID);
  }

  /**
   * What became of credits that somebody claims, by the claims that the period was booked with.
   * Grain: bucket, holder, claim, source, data set, part, reason; {@link #POSITIVE} and {@link
   * #NEGATIVE}.
   */
  public Dataset<Row> outcomes(Dataset<Row> credits) {
    Dataset<Row> outcomes =
        ClaimOutcomes.apply(ClaimedCredits.matched(lake, run, credits), SettleInputs.rules(run));
    Column earned = col(ClaimOutcomes.CREDIT_MICROS).gt(0);
    Column micros = col(HolderCredits.AMOUNT_MICROS);
    return outcomes
        .groupBy(
            HolderCredits.BUCKET,
            HolderCredits.HOLDER_ID,
            HolderCredits.CLAIM_ID,
            HolderCredits.SOURCE_ID,
            HolderCredits.DATASET_ID,
            HolderCredits.PART,
            HolderCredits.REASON)
        .agg(
            sum(when(earned, micros).otherwise(0L)).cast(DataTypes.LongType).as(POSITIVE),
            sum(when(earned, 0L).otherwise(micros)).cast(DataTypes.LongType).as(NEGATIVE));
  }

  /**
   * What is unclaimed, source by source, by the claims that the period was booked with. Grain: data
   * set, part, source; amount_micros. Those of a data set add up to what holder_credits says of it.
   */
  public Dataset<Row> unclaimed() {
    Dataset<Row> credits = SettleInputs.of(lake, run, flows).credits();
    return UnclaimedCredits.apply(
        credits, ClaimedCredits.matched(lake, run, credits), SettleInputs.rules(run));
  }

  /** The words of {@link #basis}. */
  public static final String POLICY = "policy";

  public static final String CLAIMS = "claims";
  public static final String LINEAGE = "lineage";

  /** What the period was booked from, besides revenue and weights, by what it is of. */
  public Map<String, String> basis() {
    return Map.of(
        POLICY,
        run.policy().name() + " " + run.policy().version(),
        CLAIMS,
        deliveries(RunPins.CLAIMS),
        LINEAGE,
        deliveries(List.of(Assets.TABLE, Derivations.TABLE)));
  }

  private String deliveries(List<Table> tables) {
    return tables.stream()
        .flatMap(table -> run.inputs().deciding(table).stream())
        .map(delivery -> delivery.tableName() + " " + delivery.seq())
        .collect(Collectors.joining(", "));
  }

  /** contributions_id by data set. */
  public Map<String, String> contributionsIds() {
    Map<String, String> ids = new java.util.TreeMap<>();
    run.sets().forEach((dataset, set) -> ids.put(dataset, set.contributionsId()));
    return ids;
  }
}

package org.headwaters.jobs.period;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.headwaters.core.Method;
import org.headwaters.core.ledger.Fingerprint;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.jobs.documents.ContributionSet;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Inputs;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Claims;
import org.headwaters.tables.CommunityMembers;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.Holders;
import org.headwaters.tables.OutputAttributions;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.ServedUsage;
import org.headwaters.tables.Table;

/**
 * Which inputs, policy and contributions a settlement of a period rests on, and the name that
 * follows from them. The steps of a period agree on their run by making this anew: the same lake
 * gives the same run_id.
 *
 * @param day what is valid on it counts: the period's last day, or the day of a provisional run
 * @param sets the current contributions, by data set
 * @param names how sources and holders who are persons are shown
 */
public record PeriodRun(
    Period period,
    LocalDate day,
    Policy policy,
    Inputs inputs,
    Map<String, ContributionSet> sets,
    Pseudonyms names,
    String runId) {

  /** Part of every run_id: other when the same inputs would give other money. */
  static final String METHOD_VERSION =
      Stream.of(Method.values()).map(Method::versioned).collect(Collectors.joining(", "));

  /** The tables besides documents that money depends on. */
  private static final List<Table> USED =
      List.of(
          Assets.TABLE,
          Derivations.TABLE,
          ServedUsage.TABLE,
          OutputAttributions.TABLE,
          Revenue.TABLE,
          ExchangeRates.TABLE,
          Holders.TABLE,
          CommunityMembers.TABLE,
          Claims.TABLE);

  public PeriodRun {
    sets = java.util.Collections.unmodifiableMap(new TreeMap<>(sets));
  }

  /** The run of a period as everything is now. */
  public static PeriodRun plan(JobContext context, Period period) {
    Policy policy = Policy.on(context.policies(), period.lastDay());
    return of(
        context,
        period,
        policy,
        Inputs.now(context.lake()),
        ContributionSet.current(context.lake(), policy.attribution().hash()));
  }

  /**
   * The run of a period as if it ended on a day of it, as everything is now. It is never written
   * under its name.
   */
  static PeriodRun provisional(JobContext context, Period period, LocalDate day) {
    Policy policy = Policy.on(context.policies(), day);
    PeriodRun run =
        of(
            context,
            period,
            policy,
            Inputs.now(context.lake()),
            ContributionSet.current(context.lake(), policy.attribution().hash()));
    return new PeriodRun(
        period,
        day,
        policy,
        run.inputs,
        run.sets,
        run.names,
        Fingerprint.of("provisional", day.toString(), run.runId));
  }

  /** The same policy, deliveries and contributions as pinned, but for today's claims. */
  static PeriodRun withClaimsOfToday(
      JobContext context, Period period, Policy policy, RunPins pins) {
    Map<String, List<String>> pinned = new TreeMap<>(pins.deliveries());
    RunPins.CLAIMS.forEach(table -> pinned.remove(table.name()));
    return of(
        context,
        period,
        policy,
        Inputs.now(context.lake()).pinned(pinned),
        ContributionSet.pinned(context.lake(), pins.contributions()));
  }

  /** A run that is booked, as everything was that it rests on. */
  static PeriodRun pinned(JobContext context, Period period, Policy policy, RunPins pins) {
    return of(
        context,
        period,
        policy,
        Inputs.now(context.lake()).pinned(pins.deliveries()),
        ContributionSet.pinned(context.lake(), pins.contributions()));
  }

  /** The run that these make, by the name that follows from them. */
  static PeriodRun of(
      JobContext context,
      Period period,
      Policy policy,
      Inputs inputs,
      Map<String, ContributionSet> sets) {
    List<String> texts = new ArrayList<>();
    texts.add(period.toString());
    texts.add(METHOD_VERSION);
    texts.add(policy.canonical());
    Pseudonyms names = context.lakeSecret().pseudonyms();
    texts.add(names.secretId());
    for (Table table : USED) {
      texts.add(table.name());
      inputs.deciding(table).stream().map(Delivery::deliveryId).forEach(texts::add);
    }
    texts.add("contributions");
    new TreeMap<>(sets).values().forEach(set -> texts.add(set.contributionsId()));
    return new PeriodRun(
        period, period.lastDay(), policy, inputs, sets, names, Fingerprint.of(texts));
  }

  /** The slice of every result table that this run owns. */
  public Map<String, Object> slice() {
    return Map.of("period", period.toString(), "run_id", runId);
  }

  /**
   * What the run rests on, for the table runs: table → delivery ids, data set → contributions_id,
   * and the currency that it reports in.
   */
  Map<String, Object> pins() {
    Map<String, Object> pins = new TreeMap<>();
    for (Table table : USED) {
      pins.put(table.name(), inputs.deciding(table).stream().map(Delivery::deliveryId).toList());
    }
    Map<String, String> contributions = new TreeMap<>();
    sets.forEach((datasetId, set) -> contributions.put(datasetId, set.contributionsId()));
    pins.put(RunPins.CONTRIBUTIONS, contributions);
    pins.put(RunPins.REPORTING_CURRENCY, policy.reportingCurrency());
    return pins;
  }
}

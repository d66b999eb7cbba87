package org.headwaters.jobs.books;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.ledger.TrialBalance;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Policies;

/**
 * Whether a month's money, in tables that are as booked, adds up and was cut as the policy says.
 */
final class MonthCheck {
  private final Checks checks;
  private final PublishedFiles files;
  private final Period period;

  MonthCheck(Checks checks, PublishedFiles files, Period period) {
    this.checks = checks;
    this.files = files;
    this.period = period;
  }

  /** Looks; goes on after a failure. */
  void of(Booking booking, Optional<Policy> given) {
    List<AssetFlows.Flow> flows = AssetFlows.CODEC.records(files.rows(AssetFlows.TABLE, period));
    look("books", () -> books(booking));
    look("assets", () -> assets(flows));
    look("credits", () -> credits(flows));
    checks
        .look("policy", () -> policy(booking, given))
        .ifPresent(
            policy -> {
              checks.holds("policy", Booking.named(policy) + " is the one that was sealed");
              new SolvedMonth(checks, files, period, policy).look();
            });
    new SourcesCheck(checks, files, period).look(flows);
  }

  private void look(String check, Supplier<String> look) {
    checks.look(check, look).ifPresent(said -> checks.holds(check, said));
  }

  /** Every booking balances, and all lines together are the totals that were sealed. */
  private String books(Booking booking) {
    Map<String, TrialBalance> each = new HashMap<>();
    TrialBalance all = new TrialBalance();
    long lines = 0;
    for (Row row : files.rows(Journal.TABLE, period)) {
      JournalLine line = Journal.line(row);
      TrialBalance one =
          each.computeIfAbsent(row.getAs(Journal.BOOKING_ID), id -> new TrialBalance());
      for (TrialBalance balance : List.of(one, all)) {
        balance.add(line.period(), line.bookingClass(), line.account().kind(), line.amountMicros());
      }
      lines++;
    }
    each.forEach(
        (id, balance) ->
            InvalidInput.check(
                balance.breaches().isEmpty(), "Booking %s: %s", id, balance.breaches()));
    InvalidInput.check(
        all.totals(period.toString()).equals(booking.totals()),
        "The lines add up to %s, but %s was sealed.",
        all.totals(period.toString()),
        booking.totals());
    return lines + " lines: each booking balances, and they add up to what was sealed";
  }

  /** What comes into each group of assets goes out of it. */
  private String assets(List<AssetFlows.Flow> flows) {
    Map<String, String> groups = new HashMap<>();
    AssetBalances.CODEC
        .records(files.rows(AssetBalances.TABLE, period))
        .forEach(balance -> groups.put(balance.assetId(), balance.groupId()));
    Map<String, Long> left = new TreeMap<>();
    for (AssetFlows.Flow flow : flows) {
      FlowKind kind = FlowKind.of(flow.toKind());
      if (kind == FlowKind.GRAPH || kind == FlowKind.ASSET) {
        String to = Objects.requireNonNull(flow.toId());
        left.merge(groups.getOrDefault(to, to), flow.amountMicros(), Math::addExact);
      }
      if (!kind.isBeforeGraph()) {
        String from = flow.childId();
        left.merge(groups.getOrDefault(from, from), -flow.amountMicros(), Math::addExact);
      }
    }
    left.forEach(
        (group, micros) ->
            InvalidInput.check(
                micros == 0, "%s: %d micros came in that do not go out.", group, micros));
    return "in = out of " + left.size() + " groups of assets, to the micro";
  }

  /** All that reached sources or was lost is credited, and nothing else. */
  private String credits(List<AssetFlows.Flow> flows) {
    long reached = 0;
    for (AssetFlows.Flow flow : flows) {
      switch (FlowKind.of(flow.toKind())) {
        case SOURCE, OWN, DOCUMENTS, PEOPLE, OUTPUT_ATTRIBUTIONS, UNDISCLOSED ->
            reached = Math.addExact(reached, flow.amountMicros());
        case RETAINED, FUND, GRAPH, ASSET -> {
          // Kept, levied, or found again further on.
        }
      }
    }
    long credited = 0;
    for (Row credit : files.rows(HolderCredits.TABLE, period)) {
      credited = Math.addExact(credited, credit.<Long>getAs(HolderCredits.AMOUNT_MICROS));
    }
    InvalidInput.check(
        reached == credited, "%d micros reached sources, but %d are credited.", reached, credited);
    return credited + " micros reached sources and are credited";
  }

  /** The text that is published, if it is the policy that was sealed and that the reader has. */
  private Policy policy(Booking booking, Optional<Policy> given) {
    String place = files.place(Policies.TABLE, period);
    List<Policies.Text> texts = Policies.CODEC.records(files.rows(Policies.TABLE, period));
    InvalidInput.check(texts.size() == 1, "%s holds %d policies, not one.", place, texts.size());
    Policy policy = parsed(place, texts.get(0).text());
    String named = Booking.named(policy);
    InvalidInput.check(
        policy.canonical().equals(texts.get(0).text())
            && policy.hash().equals(texts.get(0).policyHash()),
        "%s: the text is not the canonical one of the hash %s beside it.",
        place,
        texts.get(0).policyHash());
    InvalidInput.check(
        booking.policies().contains(named),
        "%s: the month was booked with %s; the text is that of %s.",
        place,
        booking.policies(),
        named);
    given.ifPresent(
        other ->
            InvalidInput.check(
                Booking.named(other).equals(named),
                "The month was booked with %s; the file is %s.",
                named,
                Booking.named(other)));
    return policy;
  }

  private static Policy parsed(String place, String text) {
    try {
      return Policy.of(YamlFile.parse(place, text));
    } catch (UsageError e) {
      throw new InvalidInput("%s: no policy: %s", place, String.valueOf(e.getMessage()));
    }
  }
}

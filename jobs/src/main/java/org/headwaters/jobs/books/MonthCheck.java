package org.headwaters.jobs.books;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.ledger.TrialBalance;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.policy.RevenueKind;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.Levied;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.core.settlement.Pool;
import org.headwaters.core.settlement.RevenueSum;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Pools;
import org.jspecify.annotations.Nullable;

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
  void of(Booking booking, Optional<Policy> policy) {
    List<Pools.Pool> pools = Pools.CODEC.records(files.rows(Pools.TABLE, period));
    List<AssetFlows.Flow> flows = AssetFlows.CODEC.records(files.rows(AssetFlows.TABLE, period));
    look("books", () -> books(booking));
    look("assets", () -> assets(flows));
    look("credits", () -> credits(flows));
    if (policy.isEmpty()) {
      checks.notShown(
          "policy",
          "that pools and levies were cut as the policy says: give it with --policy FILE");
    } else {
      look("policy", () -> policy(booking, policy.get()));
      look("pools", () -> pools(pools, policy.get()));
      look("levies", () -> levies(pools, flows, policy.get()));
    }
    checks.notShown(
        "shares", "how each asset's money was divided among its parents is not solved again here");
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

  private static String policy(Booking booking, Policy policy) {
    String named = Booking.named(policy);
    InvalidInput.check(
        booking.policies().contains(named),
        "The month was booked with %s; the file is %s.",
        booking.policies(),
        named);
    return named + " is the one that was sealed";
  }

  private static String pools(List<Pools.Pool> pools, Policy policy) {
    for (Pools.Pool pool : pools) {
      int ppm = policy.royaltyRatePpm().getOrDefault(RevenueKind.of(pool.kind()), 0);
      long cut = Apportionment.ppmOf(pool.grossMicros(), ppm);
      InvalidInput.check(
          addsPersons(pool) || cut == pool.poolMicros(),
          "%s, %s, %s: %d ppm of %d micros is %d, but the pool is %d.",
          pool.earnerId(),
          pool.kind(),
          pool.currency(),
          ppm,
          pool.grossMicros(),
          cut,
          pool.poolMicros());
      InvalidInput.check(
          Math.addExact(pool.poolMicros(), pool.retainedMicros()) == pool.grossMicros(),
          "%s, %s, %s: pool and what is retained are not the gross.",
          pool.earnerId(),
          pool.kind(),
          pool.currency());
    }
    return pools.size() + " pools, each the policy's part of its gross";
  }

  /** Cut again by the very rule, and compared flow by flow. */
  private static String levies(List<Pools.Pool> pools, List<AssetFlows.Flow> flows, Policy policy) {
    Set<String> left =
        pools.stream()
            .filter(MonthCheck::addsPersons)
            .map(Pools.Pool::earnerId)
            .collect(Collectors.toSet());
    List<Pool> cut = new ArrayList<>();
    for (Pools.Pool pool : pools) {
      if (left.contains(pool.earnerId())) {
        continue;
      }
      cut.add(
          new Pool(
              new RevenueSum(
                  pool.earnerId(),
                  RevenueKind.of(pool.kind()),
                  pool.currency(),
                  pool.covers(),
                  pool.lines(),
                  pool.amount()),
              new TreeMap<String, LocalDate>(),
              pool.grossMicros(),
              pool.poolMicros()));
    }
    Map<String, Long> differences = new TreeMap<>();
    Levied levied =
        Levied.of(new org.headwaters.core.settlement.Pools(cut, new TreeMap<>()), policy);
    for (MoneyFlow flow : levied.flows()) {
      differences.merge(
          name(flow.fromId(), flow.kind(), flow.toId()), flow.amountMicros(), Math::addExact);
    }
    for (AssetFlows.Flow flow : flows) {
      FlowKind kind = FlowKind.of(flow.toKind());
      if (kind.isBeforeGraph() && !left.contains(flow.childId())) {
        differences.merge(
            name(flow.childId(), kind, flow.toId()), -flow.amountMicros(), Math::addExact);
      }
    }
    differences.forEach(
        (flow, micros) ->
            InvalidInput.check(
                micros == 0, "%s: %d micros are not where the rule puts them.", flow, micros));
    return differences.size()
        + " amounts, cut again: retained, funds, and what enters the graph"
        + (left.isEmpty() ? "" : "; not of " + left + ", whose fees cover persons");
  }

  /** Persons of one site are added up, but each of their pools was cut for itself. */
  private static boolean addsPersons(Pools.Pool pool) {
    return pool.covers() != null && pool.covers().endsWith("/");
  }

  private static String name(String from, FlowKind kind, @Nullable String to) {
    return from + " to " + kind.key() + (to == null ? "" : " " + to);
  }
}

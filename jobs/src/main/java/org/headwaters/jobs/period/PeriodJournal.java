package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.AccountSums;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.BookingClass;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.Earned;
import org.headwaters.core.ledger.Expiry;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.ledger.TrialBalance;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.CanonicalRows;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Pools;

/**
 * What a booking adds to a period's books, so that every account of every class holds its target.
 * Accounts are brought to the driver: they grow with holders and assets, not with sources or
 * documents.
 */
final class PeriodJournal {
  private final Lake lake;
  private final BookingChain chain;
  private final Period period;
  private final Map<BookingClass, AccountSums> booked;
  private final Map<BookingClass, AccountSums> targets;

  private PeriodJournal(Lake lake, BookingChain chain, Period period) {
    this.lake = lake;
    this.chain = chain;
    this.period = period;
    this.booked = booked(lake, chain, period);
    this.targets = new EnumMap<>(BookingClass.class);
    targets.putAll(booked);
  }

  /** The books of a period if this run were settled now, with its own claims. */
  static PeriodJournal settling(Lake lake, BookingChain chain, PeriodRun run) {
    PeriodJournal journal = new PeriodJournal(lake, chain, run.period());
    AccountSums credits = journal.credits(run.runId());
    journal.targets.put(
        BookingClass.SETTLE, Earned.target(journal.earned(run), journal.funds(run), credits));
    journal.targets.put(BookingClass.CLAIM, AccountSums.NONE);
    journal.expire(run.policy());
    return journal;
  }

  /** The books of a period that stays as it was settled, if the run's claims are today's. */
  static PeriodJournal claiming(Lake lake, BookingChain chain, PeriodRun run, String settledRunId) {
    PeriodJournal journal = new PeriodJournal(lake, chain, run.period());
    journal.targets.put(
        BookingClass.CLAIM,
        journal
            .credits(run.runId())
            .minus(journal.credits(settledRunId))
            .checkBalanced("What claims moved of " + run.period()));
    journal.expire(run.policy());
    return journal;
  }

  /** The books of a period that stays as it was divided, but for time and money that moved. */
  static PeriodJournal later(
      Lake lake, BookingChain chain, Period period, Policy policy, MovedMoney moved) {
    PeriodJournal journal = new PeriodJournal(lake, chain, period);
    journal.expire(policy);
    journal.targets.put(BookingClass.RECEIPT, moved.received(period));
    journal.targets.put(BookingClass.PAYOUT, moved.paid(period));
    return journal;
  }

  /** The books of a period if more of it were paid out. */
  static PeriodJournal paying(Lake lake, BookingChain chain, Period period, AccountSums payments) {
    PeriodJournal journal = new PeriodJournal(lake, chain, period);
    journal.targets.put(BookingClass.PAYOUT, journal.target(BookingClass.PAYOUT).plus(payments));
    return journal;
  }

  /** What is booked of a period, by class. */
  static Map<BookingClass, AccountSums> booked(Lake lake, BookingChain chain, Period period) {
    return booked(lake, chain, List.of(period)).getOrDefault(period, Map.of());
  }

  /** What expires is told by the latest month booked, or being booked. */
  private void expire(Policy policy) {
    Period latest =
        chain.periods().stream().reduce(period, (one, two) -> one.compareTo(two) > 0 ? one : two);
    AccountSums waiting = target(BookingClass.SETTLE).plus(target(BookingClass.CLAIM));
    targets.put(
        BookingClass.EXPIRY,
        new Expiry(policy.unclaimed(), policy.undisclosed()).target(period, waiting, latest));
  }

  private AccountSums target(BookingClass each) {
    return targets.getOrDefault(each, AccountSums.NONE);
  }

  /** What has to be booked, class by class. */
  List<JournalLine> lines(String reason) {
    List<JournalLine> lines = new ArrayList<>();
    for (BookingClass each : BookingClass.values()) {
      lines.addAll(
          JournalLine.of(
              lines.size(),
              period.toString(),
              each,
              target(each),
              booked.getOrDefault(each, AccountSums.NONE),
              reason));
    }
    return lines;
  }

  /**
   * Gross, and where it is once a run is booked.
   *
   * @param made what the run made, before anything expired
   * @throws Breach if the books would not balance, or would say something else than the run
   */
  PeriodTotals totals(PeriodTotals made) {
    PeriodTotals totals = totals();
    Breach.check(
        totals.withoutExpiry(target(BookingClass.EXPIRY)).equals(made),
        "Period %s: the books say %s, but the run made %s. Nothing was booked; this is a defect of"
            + " Headwaters.",
        period,
        totals,
        made);
    return totals;
  }

  /**
   * Gross, and where it is once this is booked.
   *
   * @throws Breach if the books would not balance
   */
  PeriodTotals totals() {
    TrialBalance balance = new TrialBalance();
    targets.forEach(
        (each, sums) ->
            sums.forEach(
                (account, micros) -> balance.add(period.toString(), each, account.kind(), micros)));
    balance.check();
    return balance.totals(period.toString()).check("Period " + period);
  }

  /** The roots over what a booking adds, for us and for anybody, whatever the booking is called. */
  List<TableRoot> roots(List<JournalLine> lines) {
    return List.of(
        root(Journal.TABLE.name(), lines),
        root(BookedRoots.PUBLISHED + Journal.TABLE.name(), JournalLine.withoutPersons(lines)));
  }

  private TableRoot root(String name, List<JournalLine> lines) {
    List<Row> rows = lines.stream().map(line -> Journal.row("", 0, line)).toList();
    return TableRoot.of(name, period.toString(), Journal.TABLE.key(), CanonicalRows.of(rows));
  }

  /**
   * Writes the lines of a booking that is about to be appended, and reads every account back. They
   * count once the chain names the booking.
   *
   * @throws Breach if an account does not hold its target
   */
  void write(Booking booking, List<JournalLine> lines) {
    String id = booking.bookingId();
    Map<String, Object> slice = slice(period, id);
    lake.replace(
        Journal.TABLE,
        lines.stream().map(line -> Journal.row(id, booking.seq(), line)).toList(),
        slice);
    Map<BookingClass, AccountSums> added =
        AccountSums.byClass(
            lake.read(Journal.TABLE, slice).collectAsList().stream().map(Journal::line).toList());
    for (BookingClass each : BookingClass.values()) {
      AccountSums now =
          booked
              .getOrDefault(each, AccountSums.NONE)
              .plus(added.getOrDefault(each, AccountSums.NONE));
      Breach.check(
          now.equals(target(each)),
          "%s: the accounts of class %s, read back, hold %s, but should hold %s. Nothing was"
              + " booked; this is a defect of Headwaters.",
          period,
          each.key(),
          now,
          target(each));
    }
  }

  /** What is booked of some periods, by class, as the bookings of the chain say. */
  static SortedMap<Period, Map<BookingClass, AccountSums>> booked(
      Lake lake, BookingChain chain, List<Period> periods) {
    List<Map<String, Object>> slices = new ArrayList<>();
    for (Period period : periods) {
      chain.of(period).forEach(booking -> slices.add(slice(period, booking.bookingId())));
    }
    SortedMap<Period, Map<BookingClass, AccountSums>> booked = new TreeMap<>();
    if (!slices.isEmpty()) {
      Map<String, List<JournalLine>> lines = new TreeMap<>();
      for (Row row : lake.readAny(Journal.TABLE, slices).collectAsList()) {
        JournalLine line = Journal.line(row);
        lines.computeIfAbsent(line.period(), each -> new ArrayList<>()).add(line);
      }
      lines.forEach((period, each) -> booked.put(Period.parse(period), AccountSums.byClass(each)));
    }
    return booked;
  }

  private static Map<String, Object> slice(Period period, String bookingId) {
    return Map.of(Journal.PERIOD, period.toString(), Journal.BOOKING_ID, bookingId);
  }

  /** Where a run's credits are, by account. */
  private AccountSums credits(String runId) {
    Column payable = col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key());
    Column none = lit(null).cast("string");
    Map<Account, Long> sums = new HashMap<>();
    for (Row row :
        lake.read(HolderCredits.TABLE, Map.of("period", period.toString(), "run_id", runId))
            .groupBy(
                col(HolderCredits.BUCKET),
                when(payable, col(HolderCredits.HOLDER_ID))
                    .otherwise(none)
                    .as(HolderCredits.HOLDER_ID),
                when(payable, none).otherwise(col(HolderCredits.REASON)).as(HolderCredits.REASON),
                when(payable, none)
                    .otherwise(col(HolderCredits.DATASET_ID))
                    .as(HolderCredits.DATASET_ID))
            .agg(sum(HolderCredits.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS))
            .collectAsList()) {
      sums.merge(
          Account.credit(
              Bucket.of(row.getString(0)), row.getString(1), row.getString(2), row.getString(3)),
          row.getLong(4),
          Math::addExact);
    }
    return AccountSums.of(sums);
  }

  private List<Earned> earned(PeriodRun run) {
    Map<String, String> providers = PeriodFunding.providers(run);
    Map<String, Earned> earned = new TreeMap<>();
    for (Pools.Pool pool :
        Pools.CODEC.records(lake.read(Pools.TABLE, run.slice()).collectAsList())) {
      earned.merge(
          pool.earnerId(),
          new Earned(
              pool.earnerId(),
              providers.get(pool.earnerId()),
              pool.grossMicros(),
              pool.poolMicros()),
          (one, two) ->
              new Earned(
                  one.earnerId(),
                  one.provider(),
                  Math.addExact(one.grossMicros(), two.grossMicros()),
                  Math.addExact(one.poolMicros(), two.poolMicros())));
    }
    return List.copyOf(earned.values());
  }

  private Map<String, Long> funds(PeriodRun run) {
    Map<String, Long> funds = new TreeMap<>();
    for (MoneyFlow flow : FlowRows.read(lake, run)) {
      if (flow.kind() == FlowKind.FUND) {
        funds.merge(String.valueOf(flow.toId()), flow.amountMicros(), Math::addExact);
      }
    }
    return funds;
  }
}

package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.PaymentState;
import org.headwaters.core.ledger.PayoutPlan;
import org.headwaters.core.ledger.Recipients;
import org.headwaters.core.ledger.Statement;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Claims;
import org.headwaters.tables.Holders;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Payouts;
import org.headwaters.tables.StatementLines;
import org.jspecify.annotations.Nullable;

/** Reads what several months of one holder share once. */
final class StatementReader {
  private final JobContext context;
  private final Lake lake;
  private final BookingChain chain;
  private final HolderParties parties;
  private final Recipients recipients;
  private final SortedSet<String> group;
  private final List<String> accounts = new ArrayList<>();
  private final List<Statement.Entry> entries;

  StatementReader(JobContext context, String holderId) {
    this.context = context;
    this.lake = context.lake();
    this.chain = BookingChain.read(lake);
    this.parties = HolderParties.read(context);
    this.recipients = parties.recipients();
    this.group = recipients.same(parties.shown(holderId));
    for (String id : group) {
      accounts.add(Account.ofHolder(id).text());
    }
    this.entries = entries();
    UsageError.check(
        !entries.isEmpty() || parties.cell(parties.shown(holderId), Holders.KIND).isPresent(),
        "There is no holder %s: no row of holders describes them, and nothing was ever booked for"
            + " them.",
        holderId);
  }

  private List<Statement.Entry> entries() {
    Set<String> booked = new TreeSet<>();
    chain.all().forEach(booking -> booked.add(booking.bookingId()));
    List<Statement.Entry> entries = new ArrayList<>();
    if (!lake.exists(Journal.TABLE)) {
      return entries;
    }
    for (Row row :
        lake.read(Journal.TABLE)
            .where(col(Journal.ACCOUNT).isin(accounts.toArray()))
            .collectAsList()) {
      if (booked.contains(row.<String>getAs(Journal.BOOKING_ID))) {
        entries.add(new Statement.Entry(row.<Long>getAs(Journal.SEQ), Journal.line(row)));
      }
    }
    return entries;
  }

  List<HolderStatement> statements(List<Period> periods) {
    List<HolderStatement> statements = new ArrayList<>();
    for (Period period : periods) {
      statements.add(statement(period));
    }
    return statements;
  }

  private HolderStatement statement(Period period) {
    Booking first =
        chain.of(period).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageError(
                        "There is no statement of %s: it is not booked. Run `headwaters settle"
                            + " --period %s` first.",
                        period, period));
    long end = end(first.seq());
    Statement statement = Statement.of(period, first.seq(), end, entries);
    Policy policy = first.policyOf(context.policies());
    List<HolderStatement.Line> lines = lines(period, first);
    long sum =
        lines.stream().mapToLong(HolderStatement.Line::amountMicros).reduce(0, Math::addExact);
    Breach.check(
        sum == statement.settledMicros(),
        "The lines of %s add up to %s micros, but the books say %s.",
        period,
        sum,
        statement.settledMicros());
    long funded = funded(period);
    long owed = owed(period);
    String id = group.first();
    return new HolderStatement(
        group,
        group.stream()
            .flatMap(each -> parties.cell(each, Holders.DISPLAY_NAME).stream())
            .findFirst()
            .orElse(""),
        recipients.directsTo(id).orElse(""),
        policy.reportingCurrency(),
        statement,
        lines,
        payments(first.seq(), end),
        funded,
        Math.max(0, owed - funded),
        Math.max(policy.minimumPayoutMicros(), recipients.minimumMicros(id)));
  }

  /** The number of the booking that settled another month next; none is the end of all. */
  private long end(long first) {
    return chain.periods().stream()
        .map(period -> chain.of(period).get(0).seq())
        .filter(seq -> seq > first)
        .min(Long::compare)
        .orElse(Long.MAX_VALUE);
  }

  private List<HolderStatement.Line> lines(Period period, Booking first) {
    Map<String, Object> slice = Map.of("period", period.toString(), "run_id", first.runId());
    Map<String, String> own = ownSources();
    Map<List<String>, SortedMap<String, Long>> shares = new HashMap<>();
    for (Row row :
        lake.read(StatementLines.TABLE, slice)
            .where(col(StatementLines.HOLDER_ID).isin(group.toArray()))
            .collectAsList()) {
      @Nullable String source = row.getAs(StatementLines.SOURCE_ID);
      shares
          .computeIfAbsent(
              List.of(
                  source == null ? Statement.LEVY : own.getOrDefault(source, source),
                  row.getAs(StatementLines.DATASET_ID),
                  row.getAs(StatementLines.PART)),
              line -> new TreeMap<>(KeyOrder.UTF8))
          .merge(
              row.getAs(StatementLines.EARNER_ID),
              row.<Long>getAs(StatementLines.AMOUNT_MICROS),
              Math::addExact);
    }
    List<HolderStatement.Line> lines = new ArrayList<>();
    shares.forEach(
        (line, earners) ->
            lines.add(
                new HolderStatement.Line(
                    line.get(0),
                    line.get(1),
                    line.get(2),
                    earners,
                    earners.values().stream().reduce(0L, Math::addExact))));
    lines.sort(
        Comparator.comparing(HolderStatement.Line::sourceId, KeyOrder.UTF8)
            .thenComparing(HolderStatement.Line::datasetId, KeyOrder.UTF8)
            .thenComparing(HolderStatement.Line::part));
    return lines;
  }

  /** What the pseudonyms mean that the holder's own claims name: nobody else's. */
  private Map<String, String> ownSources() {
    Pseudonyms names = context.lakeSecret().pseudonyms();
    Map<String, String> own = new TreeMap<>();
    Inputs inputs = Inputs.now(lake);
    if (inputs.deliveries(Claims.TABLE).isEmpty()) {
      return own;
    }
    for (Row row : inputs.current(Claims.TABLE).collectAsList()) {
      String pattern = row.getAs(Claims.PATTERN);
      if (group.contains(parties.shown(row.getAs(Claims.HOLDER_ID)))
          && Pseudonyms.personal(pattern).isPresent()) {
        own.put(names.source(pattern), pattern);
      }
    }
    return own;
  }

  private List<HolderStatement.Paid> payments(long first, long end) {
    Map<String, PaymentState> states = MovedMoney.states(Inputs.now(lake));
    Map<String, Long> seqs = new TreeMap<>();
    chain.all().forEach(booking -> seqs.put(booking.bookingId(), booking.seq()));
    SortedMap<String, HolderStatement.Paid> payments = new TreeMap<>();
    for (Payouts.Piece piece : MovedMoney.payouts(lake, chain)) {
      long seq = seqs.getOrDefault(piece.bookingId(), 0L);
      if (seq >= first && seq < end && accounts.contains(piece.account())) {
        payments.merge(
            piece.endToEndId(),
            new HolderStatement.Paid(
                piece.endToEndId(),
                List.of(piece.period()),
                piece.amountMicros(),
                states.getOrDefault(piece.endToEndId(), PaymentState.SENT)),
            StatementReader::and);
      }
    }
    return List.copyOf(payments.values());
  }

  private static HolderStatement.Paid and(HolderStatement.Paid one, HolderStatement.Paid other) {
    SortedSet<String> months = new TreeSet<>(one.months());
    months.addAll(other.months());
    return new HolderStatement.Paid(
        one.endToEndId(),
        List.copyOf(months),
        Math.addExact(one.amountMicros(), other.amountMicros()),
        one.state());
  }

  /** What of a month may still be paid from cash. */
  private long funded(Period period) {
    List<PayoutPlan.Piece> funded =
        PayoutDecision.lessPaid(
            lake,
            chain,
            PeriodFunding.of(context, chain, period, PeriodJournal.booked(lake, chain, period)));
    return funded.stream()
        .filter(piece -> group.contains(piece.account().holderId()))
        .mapToLong(piece -> Math.max(0, piece.micros()))
        .reduce(0, Math::addExact);
  }

  private long owed(Period period) {
    return entries.stream()
        .filter(entry -> entry.line().period().equals(period.toString()))
        .mapToLong(entry -> entry.line().amountMicros())
        .reduce(0, Math::addExact);
  }
}

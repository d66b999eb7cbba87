package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Method;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Pools;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableDigest;

/**
 * Whether a run that is written whole may be booked, and its booking. Everything is decided from
 * the chain that the booking is then appended to, and from the inputs as they are at that moment: a
 * process that slept meanwhile finds its number taken and decides again, so it cannot bring old
 * money back.
 */
final class PeriodBooking {
  private static final int ATTEMPTS = 5;

  /** What a period's money is before claims, and after. */
  private static final List<Table> MONEY_PATH = List.of(Pools.TABLE, AssetFlows.TABLE);

  private static final List<Table> MONEY =
      List.of(Pools.TABLE, AssetFlows.TABLE, HolderCredits.TABLE);

  private final JobContext context;
  private final PeriodRun run;
  private final PeriodTotals totals;
  private final SettleJob.Reasons reasons;
  private final boolean restates;
  private final Supplier<String> planned;

  private PeriodBooking(
      JobContext context,
      PeriodRun run,
      PeriodTotals totals,
      SettleJob.Reasons reasons,
      boolean restates,
      Supplier<String> planned) {
    this.context = context;
    this.restates = restates;
    this.planned = planned;
    this.run = run;
    this.totals = totals;
    this.reasons = reasons;
  }

  /** Of a period that is settled, for the first time or, with a reason, again. */
  static PeriodBooking settling(
      JobContext context, PeriodRun run, PeriodTotals totals, SettleJob.Reasons reasons) {
    return new PeriodBooking(
        context, run, totals, reasons, true, () -> PeriodRun.plan(context, run.period()).runId());
  }

  /** Of a period that stays as it was settled, but for today's claims. */
  static PeriodBooking claiming(
      JobContext context, BookedMonth month, PeriodTotals totals, SettleJob.Reasons reasons) {
    return new PeriodBooking(context, month.run(), totals, reasons, false, month::runIdNow);
  }

  /** The month. */
  Period period() {
    return run.period();
  }

  /** Why a run need not be settled at all; empty if it must. */
  static Optional<String> alreadyBooked(BookingChain chain, PeriodRun run) {
    return chain
        .current(run.period())
        .filter(booking -> booking.runId().equals(run.runId()))
        .map(booking -> run.period() + ": this run is already booked");
  }

  /** What a booking of the run would be; nothing where no amount differs. */
  private enum Kind {
    NOTHING,
    /** The period's first booking, or its restatement. */
    SETTLE,
    /** Only claims, holders or communities moved money. */
    CLAIM,
    /** The money path differs, and nobody says why. */
    UNEXPLAINED
  }

  private Kind kind(Lake lake, Optional<Booking> booked) {
    if (booked.isEmpty()) {
      return Kind.SETTLE;
    }
    String bookedRun = booked.get().runId();
    if (bookedRun.equals(run.runId()) || sameMoney(lake, bookedRun, MONEY)) {
      return Kind.NOTHING;
    }
    if (restates && !reasons.restate().isBlank()) {
      return Kind.SETTLE;
    }
    return RunPins.read(lake, bookedRun).differOnlyInClaims(RunPins.of(run))
            && sameMoney(lake, bookedRun, MONEY_PATH)
        ? Kind.CLAIM
        : Kind.UNEXPLAINED;
  }

  /**
   * What later claims would add to a period that is booked, as the chain is now; nothing for a
   * period that would be settled.
   */
  List<JournalLine> claimed(BookingChain chain) {
    Lake lake = context.lake();
    return kind(lake, chain.current(run.period())) == Kind.CLAIM
        ? claiming(chain).lines("")
        : List.of();
  }

  private PeriodJournal claiming(BookingChain chain) {
    return PeriodJournal.claiming(
        context.lake(), chain, run, chain.settled(run.period()).orElseThrow().runId());
  }

  /**
   * Books the run, or says why there is nothing to book.
   *
   * @param lowered asked of every chain that the booking would follow
   * @throws UsageError if another run of the period is booked and no reason is given, if it is
   *     closed, or if it would take from a holder in silence
   * @throws InvalidInput if revenue is missing and nobody says why it may be
   * @throws TryAgain if inputs changed since the run was planned, or others were faster five times
   */
  JobReport book(String step, LoweredPayables lowered) {
    Lake lake = context.lake();
    Period period = run.period();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      BookingChain chain = BookingChain.read(lake);
      Optional<Booking> booked = chain.current(period);
      Kind kind = kind(lake, booked);
      if (kind == Kind.NOTHING) {
        return JobReport.unchanged(step, nothing(booked.orElseThrow()));
      }
      // Asked first: with a changed input the reason to restate would be about another run.
      TryAgain.check(
          planned.get().equals(run.runId()),
          "Cannot book %s: its inputs or contributions changed while it was being settled. Run the"
              + " period again.",
          period);
      UsageError.check(
          kind != Kind.UNEXPLAINED,
          "Cannot book %s again: it is booked as run %s, and its inputs or policy changed its"
              + " amounts since. Say why with --restate REASON.",
          period,
          booked.map(Booking::runId).orElse(""));
      lowered.check(chain);
      boolean settles = kind == Kind.SETTLE;
      if (settles) {
        checkOpen(chain);
      }
      List<String> accepted =
          settles ? ReadyToBook.check(lake, run, reasons.acceptRejected()) : List.of();
      PeriodJournal journal = settles ? PeriodJournal.settling(lake, chain, run) : claiming(chain);
      String reason = booked.isPresent() ? reasons.restate() : "";
      List<JournalLine> lines = journal.lines(reason);
      List<TableRoot> roots = new ArrayList<>(BookedRoots.of(lake, run));
      roots.addAll(journal.roots(lines));
      BookedStatements statements = BookedStatements.of(lake, chain, lines);
      roots.add(statements.root(period.toString()));
      StatementTree tree = StatementTree.of(context, chain, period, lines);
      roots.add(tree.root());
      roots.add(ClaimTree.root(lake, run, chain.head(), context.lakeSecret().leafSalts()));
      Booking booking = next(chain, settles, reason, accepted, journal, roots);
      journal.write(booking, lines);
      statements.write(lake, booking);
      tree.write(lake, booking);
      BookedRoots.write(lake, booking, roots);
      if (BookingChain.append(lake, booking)) {
        lowered.booked(booking, lines);
        return report(step, booking, lines.size(), accepted);
      }
    }
    throw new TryAgain(
        "Cannot book %s: other processes booked %d times meanwhile. Run the command again.",
        period, ATTEMPTS);
  }

  private JobReport report(String step, Booking booking, int lines, List<String> accepted) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("holder credits", context.lake().count(HolderCredits.TABLE, run.slice()));
    counts.put("journal lines", (long) lines);
    List<String> told = new ArrayList<>();
    told.add(
        run.period()
            + ": booked as number "
            + booking.seq()
            + ", "
            + booking.bookingId()
            + (booking.kind().equals(Booking.CLAIM) ? ", what claims changed since" : ""));
    accepted.forEach(each -> told.add(run.period() + ": booked without " + each));
    return new JobReport(step, true, counts, told);
  }

  private void checkOpen(BookingChain chain) {
    Optional<Booking> closed = chain.closed(run.period());
    UsageError.check(
        closed.isEmpty(),
        "Cannot settle %s: it was closed by booking %s%s. Reopen it with `headwaters close --period"
            + " %s --reopen REASON` first.",
        run.period(),
        closed.map(Booking::seq).orElse(0L),
        closed.map(Booking::reason).filter(why -> !why.isEmpty()).map(why -> ": " + why).orElse(""),
        run.period());
  }

  private String nothing(Booking booked) {
    return booked.runId().equals(run.runId())
        ? run.period() + ": this run is already booked"
        : run.period() + ": inputs changed, but no amount of the booked run " + booked.runId();
  }

  private boolean sameMoney(Lake lake, String otherRun, List<Table> tables) {
    Map<String, Object> other = Map.of("period", run.period().toString(), "run_id", otherRun);
    for (Table table : tables) {
      if (!digest(lake, table, other).equals(digest(lake, table, run.slice()))) {
        return false;
      }
    }
    return true;
  }

  private static Object digest(Lake lake, Table table, Map<String, Object> slice) {
    return TableDigest.apply(lake.read(table, slice), List.of("run_id")).head();
  }

  private Booking next(
      BookingChain chain,
      boolean settles,
      String reason,
      List<String> accepted,
      PeriodJournal journal,
      List<TableRoot> roots) {
    return new Booking(
        chain.nextSeq(),
        chain.head(),
        settles ? Booking.SETTLE : Booking.CLAIM,
        List.of(run.period().toString()),
        List.of(run.runId()),
        List.of(Booking.named(run.policy())),
        Stream.of(Method.values()).map(Method::versioned).toList(),
        reason,
        accepted,
        TableRoot.tablesRoot(roots).hex(),
        journal.totals(totals));
  }
}

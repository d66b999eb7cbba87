package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Method;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
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

  private final JobContext context;
  private final PeriodRun run;
  private final PeriodTotals totals;
  private final SettleJob.Reasons reasons;

  PeriodBooking(JobContext context, PeriodRun run, PeriodTotals totals, SettleJob.Reasons reasons) {
    this.context = context;
    this.run = run;
    this.totals = totals;
    this.reasons = reasons;
  }

  /** Why a run need not be settled at all; empty if it must. */
  static Optional<String> alreadyBooked(BookingChain chain, PeriodRun run) {
    return chain
        .current(run.period())
        .filter(booking -> booking.runId().equals(run.runId()))
        .map(booking -> run.period() + ": this run is already booked");
  }

  /**
   * Books the run, or says why there is nothing to book.
   *
   * @throws UsageError if another run of the period is booked and no reason is given
   * @throws InvalidInput if revenue is missing and nobody says why it may be
   * @throws TryAgain if inputs changed since the run was planned, or others were faster five times
   */
  JobReport book(String step) {
    Lake lake = context.lake();
    Period period = run.period();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      BookingChain chain = BookingChain.read(lake);
      Optional<Booking> booked = chain.current(period);
      Optional<String> nothing =
          alreadyBooked(chain, run).or(() -> booked.flatMap(other -> sameMoney(lake, other)));
      if (nothing.isPresent()) {
        return JobReport.unchanged(step, nothing.get());
      }
      // Asked first: with a changed input the reason to restate would be about another run.
      TryAgain.check(
          PeriodRun.plan(context, period).runId().equals(run.runId()),
          "Cannot book %s: its inputs or contributions changed while it was being settled. Run the"
              + " period again.",
          period);
      UsageError.check(
          booked.isEmpty() || !reasons.restate().isBlank(),
          "Cannot book %s again: it is booked as run %s, and its inputs or policy changed its"
              + " amounts since. Say why with --restate REASON.",
          period,
          booked.map(Booking::runId).orElse(""));
      List<String> accepted = ReadyToBook.check(lake, run, reasons.acceptRejected());
      Booking booking = next(chain, booked.isPresent() ? reasons.restate() : "", accepted);
      if (BookingChain.append(lake, booking)) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("holder credits", lake.count(HolderCredits.TABLE, run.slice()));
        List<String> lines = new ArrayList<>();
        lines.add(period + ": booked as number " + booking.seq() + ", " + booking.bookingId());
        accepted.forEach(each -> lines.add(period + ": booked without " + each));
        return new JobReport(step, true, counts, lines);
      }
    }
    throw new TryAgain(
        "Cannot book %s: other processes booked %d times meanwhile. Run the command again.",
        period, ATTEMPTS);
  }

  private Optional<String> sameMoney(Lake lake, Booking booked) {
    Map<String, Object> other = Map.of("period", run.period().toString(), "run_id", booked.runId());
    for (Table table : List.of(Pools.TABLE, AssetFlows.TABLE, HolderCredits.TABLE)) {
      if (!digest(lake, table, other).equals(digest(lake, table, run.slice()))) {
        return Optional.empty();
      }
    }
    return Optional.of(
        run.period() + ": inputs changed, but no amount of the booked run " + booked.runId());
  }

  private static Object digest(Lake lake, Table table, Map<String, Object> slice) {
    return TableDigest.apply(lake.read(table, slice), List.of("run_id")).head();
  }

  private Booking next(BookingChain chain, String reason, List<String> accepted) {
    return new Booking(
        chain.nextSeq(),
        chain.head(),
        Booking.SETTLE,
        List.of(run.period().toString()),
        List.of(run.runId()),
        List.of(run.policy().name() + " " + run.policy().version() + " " + run.policy().hash()),
        Stream.of(Method.values()).map(Method::versioned).toList(),
        reason,
        accepted,
        TableRoot.tablesRoot(BookedRoots.of(context.lake(), run)).hex(),
        totals);
  }
}

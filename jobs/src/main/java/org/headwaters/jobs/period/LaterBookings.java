package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwaters.core.TryAgain;
import org.headwaters.core.ledger.AccountKind;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.Expiry;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;

/**
 * What changes of months that are booked without anybody's claim: what waited too long goes to a
 * fund, providers pay in, and payments arrive or come back.
 */
final class LaterBookings {
  private static final int ATTEMPTS = 5;

  private LaterBookings() {}

  /**
   * Books what is missing, month by month; a report for each that changed.
   *
   * @param told gets a line for each receipt, payment or month that cannot be booked
   */
  static List<JobReport> book(JobContext context, String step, List<String> told) {
    List<JobReport> reports = new ArrayList<>();
    BookingChain chain = BookingChain.read(context.lake());
    if (chain.all().isEmpty()) {
      return reports;
    }
    // Bookings of one month change neither what is due nor what was paid of another.
    MovedMoney moved = moved(context, chain);
    told.addAll(moved.told());
    for (Period period : chain.periods()) {
      book(context, period, step, moved, told).ifPresent(reports::add);
    }
    return reports;
  }

  private static MovedMoney moved(JobContext context, BookingChain chain) {
    return MovedMoney.of(context.lake(), chain, LakeCurrency.of(context, chain));
  }

  private static Optional<JobReport> book(
      JobContext context, Period period, String step, MovedMoney first, List<String> told) {
    Lake lake = context.lake();
    MovedMoney moved = first;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      BookingChain chain = BookingChain.read(lake);
      if (attempt > 0) {
        moved = moved(context, chain);
      }
      Booking current = chain.current(period).orElseThrow();
      Optional<Policy> policy = current.policyAmong(context.policies());
      if (policy.isEmpty()) {
        told.add(
            period
                + ": what expired, came in or went out of it is not booked, for the settings do not"
                + " name its policy, "
                + current.policies().get(0));
        return Optional.empty();
      }
      if (moved.isNone() && !anyExpired(policy.get(), period, chain.periods())) {
        return Optional.empty();
      }
      PeriodJournal journal = PeriodJournal.later(lake, chain, period, policy.get(), moved);
      List<JournalLine> lines = journal.lines("");
      if (lines.isEmpty()) {
        return Optional.empty();
      }
      BookedStatements statements = BookedStatements.of(lake, chain, lines);
      List<TableRoot> roots = new ArrayList<>(journal.roots(lines));
      roots.add(statements.root(period.toString()));
      StatementTree tree = StatementTree.of(context, chain, period, lines);
      roots.add(tree.root());
      Booking booking =
          new Booking(
              chain.nextSeq(),
              chain.head(),
              Booking.LATER,
              current.periods(),
              current.runIds(),
              current.policies(),
              current.methodVersions(),
              "",
              List.of(),
              TableRoot.tablesRoot(roots).hex(),
              journal.totals());
      journal.write(booking, lines);
      statements.write(lake, booking);
      tree.write(lake, booking);
      BookedRoots.write(lake, booking, roots);
      if (BookingChain.append(lake, booking)) {
        String line =
            period
                + ": booked as number "
                + booking.seq()
                + ", "
                + booking.bookingId()
                + ", what expired, came in or went out since";
        return Optional.of(
            new JobReport(step, true, Map.of("journal lines", (long) lines.size()), List.of(line)));
      }
    }
    throw new TryAgain(
        "Cannot book what expired, came in or went out of %s: other processes booked %d times"
            + " meanwhile. Run the command again.",
        period, ATTEMPTS);
  }

  private static boolean anyExpired(Policy policy, Period period, List<Period> booked) {
    Expiry expiry = new Expiry(policy.unclaimed(), policy.undisclosed());
    Period latest = booked.get(booked.size() - 1);
    return expiry.expired(AccountKind.UNCLAIMED, period, latest)
        || expiry.expired(AccountKind.UNDISCLOSED, period, latest);
  }
}

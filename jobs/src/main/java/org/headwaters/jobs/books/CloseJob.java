package org.headwaters.jobs.books;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;

/**
 * Closes a booked month, so that it is not settled again, or reopens it. Both are bookings: who
 * asks later finds when and why. Claims, expiry, receipts and payouts go on, for they are not the
 * month's own money path.
 */
public final class CloseJob implements Job {
  private final Period period;
  private final boolean reopen;
  private final String reason;

  private CloseJob(Period period, boolean reopen, String reason) {
    this.period = period;
    this.reopen = reopen;
    this.reason = reason;
  }

  /** Closes; the reason may be empty. */
  public static CloseJob closing(Period period, String reason) {
    return new CloseJob(period, false, reason);
  }

  /** Reopens; UsageError without a reason. */
  public static CloseJob reopening(Period period, String reason) {
    UsageError.check(
        !reason.isBlank(), "Cannot reopen %s without a reason: --reopen REASON.", period);
    return new CloseJob(period, true, reason);
  }

  @Override
  public String name() {
    return Booking.CLOSE;
  }

  @Override
  public Optional<Period> month() {
    return Optional.of(period);
  }

  @Override
  public JobReport run(JobContext context) {
    BookingChain chain = BookingChain.read(context.lake());
    Booking current =
        chain
            .current(period)
            .orElseThrow(
                () ->
                    new UsageError(
                        "Cannot %s %s: it is not booked. Run `headwaters settle --period %s`"
                            + " first.",
                        reopen ? "reopen" : "close", period, period));
    if (chain.closed(period).isPresent() != reopen) {
      return JobReport.unchanged(name(), period + (reopen ? ": is open" : ": is closed already"));
    }
    Booking booking =
        new Booking(
            chain.nextSeq(),
            chain.head(),
            reopen ? Booking.REOPEN : Booking.CLOSE,
            current.periods(),
            current.runIds(),
            current.policies(),
            current.methodVersions(),
            reason,
            List.of(),
            TableRoot.tablesRoot(List.of()).hex(),
            current.totals());
    TryAgain.check(
        BookingChain.append(context.lake(), booking),
        "Cannot %s %s: another process booked meanwhile. Run the command again.",
        reopen ? "reopen" : "close",
        period);
    return new JobReport(
        name(),
        true,
        Map.of(),
        List.of(
            period + (reopen ? ": reopened by booking " : ": closed by booking ") + booking.seq()));
  }
}

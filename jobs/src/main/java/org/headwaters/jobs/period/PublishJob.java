package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.ParallelWork;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.lake.Publication;
import org.headwaters.lake.PublishedFolder;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.Table;

/**
 * Writes the current booking of a period as plain Parquet, {@code published/<table>/period=P/}, for
 * readers that know nothing of Delta or of bookings. They see the whole booking or, while it is
 * being exchanged, nothing of the period: never an older one, never rows twice.
 */
public final class PublishJob implements Job {
  private final Period period;

  public PublishJob(Period period) {
    this.period = period;
  }

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public Optional<Period> month() {
    return Optional.of(period);
  }

  @Override
  public JobReport run(JobContext context) {
    Lake lake = context.lake();
    BookingChain chain = BookingChain.read(lake);
    Booking booking =
        chain
            .current(period)
            .orElseThrow(
                () ->
                    new UsageError(
                        "Cannot publish %s: it is not booked. Run `headwaters settle --period %s`"
                            + " first.",
                        period, period));
    List<JobReport> reports = new ArrayList<>(List.of(publish(context, period, booking)));
    // A settle brings along what later claims changed of months that readers may have seen.
    for (Period other : chain.periods()) {
      Booking current = chain.current(other).orElseThrow();
      Optional<String> shown = new PublishedFolder(lake, other.toString()).shown(Bookings.TABLE);
      if (!other.equals(period)
          && shown.filter(id -> !id.equals(current.bookingId())).isPresent()) {
        reports.add(publish(context, other, current));
      }
    }
    LakeViews.write(lake);
    return reports.size() == 1 ? reports.get(0) : JobReport.joined(name(), reports, List.of());
  }

  private JobReport publish(JobContext context, Period period, Booking booking) {
    Lake lake = context.lake();
    PublishedFolder folder = new PublishedFolder(lake, period.toString());
    if (folder.gaps(PublishedRows.TABLES, booking.bookingId()).isEmpty()) {
      return alreadyPublished(period);
    }
    context.progress().doing("publish " + period);
    LongAdder rows = new LongAdder();
    try (Publication publication = new Publication(lake, period.toString(), booking.bookingId())) {
      List<Runnable> stages = new ArrayList<>();
      for (Table table : PublishedRows.TABLES) {
        stages.add(
            () -> {
              Dataset<Row> shown = PublishedRows.of(lake, table, booking);
              long count = shown.count();
              publication.stage(table, shown, count);
              rows.add(count);
            });
      }
      ParallelWork.run(stages);
      if (!publication.exchange(PublishedRows.TABLES, () -> isCurrent(lake, period, booking))) {
        return alreadyPublished(period);
      }
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("tables", (long) PublishedRows.TABLES.size());
      counts.put(JobReport.FILE_ROWS, rows.sum());
      counts.put(JobReport.FILE_BYTES, publication.bytes());
      return new JobReport(name(), true, counts, List.of());
    }
  }

  private JobReport alreadyPublished(Period period) {
    return JobReport.unchanged(name(), period + ": this booking is already published");
  }

  private static boolean isCurrent(Lake lake, Period period, Booking booking) {
    return BookingChain.read(lake).current(period).filter(booking::equals).isPresent();
  }
}

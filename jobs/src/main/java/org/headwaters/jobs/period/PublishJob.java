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
    Booking booking =
        BookingChain.read(lake)
            .current(period)
            .orElseThrow(
                () ->
                    new UsageError(
                        "Cannot publish %s: it is not booked. Run `headwaters settle --period %s`"
                            + " first.",
                        period, period));
    PublishedFolder folder = new PublishedFolder(lake, period.toString());
    if (folder.gaps(PublishedRows.TABLES, booking.bookingId()).isEmpty()) {
      return alreadyPublished();
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
      if (!publication.exchange(PublishedRows.TABLES, () -> isCurrent(lake, booking))) {
        return alreadyPublished();
      }
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("tables", (long) PublishedRows.TABLES.size());
      counts.put(JobReport.FILE_ROWS, rows.sum());
      counts.put(JobReport.FILE_BYTES, publication.bytes());
      return new JobReport(name(), true, counts, List.of());
    }
  }

  private JobReport alreadyPublished() {
    return JobReport.unchanged(name(), period + ": this booking is already published");
  }

  private boolean isCurrent(Lake lake, Booking booking) {
    return BookingChain.read(lake).current(period).filter(booking::equals).isPresent();
  }
}

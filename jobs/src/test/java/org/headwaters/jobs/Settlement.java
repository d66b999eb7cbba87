package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.period.PublishJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableDigest;

/** What must be true of a lake whose periods are settled and published. */
public final class Settlement {
  private Settlement() {}

  /** Every row is as the separate calculation has it, and what is published is what is booked. */
  public static void check(JobContext context, Path expected, List<Period> periods) {
    new Expected(expected).check(context, periods);
    periods.forEach(period -> publishedEqualsBooked(context.lake(), period));
  }

  static void publishedEqualsBooked(Lake lake, Period period) {
    Booking booking = BookingChain.read(lake).current(period).orElseThrow();
    for (Table table : PublishJob.TABLES) {
      if (table == Bookings.TABLE) {
        continue;
      }
      Row published =
          TableDigest.apply(
                  lake.spark()
                      .read()
                      .schema(table.schema())
                      .parquet(lake.root() + "/published/" + table + "/period=" + period),
                  List.of())
              .head();
      Row booked =
          TableDigest.apply(
                  lake.read(table, Map.of("period", period.toString(), "run_id", booking.runId())),
                  List.of())
              .head();
      assertThat(published).as("%s of %s", table, period).isEqualTo(booked);
    }
  }
}

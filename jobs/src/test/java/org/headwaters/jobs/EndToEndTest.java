package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.headwaters.cli.Worlds;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.Lake;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample world from files to published tables, held against a calculation that shares no class
 * and no language with the product.
 */
final class EndToEndTest {
  private static final Path HOME = Path.of(System.getProperty("headwaters.home", ".."));
  private static final List<Period> PERIODS = Period.range("2026-09..2026-10");

  @Test
  void everyMicroOfTheSampleWorldIsWhereTheSeparateCalculationPutsItAndASecondRunChangesNothing(
      @TempDir Path folder) throws Exception {
    Path settings = HOME.resolve("sample-data/headwaters.yaml").toRealPath();
    JobContext context = Worlds.context(settings, folder.resolve("lake"));
    Worlds.run(context, settings, folder.resolve("lake"), PERIODS);
    new Expected(HOME.resolve("sample-data/expected")).check(context, PERIODS);
    for (Period period : PERIODS) {
      publishedEqualsBooked(context.lake(), period);
      assertThat(PeriodSummary.read(context.lake(), period)).isPresent();
    }

    List<JobReport> again = Worlds.run(context, settings, folder.resolve("lake"), PERIODS);

    assertThat(again).noneMatch(JobReport::changed);
    publishesAgainAfterAKill(context, PERIODS.get(0));
  }

  /**
   * A process that died while it exchanged folders leaves tables missing; the next run completes
   * them.
   */
  private static void publishesAgainAfterAKill(JobContext context, Period period) throws Exception {
    Path published = Path.of(java.net.URI.create(context.lake().root())).resolve("published");
    for (String table : List.of("holder_credits", "bookings")) {
      Path gone = published.resolve(table).resolve("period=" + period);
      Files.move(gone, published.resolveSibling("gone-" + table));
    }

    assertThat(new PublishJob(period).run(context).changed()).isTrue();

    publishedEqualsBooked(context.lake(), period);
  }

  private static void publishedEqualsBooked(Lake lake, Period period) {
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

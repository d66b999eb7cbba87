package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.headwaters.cli.Worlds;
import org.headwaters.core.ledger.Sealing;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.LogTile;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SigningKey;
import org.headwaters.jobs.books.HistoryCheck;
import org.headwaters.jobs.books.SealJob;
import org.headwaters.jobs.period.PeriodSummary;
import org.headwaters.jobs.period.PublishJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample world from files to published tables, held against a calculation that shares no class
 * and no language with the product.
 */
final class EndToEndTest {
  private static final Path HOME = Path.of(System.getProperty("headwaters.home", ".."));
  private static final SigningKey KEY =
      new SigningKey("sample.example/money", NoteKey.Use.NOTE, new byte[32]);
  private static final List<Period> PERIODS = Period.range("2026-09..2026-10");

  @Test
  void everyMicroOfTheSampleWorldIsWhereTheSeparateCalculationPutsItAndASecondRunChangesNothing(
      @TempDir Path folder) throws Exception {
    Path settings = HOME.resolve("sample-data/headwaters.yaml").toRealPath();
    JobContext context = Worlds.context(settings, folder.resolve("lake"));
    Worlds.run(context, settings, folder.resolve("lake"), PERIODS);
    Settlement.check(context, HOME.resolve("sample-data/expected"), PERIODS);
    for (Period period : PERIODS) {
      assertThat(PeriodSummary.read(context.lake(), period)).isPresent();
    }

    BookedRootsLaw.hold(context, PERIODS.get(0));

    List<JobReport> again = Worlds.run(context, settings, folder.resolve("lake"), PERIODS);

    assertThat(again).noneMatch(JobReport::changed);
    sealsAllBookingsOnce(context);
    Path published = Path.of(java.net.URI.create(context.lake().root())).resolve("published");
    Period last = PERIODS.get(PERIODS.size() - 1);
    new PublishedMonthLaw(published, last, KEY.key(), Policy.on(context.policies(), last.lastDay()))
        .hold(folder);
    new ForgedMonthLaw(published, last, BookingChain.read(context.lake()).all(), KEY).hold();
    ProvedStatementsLaw.hold(context, last, KEY.key(), published, folder);
    publishesAgainAfterAKill(context, PERIODS.get(0));
  }

  private static void sealsAllBookingsOnce(JobContext context) throws Exception {
    Path history = Path.of(java.net.URI.create(context.lake().root())).resolve("published/history");
    assertThat(new SealJob(KEY, null).run(context).counts()).containsEntry("added", 2L);
    byte[] checkpoint = Files.readAllBytes(history.resolve("checkpoint"));
    assertThat(new SealJob(KEY, null).run(context).changed()).isFalse();
    assertThat(Files.readAllBytes(history.resolve("checkpoint"))).isEqualTo(checkpoint);
    try (Stream<Path> files = Files.walk(history)) {
      assertThat(files.filter(Files::isRegularFile)).as("no drafts").hasSize(3);
    }
    Sealing before =
        Sealing.of(List.of(), BookingChain.read(context.lake()).all().subList(0, 1), KEY, null);
    Path earlier = history.resolveSibling("../history-before").normalize();
    for (Map.Entry<String, byte[]> file : LogTile.files(before.entries()).entrySet()) {
      Files.createDirectories(earlier.resolve(file.getKey()).getParent());
      Files.write(earlier.resolve(file.getKey()), file.getValue());
    }
    Files.write(earlier.resolve("checkpoint"), before.signed().bytes());
    Checks checks = new Checks();
    HistoryCheck.one(checks, history.toString(), KEY.key());
    assertThat(checks.failures()).as("%s", checks.lines()).isZero();
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

    Settlement.publishedEqualsBooked(context.lake(), period);
  }
}

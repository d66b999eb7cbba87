package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.headwaters.SharedSpark;
import org.headwaters.cli.Worlds;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.documents.ContributeJob;
import org.headwaters.jobs.documents.LinkJob;
import org.headwaters.jobs.period.PublishedRows;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two real processes settle and publish one month of the sample world; one is stopped by a signal
 * at some stage, the other works on, and then the first goes on where it stood. However they
 * interleave there is one booking for one truth, the loser says so, and what a plain reader sees is
 * one booking's rows, whole.
 */
@Tag("processes")
final class StoppedProcessesTest {
  private static final Path HOME =
      Path.of(System.getProperty("headwaters.home", "..")).toAbsolutePath().normalize();
  private static final Path SETTINGS = HOME.resolve("sample-data/headwaters.yaml");
  private static final Period PERIOD = Period.parse("2026-09");

  /** A build plays the first, {@code -Dinterleavings=200} many of all kinds. */
  private static final int ROUNDS = Integer.getInteger("interleavings", 1);

  private static final long SEED = Long.getLong("seed", 20260930L);

  /** Where a process is stopped: as soon as a file is there that was not when it began. */
  private static final List<String> SETTLING =
      List.of(
          "lineage_nodes/_delta_log/*.json",
          "asset_flows/_delta_log/*.json",
          "HOLDER_CREDITS/period=*/*/*/*.parquet",
          "HOLDER_CREDITS/_delta_log/*.json",
          "coverage/_delta_log/*.json",
          "runs/_delta_log/*2.json",
          "bookings/_delta_log/*.json");

  private static final List<String> PUBLISHING =
      List.of(
          "_publishing/*/*/new/pools",
          "_publishing/*/*/new/holder_credits/_booking.json",
          "_publishing/*/*/new/bookings/_booking.json",
          "_publishing/*/*/old/bookings",
          "_publishing/*/*/old/pools",
          "published/pools/*",
          "published/coverage/*",
          "published/bookings/*");

  @Test
  void howeverTwoProcessesInterleaveThereIsOneBookingAndReadersSeeItWhole(@TempDir Path folder)
      throws Exception {
    Path base = base(folder.resolve("base"));
    Path corrected = corrected(folder.resolve("corrected"));
    try (OtherProcess one = new OtherProcess(SETTINGS, folder);
        OtherProcess two = new OtherProcess(SETTINGS, folder)) {
      for (int round = 0; round < ROUNDS; round++) {
        Random random = new Random(SEED + round);
        Path lake = copy(base, folder.resolve("lake-" + round));
        Round each = new Round(lake, one, two, random);
        String what = "round " + round + " of seed " + SEED;
        switch (round % 3) {
          case 0 -> each.oldMoneyAfterNew(what, corrected);
          case 1 -> each.publishedTwice(what, corrected);
          default -> each.sameMoneyTwice(what);
        }
        delete(lake);
      }
    }
  }

  /** One lake, and two processes that work on it. */
  private record Round(Path lake, OtherProcess one, OtherProcess two, Random random) {
    private String command(String words) {
      return lake + " " + PERIOD + " " + words;
    }

    /** Both settle the same inputs: one booking, and the other says that it is there. */
    void sameMoneyTwice(String what) throws Exception {
      Stop stop = stop(SETTLING);
      one.tell(command("settle"));
      stop.await(one);
      String second = two.ask(command("settle"));
      one.go();
      List<String> answers = List.of(one.answer(), second);

      assertThat(answers).as("%s, %s", what, stop).allMatch(a -> a.matches("(0|75) .*"));
      assertThat(answers.stream().filter(a -> a.contains("booked as number")).count())
          .as("%s, %s: %s", what, stop, answers)
          .isEqualTo(1);
      assertThat(chain()).as("%s, %s: %s", what, stop, answers).hasSize(1);
      assertThat(one.ask(command("settle publish"))).contains("already booked");
      readersSeeTheBooking(what + ", " + stop);
    }

    /** A line is corrected and booked while the first sleeps: the old money is not booked. */
    void oldMoneyAfterNew(String what, Path corrected) throws Exception {
      Stop stop = stop(SETTLING.subList(0, SETTLING.size() - 1));
      one.tell(command("settle publish"));
      stop.await(one);
      boolean late = !chain().isEmpty();
      String second = two.ask(command("input=revenue=" + corrected + " settle publish"));
      if (late) {
        one.go();
        assertThat(one.answer())
            .as("%s, %s: booked before it was stopped", what, stop)
            .startsWith("0 ");
        assertThat(second).as("%s, %s", what, stop).startsWith("2 ");
        return;
      }
      String booked = chain().get(chain().size() - 1).runId();
      one.go();
      String first = one.answer();

      assertThat(second).as("%s, %s", what, stop).startsWith("0 ").contains("booked as number 1");
      // Stopped before it read what to settle, it finds the new money booked and has nothing to do.
      assertThat(first).as("%s, %s", what, stop).matches("(2|75) .*|0 .*already booked.*");
      assertThat(chain()).as("%s, %s: %s", what, stop, first).hasSize(1);
      assertThat(chain().get(0).runId()).isEqualTo(booked);
      readersSeeTheBooking(what + ", " + stop);
      assertThat(one.ask(command("settle publish"))).startsWith("0 ").contains("already booked");
    }

    /** One publishes while the other does, or books again; now and then the first is killed. */
    void publishedTwice(String what, Path corrected) throws Exception {
      boolean again = random.nextBoolean();
      assertThat(two.ask(command("settle"))).contains("booked as number 1");
      Stop stop = stop(PUBLISHING);
      one.tell(command("publish"));
      stop.await(one);
      neverMixed(what + ", " + stop);
      String second =
          two.ask(command(again ? "input=revenue=" + corrected + " restate publish" : "publish"));
      neverMixed(what + ", " + stop);
      one.go();
      String first = one.answer();

      assertThat(List.of(first, second))
          .as("%s, %s", what, stop)
          .allMatch(a -> a.matches("(0|75) .*"));
      neverMixed(what + ", " + stop);
      assertThat(two.ask(command("publish"))).startsWith("0 ");
      readersSeeTheBooking(what + ", " + stop + ": " + first + "; " + second);
      assertThat(two.ask(command("publish"))).contains("already published");
    }

    private Stop stop(List<String> stages) {
      String stage = stages.get(random.nextInt(stages.size()));
      String holder = lakeOf().pathOf(org.headwaters.tables.HolderCredits.TABLE);
      String glob =
          stage.replace(
              "HOLDER_CREDITS", lake.relativize(Path.of(java.net.URI.create(holder))).toString());
      return new Stop(lake, glob, random.nextInt(4) * 5);
    }

    private Lake lakeOf() {
      return new Lake(SharedSpark.session(), lake.toString());
    }

    private List<Booking> chain() {
      return BookingChain.read(lakeOf()).all();
    }

    private void readersSeeTheBooking(String what) {
      Settlement.publishedEqualsBooked(lakeOf(), PERIOD);
      Booking booking = BookingChain.read(lakeOf()).current(PERIOD).orElseThrow();
      assertThat(shown(Bookings.TABLE, "booking_id")).as(what).containsExactly(booking.bookingId());
    }

    /** Whatever is there is of one run a table; and where the bookings are, so are all others. */
    private void neverMixed(String what) throws IOException {
      Set<String> runs = new HashSet<>();
      for (Table table : PublishedRows.TABLES) {
        if (table.key().contains("run_id") && Files.exists(published(table))) {
          runs.addAll(shown(table, "run_id"));
        }
      }
      assertThat(runs.size()).as("%s: runs that readers see", what).isLessThanOrEqualTo(1);
      if (Files.exists(published(Bookings.TABLE))) {
        for (Table table : PublishedRows.TABLES) {
          assertThat(published(table)).as(what).exists();
        }
      }
    }

    private Path published(Table table) {
      return lake.resolve("published/" + table + "/period=" + PERIOD);
    }

    private List<String> shown(Table table, String column) {
      return SharedSpark.session()
          .read()
          .parquet(published(table).toString())
          .select(column)
          .distinct()
          .collectAsList()
          .stream()
          .map(row -> row.getString(0))
          .toList();
    }
  }

  /** A stage of a process: files that are not there yet, and some milliseconds more. */
  private record Stop(Path lake, String glob, int millis, Set<Path> before) {
    Stop(Path lake, String glob, int millis) {
      this(lake, glob, millis, matching(lake, glob));
    }

    /** Stops the process there; one that ends before goes on as if it never had been stopped. */
    void await(OtherProcess process) throws Exception {
      while (!process.hasAnswered() && before.containsAll(matching(lake, glob))) {
        Thread.sleep(1);
      }
      Thread.sleep(millis);
      process.stop();
    }

    private static Set<Path> matching(Path folder, String glob) {
      Set<Path> found = new HashSet<>(Set.of(folder));
      for (String name : List.of(glob.split("/", -1))) {
        Set<Path> next = new HashSet<>();
        for (Path each : found) {
          try (var children = Files.newDirectoryStream(each, name)) {
            children.forEach(next::add);
          } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            // Not there, or gone again while we looked.
          }
        }
        found = next;
      }
      return found;
    }
  }

  /** The sample world up to its contributions. */
  private static Path base(Path lake) {
    JobContext context = Worlds.context(SETTINGS, lake);
    Worlds.run(context, SETTINGS, lake, List.of());
    var attribution = context.policies().get(0).attribution();
    new LinkJob(attribution, List.of()).run(context);
    new ContributeJob(attribution).run(context);
    return lake;
  }

  /** The same revenue but for one line. */
  private static Path corrected(Path folder) throws IOException {
    List<String> lines = Files.readAllLines(HOME.resolve("sample-data/revenue/revenue.csv"));
    lines.set(1, lines.get(1).replace("480000.00", "470000.00"));
    Files.createDirectories(folder);
    return Files.write(folder.resolve("revenue.csv"), lines);
  }

  private static Path copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(from)) {
      all = new ArrayList<>(files.toList());
    }
    for (Path each : all) {
      Path target = to.resolve(from.relativize(each));
      if (Files.isDirectory(each)) {
        Files.createDirectories(target);
      } else {
        Files.copy(each, target);
      }
    }
    return to;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = new ArrayList<>(files.toList());
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Files.delete(all.get(i));
    }
  }
}

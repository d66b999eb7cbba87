package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.headwaters.SharedSpark;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.Settlement;
import org.headwaters.jobs.step.JobContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process that is killed without warning, again and again, each time a step further, and
 * then let run: every micro is where the separate calculation puts it, and what is published is
 * what is booked.
 */
@Tag("processes")
final class KilledRunTest {
  private static final Path HOME =
      Path.of(System.getProperty("headwaters.home", "..")).toAbsolutePath().normalize();
  private static final List<Period> PERIODS = Period.range("2026-09..2026-10");

  /** A process is killed as soon as its progress says that it does this. */
  private static final List<String> LAST_WORDS =
      List.of(
          "ingest derivations: writing rows", "contributing", "settle 2026-09", "publish 2026-09");

  /** A build kills at two of them; {@code -Dheadwaters.kills=all} at each. */
  private static final List<String> KILLED_AT =
      System.getProperty("headwaters.kills", "").equals("all")
          ? LAST_WORDS
          : List.of(LAST_WORDS.get(0), LAST_WORDS.get(2));

  /** So many kills more, at random moments: {@code -Dheadwaters.random.kills=50}. */
  private static final int RANDOM_KILLS = Integer.getInteger("headwaters.random.kills", 0);

  private static final long SEED = Long.getLong("headwaters.kills.seed", 20260930L);

  /** A run that is let be says about so many lines of progress. */
  private static final int LINES = 120;

  @Test
  void aRunKilledAtAnyStepAndStartedAgainEndsAsIfNothingHadHappened(@TempDir Path folder)
      throws Exception {
    Path lake = folder.resolve("lake");
    for (String words : KILLED_AT) {
      assertThat(killedAt(words, lake)).as("killed at: %s", words).isNotZero();
    }

    endsAsIfNothingHadHappened(lake);
    assertThat(SharedSpark.session().version()).isEqualTo("4.2.0");

    Random random = new Random(SEED);
    Path again = folder.resolve("again-0");
    for (int kill = 1; kill <= RANDOM_KILLS; kill++) {
      if (killedAnywhere(random, again) == 0) {
        // It was done before its moment came: what comes now happens to another lake.
        endsAsIfNothingHadHappened(again);
        again = folder.resolve("again-" + kill);
      }
    }
    if (RANDOM_KILLS > 0) {
      endsAsIfNothingHadHappened(again);
    }
  }

  private static void endsAsIfNothingHadHappened(Path lake)
      throws IOException, InterruptedException {
    Process last = start(lake);
    String said = new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(last.waitFor()).as(said).isZero();

    assertThat(said).contains("Period 2026-10, booking 2").contains("Done. The tables are in");
    JobContext context = Worlds.context(HOME.resolve("sample-data/headwaters.yaml"), lake);
    Settlement.check(context, HOME.resolve("sample-data/expected"), PERIODS);
  }

  /** Kills after some line of progress and some milliseconds; returns the exit code. */
  private static int killedAnywhere(Random random, Path lake)
      throws IOException, InterruptedException {
    int lines = 1 + random.nextInt(LINES);
    int millis = random.nextInt(400);
    Process process = start(lake);
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      int heard = 0;
      while (heard < lines && said.readLine() != null) {
        heard++;
      }
      Thread.sleep(millis);
      process.destroyForcibly();
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Returns the exit code; fails if the process ends before it says the words. */
  private static int killedAt(String words, Path lake) throws IOException, InterruptedException {
    Process process = start(lake);
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.contains(words)) {
          process.destroyForcibly();
          break;
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static Process start(Path lake) throws IOException {
    Files.createDirectories(lake);
    return CommandProcess.start(
        List.of(
            "run",
            "--config",
            HOME.resolve("sample-data/headwaters.yaml").toString(),
            "--lake",
            lake.toString(),
            "--period",
            "2026-09..2026-10"));
  }
}

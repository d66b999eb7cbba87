package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.Settlement;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.step.JobContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A place that fails is told in one line and ends with 75; the same command goes on from there once
 * the place is as it should be, to the same result.
 */
@Tag("processes")
final class OutageTest {
  private static final Path HOME =
      Path.of(System.getProperty("headwaters.home", "..")).toAbsolutePath().normalize();
  private static final Path SETTINGS = HOME.resolve("sample-data/headwaters.yaml");
  private static final List<Period> PERIODS = Period.range("2026-09..2026-10");

  @TempDir Path folder;

  @Test
  void aFullDiskAndAReadOnlyOneAreOneLineEachAndEndAsIfNothingHadHappened() throws Exception {
    Path lake = Files.createDirectories(folder.resolve("lake"));
    mounted(lake, "size=400k");
    try {
      CommandProcess.Ended full = CommandProcess.run(sampleWorld(lake));
      assertThat(full.exitCode()).as(full.said()).isEqualTo(75);
      assertThat(spoken(full.said()))
          .singleElement()
          .asString()
          .startsWith("headwaters: a disk is full: ")
          .contains("No space left on device")
          .endsWith("Free some space, then run the same command again.");

      sh("mount", "-o", "remount,size=200m,ro", lake.toString());
      assertTold("a folder cannot be written: ", () -> run(lake));

      sh("mount", "-o", "remount,rw", lake.toString());
      run(lake);
      Settlement.check(
          Worlds.context(SETTINGS, lake), HOME.resolve("sample-data/expected"), PERIODS);
    } finally {
      sh("umount", "--lazy", lake.toString());
    }
  }

  @Test
  void aMountThatIsMissingOrAFileInItsPlaceIsOneLine() throws Exception {
    Path link = folder.resolve("store");
    Files.createSymbolicLink(link, folder.resolve("not/mounted"));
    assertTold("a folder cannot be written: ", () -> ingestAssets(link));
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    assertTold("a folder cannot be written: ", () -> ingestAssets(file.resolve("lake")));
  }

  @Test
  void aSignalIsToldAsOne() throws Exception {
    Process process = CommandProcess.start(sampleWorld(folder.resolve("lake")));
    List<String> said = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.contains("writing rows")) {
          // As schedulers do; Process.destroy would close what it says.
          process.toHandle().destroy();
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s", said).isEqualTo(128 + 15);
    assertThat(spoken(String.join("\n", said)))
        .containsExactly(
            "headwaters: run was stopped by a signal before it was done. Nothing half-written"
                + " counts; run the same command again.");
  }

  private static List<String> sampleWorld(Path lake) {
    return List.of(
        "run",
        "--config",
        SETTINGS.toString(),
        "--lake",
        lake.toString(),
        "--period",
        "2026-09..2026-10");
  }

  private static void ingestAssets(Path lake) {
    new IngestJob(
            Worlds.delivered(SETTINGS).stream()
                .filter(each -> each.table().equals("assets"))
                .toList())
        .run(Worlds.context(SETTINGS, lake));
  }

  private static void run(Path lake) {
    JobContext context = Worlds.context(SETTINGS, lake);
    Worlds.run(context, SETTINGS, lake, PERIODS);
  }

  private static void assertTold(
      String told, org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    Throwable failure = catchThrowable(work);
    assertThat(failure).isNotNull();
    assertThat(Outage.line(failure)).as("%s", failure).isPresent();
    assertThat(Outage.line(failure).orElseThrow()).startsWith(told).doesNotContain("\n");
    assertThat(ExitCode.of(failure)).isEqualTo(ExitCode.TRY_AGAIN);
  }

  /** What was said besides results, progress, and what the JVM says of itself. */
  private static List<String> spoken(String said) {
    return said.lines()
        .filter(line -> !line.matches(" *[0-9]+ s  .*|WARNING: .*|[a-z]+ +[a-z0-9_ ,]*| {6,}.*"))
        .toList();
  }

  private static void mounted(Path at, String options) throws Exception {
    try {
      sh("mount", "-t", "tmpfs", "-o", options, "tmpfs", at.toString());
    } catch (IllegalStateException e) {
      abort("No file system of its own can be filled here, since " + e.getMessage());
    }
  }

  private static void sh(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + said.strip());
    }
  }
}

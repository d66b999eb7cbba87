package org.headwaters.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.period.SettleJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The whole pipeline on the small world that comes with Headwaters. */
@Command(
    name = "demo",
    description =
        "Runs the whole pipeline on sample-data with embedded Spark and prints the result.",
    footer = {"  headwaters demo", "  headwaters demo --lake /tmp/demo-lake --json"})
final class DemoCommand implements Callable<Integer> {
  private static final List<Period> PERIODS = Period.range("2026-09..2026-10");

  @Mixin CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    Path home = home();
    options.config = home.resolve("sample-data/headwaters.yaml");
    if (options.lake == null) {
      options.lake = home.resolve("demo-lake").toString();
    }
    RunCommand.run(options, PERIODS, SettleJob.Reasons.NONE, IngestJob.ANY_REJECTED);
    return ExitCode.DONE.code();
  }

  private static Path home() {
    @Nullable String named = System.getenv("HEADWATERS_HOME");
    Path home = Path.of(named == null ? "" : named).toAbsolutePath();
    if (!Files.isDirectory(home.resolve("sample-data"))) {
      throw new UsageError(
          "Cannot find sample-data in %s: start the demo with bin/headwaters, or set"
              + " HEADWATERS_HOME to the project's folder.",
          home);
    }
    return home;
  }
}

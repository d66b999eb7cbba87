package org.headwaters.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.Pipeline;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.period.Story;
import org.headwaters.jobs.reports.ReportJob;
import org.headwaters.jobs.reports.ReportPackJob;
import org.headwaters.jobs.reports.SiteJob;
import org.headwaters.lake.Lake;
import org.headwaters.reports.print.ReportFolder;
import org.headwaters.reports.told.Sites;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole pipeline on the small world that comes with Headwaters. */
@Command(
    name = "demo",
    description =
        "Runs the whole pipeline on a small invented world with embedded Spark and tells where the"
            + " money went.",
    footer = {"  headwaters demo", "  headwaters demo --lake /tmp/demo-lake --verbose"})
final class DemoCommand implements Callable<Integer> {
  private static final List<Period> PERIODS = Period.range("2026-09..2026-10");

  /** The report lies beside the lake. */
  private static final String REPORT = "-report";

  /** And the site for everybody. */
  private static final String SITE = "-site";

  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--verbose",
      description = "Show also what each step did, and each month's figures.")
  boolean verbose;

  @Override
  public Integer call() {
    Path home = home();
    options.config = home.resolve("sample-data/demo/headwaters.yaml");
    if (options.lake == null) {
      options.lake = home.resolve("demo-lake").toString();
    }
    Console loud = options.console();
    if (!verbose) {
      options.quiet();
    }
    RunCommand.run(
        options,
        settings ->
            new Pipeline.Plan(
                settings.inputs(), PERIODS, SettleJob.Reasons.NONE, IngestJob.ANY_REJECTED),
        (settings, context, changed) -> {
          String place = fromHere(settings.lake());
          tell(context.lake(), place, loud);
          RunCommand.done(changed, place, loud);
          // A report is a local folder; a lake may be anywhere.
          if (!settings.lake().contains(":/")) {
            new ReportPackJob(
                    new ReportJob(PERIODS, 0, settings.lake() + REPORT),
                    new SiteJob(PERIODS, 10, "", settings.lake() + SITE))
                .run(context);
            loud.line("A report to open: " + place + REPORT + "/" + ReportFolder.PAGE);
            loud.line("What everybody may look up: " + place + SITE + "/" + Sites.INDEX);
          }
        });
    return ExitCode.DONE.code();
  }

  /** The story of the first month, and what the second changed. */
  static void tell(Lake lake, String place, Console console) {
    List<Story> stories =
        PERIODS.stream()
            .flatMap(period -> Story.read(lake, period, DemoScreen.THIRTY_SEVEN_CENTS).stream())
            .toList();
    if (stories.size() == PERIODS.size()) {
      DemoScreen.lines(stories.get(0), stories.get(1), place).forEach(console::line);
    }
  }

  /** A folder below the one that the command was given in is told as people type it. */
  static String fromHere(String lake) {
    Path here = Path.of("").toAbsolutePath();
    return lake.startsWith(here + "/") ? here.relativize(Path.of(lake)).toString() : lake;
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

package org.headwaters.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.JobContext;
import org.headwaters.jobs.PeriodSummary;
import org.headwaters.jobs.Pipeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole pipeline on real inputs, for one period or a range of them. */
@Command(
    name = "run",
    description = "Runs the whole pipeline: ingest to publish, for one or several periods.")
final class RunCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--period",
      required = true,
      paramLabel = "YYYY-MM[..YYYY-MM]",
      description = "The month, or the first and last of several.")
  String periods = "";

  @Option(
      names = "--restate",
      paramLabel = "REASON",
      description = "Book periods again whose inputs or policy changed, saying why.")
  String reason = "";

  @Override
  public Integer call() {
    if (options.config == null) {
      throw new UsageError(
          "Cannot run without settings: give --config FILE, or make one with `headwaters init FOLDER`.");
    }
    run(options.settings(), Period.range(periods), reason, options.console());
    return ExitCode.DONE.code();
  }

  /** Also what {@code demo} does, on the sample data. */
  static void run(Settings settings, List<Period> periods, String reason, Console console) {
    try (Workspace workspace = Workspace.open(settings, console)) {
      JobContext context = workspace.context();
      boolean changed =
          Pipeline.run(
              context, new Pipeline.Plan(settings.inputs(), periods, reason), console::report);
      for (Period period : periods) {
        SummaryText.print(period, PeriodSummary.read(context.lake(), period), console);
      }
      console.line(
          changed
              ? "Done. The tables are in "
                  + settings.lake()
                  + ", plain Parquet in "
                  + settings.lake()
                  + "/published."
              : "Nothing changed: every delivery, contribution and booking was already there.");
    }
  }
}

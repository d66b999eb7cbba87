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
      Pipeline.Plan plan = new Pipeline.Plan(settings.inputs(), periods, reason);
      run(workspace.context(), plan, settings.lake(), console);
    }
  }

  /** In a session that is open already; tells {@code lake} as the place of the result. */
  static void run(JobContext context, Pipeline.Plan plan, String lake, Console console) {
    boolean changed = Pipeline.run(context, plan, console::report);
    for (Period period : plan.periods()) {
      SummaryText.print(period, PeriodSummary.read(context.lake(), period), console);
    }
    console.line(
        changed
            ? "Done. The tables are in " + lake + ", plain Parquet in " + lake + "/published."
            : "Nothing changed: every delivery, contribution and booking was already there.");
  }
}

package org.headwaters.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
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
  private static final String NOTHING_CHANGED =
      "Nothing changed: every delivery, contribution and booking was already there.";

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
    run(options, Period.range(periods), reason);
    return ExitCode.DONE.code();
  }

  /** Also what {@code demo} does, on the sample data. */
  static void run(CommonOptions options, List<Period> periods, String reason) {
    Console console = options.console();
    options.recorded(
        (settings, recorder, context) -> {
          boolean changed =
              Pipeline.runBy(
                  context, new Pipeline.Plan(settings.inputs(), periods, reason), recorder);
          for (Period period : periods) {
            Optional<PeriodSummary> summary = PeriodSummary.read(context.lake(), period);
            SummaryText.print(period, summary, console);
            options
                .metrics(settings)
                .ifPresent(file -> summary.ifPresent(booked -> file.booking(booked.booking())));
          }
          recorder.print();
          console.line(changed ? done(settings) : NOTHING_CHANGED);
        });
  }

  private static String done(Settings settings) {
    return "Done. The tables are in "
        + settings.lake()
        + ", plain Parquet in "
        + settings.lake()
        + "/published.";
  }
}

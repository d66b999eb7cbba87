package org.headwaters.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.Pipeline;
import org.headwaters.jobs.period.PeriodSummary;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole pipeline on real inputs, for one period or a range of them. */
@Command(
    name = "run",
    description = {
      "Runs the whole pipeline: ingest to publish, for one or several periods.",
      "With --provisional, what a month that is not over would come to if it ended on a day: marked"
          + " in every line and row, written to _provisional, never booked or published."
    },
    footer = {
      "  headwaters run --config headwaters.yaml --period 2026-09",
      "  headwaters run --config headwaters.yaml --period 2026-09..2026-12 --restate \"rates"
          + " corrected\"",
      "  headwaters run --config headwaters.yaml --period 2026-11 --provisional --as-of 2026-11-20"
    })
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

  @Mixin ProvisionalOptions running = new ProvisionalOptions();
  @Mixin RejectedOptions.Accepted accepted = new RejectedOptions.Accepted();
  @Mixin RejectedOptions.Most most = new RejectedOptions.Most();

  @Override
  public Integer call() {
    if (options.config == null) {
      throw new UsageError(
          "Cannot run without settings: give --config FILE, or make one with `headwaters init"
              + " FOLDER`.");
    }
    List<Period> months = Period.range(periods);
    if (running.provisional || running.asOf != null) {
      UsageError.check(months.size() == 1, "Only one month is not over: name it as --period.");
    }
    Optional<LocalDate> asOf = running.day(months.get(0), reason, accepted.reason);
    if (asOf.isPresent()) {
      provisional(months.get(0), asOf.get());
      return ExitCode.DONE.code();
    }
    run(options, months, new SettleJob.Reasons(reason, accepted.reason), most.ppm());
    return ExitCode.DONE.code();
  }

  private void provisional(Period period, LocalDate asOf) {
    options.recorded(
        (settings, recorder, context) -> {
          Pipeline.provisionalBy(
              context,
              new Pipeline.Plan(
                  settings.inputs(), List.of(period), new SettleJob.Reasons("", ""), most.ppm()),
              asOf,
              recorder);
          recorder.print();
        });
  }

  static void run(
      CommonOptions options, List<Period> periods, SettleJob.Reasons reasons, int maxRejectedPpm) {
    run(
        options,
        settings -> new Pipeline.Plan(settings.inputs(), periods, reasons, maxRejectedPpm),
        (settings, context, changed) -> done(changed, settings.lake(), options.console()));
  }

  /** What a command says at its end. */
  @FunctionalInterface
  interface End {
    void tell(Settings settings, JobContext context, boolean changed);
  }

  /** Runs the plan and leaves the figures of what it booked. */
  static void run(CommonOptions options, Function<Settings, Pipeline.Plan> planned, End end) {
    options.recorded(
        (settings, recorder, context) -> {
          Pipeline.Plan plan = planned.apply(settings);
          boolean changed = run(context, plan, recorder, options.console());
          for (Period period : plan.periods()) {
            options
                .metrics(settings)
                .ifPresent(
                    file ->
                        BookingChain.read(context.lake()).current(period).ifPresent(file::booking));
          }
          recorder.print();
          end.tell(settings, context, changed);
        });
  }

  /** Runs every step and prints what became of the periods. Returns whether anything changed. */
  static boolean run(
      JobContext context, Pipeline.Plan plan, StepRecorder recorder, Console console) {
    boolean changed = Pipeline.runBy(context, plan, recorder);
    for (Period period : plan.periods()) {
      SummaryText.print(period, PeriodSummary.read(context.lake(), period), console);
    }
    return changed;
  }

  /** The last line: where the result is, or that nothing is new. */
  static void done(boolean changed, String lake, Console console) {
    console.line(
        changed
            ? "Done. The tables are in " + lake + ", plain Parquet in " + lake + "/published."
            : NOTHING_CHANGED);
  }
}

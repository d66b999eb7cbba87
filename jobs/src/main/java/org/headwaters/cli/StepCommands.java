package org.headwaters.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.documents.ContributeJob;
import org.headwaters.jobs.documents.LinkJob;
import org.headwaters.jobs.period.AuditJob;
import org.headwaters.jobs.period.LineageJob;
import org.headwaters.jobs.period.PropagateJob;
import org.headwaters.jobs.period.ProvisionalJob;
import org.headwaters.jobs.period.PublishJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.JobContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The steps of the pipeline, each as a command of its own: what Airflow calls. */
final class StepCommands {
  private StepCommands() {}

  @Command(
      name = "ingest",
      description = "Checks the inputs and adds what is new to the lake.",
      footer = {
        "  headwaters ingest --config headwaters.yaml",
        "  headwaters ingest --config headwaters.yaml --lake /data/lake"
      })
  static final class Ingest implements Callable<Integer> {
    @Mixin CommonOptions options = new CommonOptions();
    @Mixin RejectedOptions.Most most = new RejectedOptions.Most();

    @Override
    public Integer call() {
      return options.step((settings, context) -> new IngestJob(settings.inputs(), most.ppm()));
    }
  }

  /** Steps on documents need a policy's attribution: that of a period, else the latest. */
  static final class PolicyChoice {
    @Option(
        names = "--period",
        paramLabel = "YYYY-MM",
        description = "Whose policy shapes the contributions; default: the latest policy.")
    @Nullable String period;

    Policy policy(JobContext context) {
      return period == null
          ? Policy.latest(context.policies())
          : Policy.on(context.policies(), Period.parse(period).lastDay());
    }
  }

  @Command(
      name = "link",
      description = "Links manifest entries to captures and credits pages.",
      footer = {
        "  headwaters link --lake ./lake --policy policy.yaml",
        "  headwaters link --lake ./lake --policy policy.yaml --refresh dataset:acme/web"
      })
  static final class Link implements Callable<Integer> {
    @Mixin CommonOptions options = new CommonOptions();
    @Mixin PolicyChoice choice = new PolicyChoice();

    @Option(
        names = "--refresh",
        paramLabel = "DATASET",
        description =
            "Link this data set anew with all captures there are now. May be repeated; an empty one"
                + " is none.")
    List<String> refresh = List.of();

    @Override
    public Integer call() {
      return options.step(
          (settings, context) ->
              new LinkJob(
                  choice.policy(context).attribution(),
                  refresh.stream().filter(id -> !id.isBlank()).toList()));
    }
  }

  @Command(
      name = "contribute",
      description = "Adds documents up to one row per data set and source.",
      footer = {
        "  headwaters contribute --lake ./lake --policy policy.yaml",
        "  headwaters contribute --lake ./lake --policy policy.yaml --period 2026-09"
      })
  static final class Contribute implements Callable<Integer> {
    @Mixin CommonOptions options = new CommonOptions();
    @Mixin PolicyChoice choice = new PolicyChoice();

    @Override
    public Integer call() {
      return options.step(
          (settings, context) -> new ContributeJob(choice.policy(context).attribution()));
    }
  }

  /** The month that a step works on. */
  static final class PeriodOption {
    @Option(
        names = "--period",
        required = true,
        paramLabel = "YYYY-MM",
        description = "The calendar month in UTC.")
    String period = "";

    Period period() {
      return Period.parse(period);
    }
  }

  @Command(
      name = "lineage",
      description = "Builds the asset graph of a period.",
      footer = {
        "  headwaters lineage --config headwaters.yaml --period 2026-09",
        "  headwaters lineage --lake ./lake --policy policy.yaml --period 2026-09 --json"
      })
  static final class Lineage implements Callable<Integer> {
    @Mixin CommonOptions options = new CommonOptions();
    @Mixin PeriodOption month = new PeriodOption();

    @Override
    public Integer call() {
      Period period = month.period();
      return options.step((settings, context) -> new LineageJob(period));
    }
  }

  @Command(
      name = "propagate",
      description = "Carries a period's pools up the lineage.",
      footer = {
        "  headwaters propagate --config headwaters.yaml --period 2026-09",
        "  headwaters propagate --lake ./lake --policy policy.yaml --period 2026-09 --json"
      })
  static final class Propagate implements Callable<Integer> {
    @Mixin CommonOptions options = new CommonOptions();
    @Mixin PeriodOption month = new PeriodOption();

    @Override
    public Integer call() {
      Period period = month.period();
      return options.step((settings, context) -> new PropagateJob(period));
    }
  }

  @Command(
      name = "publish",
      description = "Writes the booked period as plain Parquet.",
      footer = {
        "  headwaters publish --config headwaters.yaml --period 2026-09",
        "  headwaters publish --lake ./lake --period 2026-09 --json",
        "  headwaters publish --lake ./lake --period 2026-09 --audit /secure/audit"
      })
  static final class Publish implements Callable<Integer> {
    @Mixin CommonOptions options = new CommonOptions();
    @Mixin PeriodOption month = new PeriodOption();

    @Option(
        names = "--audit",
        paramLabel = "DIR",
        description =
            "Write to this folder instead, with one row a person, claims and communities: for an"
                + " auditor, not for anybody.")
    @Nullable Path audit;

    @Override
    public Integer call() {
      Period period = month.period();
      Path folder = audit;
      return options.step(
          (settings, context) ->
              folder == null
                  ? new PublishJob(period)
                  : new AuditJob(period, folder.toAbsolutePath().normalize().toString()));
    }
  }

  @Command(
      name = "settle",
      description = {
        "Turns credits into what holders are owed, and books.",
        "With --provisional, all of a month that is not over at once: marked in every line and row,"
            + " written to _provisional, never booked."
      },
      footer = {
        "  headwaters settle --config headwaters.yaml --period 2026-09",
        "  headwaters settle --config headwaters.yaml --period 2026-09 --restate \"a claim was"
            + " decided\"",
        "  headwaters settle --config headwaters.yaml --period 2026-11 --provisional --as-of"
            + " 2026-11-20"
      })
  static final class Settle implements Callable<Integer> {
    @Mixin CommonOptions options = new CommonOptions();
    @Mixin PeriodOption month = new PeriodOption();
    @Mixin RejectedOptions.Accepted accepted = new RejectedOptions.Accepted();

    @Option(
        names = "--restate",
        paramLabel = "REASON",
        description = "Book a period again whose inputs or policy changed, saying why.")
    String reason = "";

    @Mixin ProvisionalOptions running = new ProvisionalOptions();

    @Override
    public Integer call() {
      Period period = month.period();
      Optional<LocalDate> asOf = running.day(period, reason, accepted.reason);
      return options.step(
          (settings, context) ->
              asOf.isPresent()
                  ? new ProvisionalJob(period, asOf.get())
                  : new SettleJob(period, new SettleJob.Reasons(reason, accepted.reason)));
    }
  }
}

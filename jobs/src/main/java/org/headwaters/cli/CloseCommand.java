package org.headwaters.cli;

import java.util.concurrent.Callable;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.books.CloseJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A month that is not to be settled again, until somebody says why it must. */
@Command(
    name = "close",
    description =
        "Closes a booked month: it is settled again only after it was reopened. Late claims and"
            + " what waited too long are booked as ever.",
    footer = {
      "  headwaters close --config headwaters.yaml --period 2026-09 --reason \"audited\"",
      "  headwaters close --lake ./lake --period 2026-09 --reopen \"revenue came late\""
    })
final class CloseCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();
  @Mixin StepCommands.PeriodOption month = new StepCommands.PeriodOption();

  @Option(names = "--reason", paramLabel = "REASON", description = "Why; it stays in the books.")
  String reason = "";

  @Option(
      names = "--reopen",
      paramLabel = "REASON",
      description = "Reopen the month instead, saying why; that stays in the books, too.")
  @Nullable String reopen;

  @Override
  public Integer call() {
    Period period = month.period();
    CloseJob job =
        reopen == null ? CloseJob.closing(period, reason) : CloseJob.reopening(period, reopen);
    return options.step((settings, context) -> job);
  }
}

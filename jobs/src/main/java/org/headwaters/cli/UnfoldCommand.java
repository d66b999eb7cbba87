package org.headwaters.cli;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.VisibleText;
import org.headwaters.core.money.Micros;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.books.Unfolded;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whom unclaimed money waits for. */
@Command(
    name = "unfold",
    description = {
      "Shows what is unclaimed of a booked month, source by source: the tables hold one row a data"
          + " set. Amounts add up to what is booked. Nothing is written.",
      "For those who may read the lake's private tables. The policy that the period was booked"
          + " under must be among those given."
    },
    footer = {
      "  headwaters unfold --config headwaters.yaml --period 2026-09 --top 20",
      "  headwaters unfold --config headwaters.yaml --period 2026-09 --dataset dataset:acme/web@1"
          + " --source domain:example.org --json"
    })
final class UnfoldCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();
  @Mixin StepCommands.PeriodOption month = new StepCommands.PeriodOption();

  @Option(names = "--dataset", paramLabel = "ID", description = "Only what this data set earned.")
  @Nullable String dataset;

  @Option(
      names = "--source",
      paramLabel = "ID",
      description = "Only this source; the id as it is shown, or in the clear.")
  @Nullable String source;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "10",
      description = "How many sources are shown, the largest first; default: ${DEFAULT-VALUE}.")
  int top;

  @Override
  public Integer call() {
    Period period = month.period();
    UsageError.check(0 <= top && top <= 100_000, "--top is %d; give 0 to 100000.", top);
    options.recorded(
        (settings, recorder, context) ->
            print(Unfolded.of(context, period, new Unfolded.Request(dataset, source, top))));
    return ExitCode.DONE.code();
  }

  private void print(Unfolded unfolded) {
    Console console = options.console();
    console.line(
        unfolded.period()
            + ": "
            + Micros.units(unfolded.micros())
            + " "
            + unfolded.currency()
            + " of "
            + unfolded.sources()
            + " sources that nobody claims");
    for (Unfolded.Line line : unfolded.lines()) {
      console.line(
          amount(line.micros())
              + "  "
              + VisibleText.escaped(line.sourceId())
              + "  in "
              + VisibleText.escaped(String.join(", ", line.datasets())));
      console.document(
          Map.of(
              "source_id", line.sourceId(),
              "amount_micros", line.micros(),
              "datasets", line.datasets()));
    }
    long others = unfolded.sources() - unfolded.lines().size();
    if (others > 0) {
      console.line(amount(unfolded.other()) + "  other: " + others + " sources");
    }
    console.document(
        Map.of(
            "period", unfolded.period().toString(),
            "currency", unfolded.currency(),
            "unclaimed_micros", unfolded.micros(),
            "sources", unfolded.sources(),
            "other_micros", unfolded.other()));
  }

  private static String amount(BigInteger micros) {
    return String.format(Locale.ROOT, "%18s", Micros.units(micros));
  }
}

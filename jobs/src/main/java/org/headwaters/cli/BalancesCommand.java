package org.headwaters.cli;

import java.util.concurrent.Callable;
import org.headwaters.jobs.books.BalancesJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What waits and what is due, by age. */
@Command(
    name = "balances",
    description =
        "Says what waits unclaimed, on hold or undisclosed, at which data set or asset, why and"
            + " since when, and what providers still have to pay in.",
    footer = {
      "  headwaters balances --config headwaters.yaml",
      "  headwaters balances --lake ./lake --json"
    })
final class BalancesCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    return options.step((settings, context) -> new BalancesJob());
  }
}

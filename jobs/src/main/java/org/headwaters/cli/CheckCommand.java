package org.headwaters.cli;

import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.jobs.arrival.CheckJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What ingest would say of the inputs, from a sample, and what it would cost. */
@Command(
    name = "check",
    description = "Holds a sample of the inputs against the contracts; estimates time and disk.",
    footer = {
      "  headwaters check --config headwaters.yaml",
      "  headwaters check --config headwaters.yaml --json"
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    int ended =
        options.step(
            (settings, context) -> {
              UsageError.check(
                  !settings.inputs().isEmpty(),
                  "Cannot check: the settings name no inputs. Name them in the file that --config"
                      + " gives, or make one with `headwaters init FOLDER`.");
              return new CheckJob(settings.inputs());
            });
    options
        .console()
        .line(
            "Next: headwaters run "
                + NextSteps.Where.of(options, options.settings()).flag()
                + " --period "
                + NextSteps.usual()
                + ", or another month that has revenue");
    return ended;
  }
}

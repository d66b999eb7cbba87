package org.headwaters.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.headwaters.jobs.care.VacuumJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the lake no longer needs, and the room it takes. */
@Command(
    name = "vacuum",
    description =
        "Lists files that no table has named for long; deletes them if told. Run it when no step"
            + " runs.",
    footer = {
      "  headwaters vacuum --config headwaters.yaml",
      "  headwaters vacuum --config headwaters.yaml --older-than-days 400 --delete"
    })
final class VacuumCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--older-than-days",
      paramLabel = "DAYS",
      description =
          "Default: ${DEFAULT-VALUE}, for which tables keep their history. At least 7; less than"
              + " the default ends looking back earlier.")
  int days = VacuumJob.KEPT_DAYS;

  @Option(names = "--delete", description = "Delete them; without it nothing is touched.")
  boolean delete;

  @Override
  public Integer call() {
    VacuumJob job = new VacuumJob(Instant.now(), days, delete);
    return options.step((settings, context) -> job);
  }
}

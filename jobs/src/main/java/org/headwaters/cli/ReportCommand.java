package org.headwaters.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.reports.ReportJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Booked periods as a folder that is read, printed and checked without anything else. */
@Command(
    name = "report",
    description =
        "Writes a report of booked periods: pages to read offline, JSON with its schema, CSV, and"
            + " the hashes of all files.",
    footer = {
      "  headwaters report --config headwaters.yaml --period 2026-09 --out report-2026-09",
      "  headwaters report --config headwaters.yaml --period 2026-07..2026-12 --profile public"
          + " --out report-2026-h2"
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--period",
      required = true,
      paramLabel = "YYYY-MM[..YYYY-MM]",
      description = "One month, or the first and last of several; all of them must be booked.")
  String period = "";

  @Option(
      names = "--profile",
      paramLabel = "regulator|public",
      description = "For whom. Default: regulator.")
  String profile = "regulator";

  @Option(
      names = "--enough",
      paramLabel = "K",
      description =
          "For the public: what fewer holders than this get is not told. Default: 10, at least 2.")
  long enough = 10;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write; a report that lies there is replaced.")
  Path out = Path.of("");

  @Override
  public Integer call() {
    boolean everybody = profile.equals("public");
    UsageError.check(
        everybody || profile.equals("regulator"),
        "There is no profile '%s'. Use regulator or public.",
        profile);
    UsageError.check(
        enough >= 2, "Cannot hide %s holders among each other: use 2 or more.", enough);
    List<Period> periods = Period.range(period);
    return options.step(
        (settings, context) ->
            new ReportJob(
                periods, everybody ? enough : 0, out.toAbsolutePath().normalize().toString()));
  }
}

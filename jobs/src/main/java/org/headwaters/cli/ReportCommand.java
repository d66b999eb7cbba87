package org.headwaters.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.reports.CreditsJob;
import org.headwaters.jobs.reports.ModelJob;
import org.headwaters.jobs.reports.ReportJob;
import org.headwaters.reports.told.Attestations;
import org.jspecify.annotations.Nullable;
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
          + " --out report-2026-h2",
      "  headwaters report --config headwaters.yaml --period 2026-09 --profile credits"
          + " --model model:acme/student-3b --out credits",
      "  headwaters report --config headwaters.yaml --period 2026-09 --model model:acme/student-3b"
          + " --template eu-art53 --attestations student.yaml --out student"
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
      paramLabel = "regulator|public|credits",
      description =
          "For whom; credits: who is to be named for each model, as Markdown and JSON. Default:"
              + " regulator.")
  String profile = "regulator";

  @Option(
      names = "--model",
      paramLabel = "ID",
      description = "With --profile credits: of this model alone. With --template: of it.")
  @Nullable String model;

  @Option(
      names = "--template",
      paramLabel = "eu-art53|ab2013",
      description =
          "Fill a law's form in for --model, and write its lineage as CycloneDX, PROV and"
              + " Croissant beside it.")
  @Nullable String template;

  @Option(
      names = "--attestations",
      paramLabel = "FILE",
      description =
          "What a person says of the model (YAML), by the keys of CHECKLIST.md; with --template.")
  @Nullable Path attestations;

  @Mixin EnoughOption enough = new EnoughOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write; a report that lies there is replaced.")
  Path out = Path.of("");

  @Override
  public Integer call() {
    List<Period> periods = Period.range(period);
    String folder = out.toAbsolutePath().normalize().toString();
    if (template != null) {
      return filled(template, periods, folder);
    }
    UsageError.check(attestations == null, "--attestations go with --template.");
    if (profile.equals("credits")) {
      return credits(periods, folder);
    }
    UsageError.check(model == null, "--model is for --profile credits and for --template.");
    boolean everybody = profile.equals("public");
    UsageError.check(
        everybody || profile.equals("regulator"),
        "There is no profile '%s'. Use regulator, public or credits.",
        profile);
    long holders = enough.holders();
    return options.step(
        (settings, context) -> new ReportJob(periods, everybody ? holders : 0, folder));
  }

  private int credits(List<Period> periods, String folder) {
    UsageError.check(periods.size() == 1, "Credits are of one month: give --period YYYY-MM.");
    return options.step((settings, context) -> new CreditsJob(periods.get(0), model, folder));
  }

  private int filled(String form, List<Period> periods, String folder) {
    String id = model;
    UsageError.check(
        id != null && periods.size() == 1,
        "A template is filled in for one model and one month: give --model ID --period YYYY-MM.");
    Attestations said =
        Attestations.of(attestations == null ? Map.of() : YamlFile.read(attestations));
    return options.step(
        (settings, context) ->
            new ModelJob(
                new ModelJob.Request(periods.get(0), String.valueOf(id), form, folder), said));
  }
}

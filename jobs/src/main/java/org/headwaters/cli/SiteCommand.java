package org.headwaters.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.reports.SiteJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What everybody may look up, as a folder that any web server can serve. */
@Command(
    name = "site",
    description = {
      "Writes a folder of pages for everybody: a page a month, a page a domain with what is paid,"
          + " unclaimed, on hold and refused, and how to claim, and a report a month.",
      "It opens from a disk and from any web server, and runs and loads nothing."
    },
    footer = {
      "  headwaters site --config headwaters.yaml --out site",
      "  headwaters site --config headwaters.yaml --period 2026-07..2026-12 --contact"
          + " claims@example.org --out site"
    })
final class SiteCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--period",
      paramLabel = "YYYY-MM[..YYYY-MM]",
      description = "One month, or the first and last of several. Default: every booked month.")
  String period = "";

  @Mixin EnoughOption enough = new EnoughOption();

  @Option(
      names = "--contact",
      paramLabel = "TEXT",
      description = "Whom to write to with a claim, as it is printed: an address, a page.")
  String contact = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder to write; a site that lies there is replaced.")
  Path out = Path.of("");

  @Override
  public Integer call() {
    long holders = enough.holders();
    List<Period> periods = period.isEmpty() ? List.of() : Period.range(period);
    return options.step(
        (settings, context) ->
            new SiteJob(periods, holders, contact, out.toAbsolutePath().normalize().toString()));
  }
}

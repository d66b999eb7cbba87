package org.headwaters.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.books.BeancountJob;
import org.headwaters.jobs.books.ExportJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One table as a file that other tools read. */
@Command(
    name = "export",
    description = "Writes a table, or one period of it, as CSV, JSON lines or Parquet.",
    footer = {
      "  headwaters export --lake ./lake --table pools --period 2026-09 --out pools.csv",
      "  headwaters export --lake ./lake --table asset_flows --format json --out -",
      "  headwaters export --lake ./lake --table journal --format beancount --out books.beancount"
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--table",
      required = true,
      paramLabel = "T",
      completionCandidates = TableNames.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  String table = "";

  @Option(
      names = "--period",
      paramLabel = "YYYY-MM",
      description =
          "Only this period's current booking; default: the current booking of every period.")
  @Nullable String period;

  @Option(
      names = "--format",
      paramLabel = "csv|json|parquet|beancount",
      description = "Default: csv. Beancount is for journal, which has no other format.")
  String format = "csv";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE|-",
      description = "The file to write, or - for standard output.")
  String out = "";

  @Option(
      names = "--raw",
      description =
          "CSV exactly as the table says. Without it a text that a spreadsheet would run as a"
              + " formula gets an apostrophe before it.")
  boolean raw;

  @Override
  public Integer call() {
    if (format.equalsIgnoreCase("beancount")) {
      return beancount();
    }
    ExportJob.Format chosen;
    try {
      chosen = ExportJob.Format.valueOf(format.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageError(
          "Cannot export as %s: use csv, json, parquet or, for journal, beancount.", format);
    }
    ExportJob.Request request =
        new ExportJob.Request(table, period == null ? null : Period.parse(period), chosen, raw);
    options.recorded(
        (settings, recorder, context) -> {
          if (out.equals("-")) {
            // Standard output belongs to the rows.
            ExportJob.toStream(request, System.out).run(context);
          } else {
            recorder.run(ExportJob.toFile(request, Path.of(out).toAbsolutePath()), context);
          }
        });
    return ExitCode.DONE.code();
  }

  private int beancount() {
    UsageError.check(
        table.equals("journal"), "Cannot export %s for Beancount: only journal is books.", table);
    Period of = period == null ? null : Period.parse(period);
    options.recorded(
        (settings, recorder, context) -> {
          if (out.equals("-")) {
            new BeancountJob(of, System.out::print).run(context);
          } else {
            Path file = Path.of(out).toAbsolutePath();
            recorder.run(new BeancountJob(of, BeancountJob.file(file)), context);
          }
        });
    return ExitCode.DONE.code();
  }
}

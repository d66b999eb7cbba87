package org.headwaters.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
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
      "  headwaters export --lake ./lake --table asset_flows --format json --out -"
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

  @Option(names = "--format", paramLabel = "csv|json|parquet", description = "Default: csv.")
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
    ExportJob.Format chosen;
    try {
      chosen = ExportJob.Format.valueOf(format.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageError("Cannot export as %s: use csv, json or parquet.", format);
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
}

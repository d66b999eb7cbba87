package org.headwaters.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.books.ProofJob;
import org.headwaters.jobs.books.StatementJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What one holder is owed, and why. */
@Command(
    name = "statement",
    description =
        "Writes a holder's statement: opening balance, lines by source, corrections with old and"
            + " new amount and reason, payments, closing balance. Holders who are the same have"
            + " one.",
    footer = {
      "  headwaters statement --config headwaters.yaml --holder holder:ada --period 2026-09"
          + " --format html --out ada.html",
      "  headwaters statement --lake ./lake --holder holder:ada --period 2026-09..2026-12"
          + " --format csv",
      "  headwaters statement --lake ./lake --holder holder:ada --period 2026-09 --proof"
          + " ada-2026-09.json"
    })
final class StatementCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--holder",
      required = true,
      paramLabel = "ID",
      description = "The holder, as in the table holders; or a fund.")
  String holder = "";

  @Option(
      names = "--period",
      required = true,
      paramLabel = "YYYY-MM[..YYYY-MM]",
      description = "The booked month, or months from one to another.")
  String period = "";

  @Option(names = "--format", paramLabel = "json|csv|html", description = "Default: json.")
  String format = "json";

  @Option(
      names = "--out",
      paramLabel = "FILE|-",
      description = "The file to write, or - for standard output, the default.")
  String out = "-";

  @Option(
      names = "--proof",
      paramLabel = "FILE",
      description =
          "Write instead the file by which the holder checks the statement of one sealed month"
              + " alone: headwaters verify statement FILE.")
  @Nullable Path proof;

  @Override
  public Integer call() {
    if (proof != null) {
      return proved(proof);
    }
    StatementJob.Format chosen;
    try {
      chosen = StatementJob.Format.valueOf(format.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new UsageError("Cannot write a statement as %s: use json, csv or html.", format);
    }
    List<Period> periods = Period.range(period);
    options.recorded(
        (settings, recorder, context) -> {
          if (out.equals("-")) {
            // Standard output belongs to the statement.
            new StatementJob(holder, periods, chosen, System.out::print).run(context);
          } else {
            recorder.run(
                new StatementJob(
                    holder, periods, chosen, StatementJob.file(Path.of(out).toAbsolutePath())),
                context);
          }
        });
    return ExitCode.DONE.code();
  }

  private int proved(Path file) {
    List<Period> periods = Period.range(period);
    UsageError.check(
        periods.size() == 1, "Cannot prove %s in one file: give one month to --period.", period);
    return options.step((settings, context) -> new ProofJob(holder, periods.get(0), file));
  }
}

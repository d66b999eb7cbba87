package org.headwaters.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.headwaters.core.proof.Checks;
import org.headwaters.jobs.books.ReportCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Whether a report says what was published and sealed. */
@Command(
    name = "report",
    description =
        "Checks a folder that `headwaters report` wrote: every file by its hash, the totals against"
            + " what was sealed, buckets and funds against the published tables, and these tables"
            + " against their booking.",
    footer = {
      "  headwaters verify report ./report --published ./published --vkey VKEY",
      "  headwaters verify report ./report --published ./published --vkey VKEY --json"
    })
final class VerifyReportCommand implements Callable<Integer> {
  @Mixin VerifyCommand.Answer answer = new VerifyCommand.Answer();
  @Mixin VerifyCommand.Trust trust = new VerifyCommand.Trust();

  @Parameters(paramLabel = "DIR", description = "The folder with report.json.")
  Path folder = Path.of("");

  @Option(
      names = "--published",
      required = true,
      paramLabel = "DIR",
      description = "The lake's folder published, or a copy of it.")
  String published = "";

  @Override
  public Integer call() {
    Checks checks = new Checks();
    ReportCheck.of(checks, folder, published, trust.key());
    return answer.tell(checks);
  }
}

package org.headwaters.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.proof.Checks;
import org.headwaters.jobs.books.ProofFileCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a payee can check alone. */
@Command(
    name = "statement",
    description =
        "Checks the file that proves a statement: its bookings are sealed, its account is what was"
            + " booked, and each line's amount follows from flows, weights and claims. With"
            + " --published, the whole month too. Several holders' files are compared.",
    footer = {
      "  headwaters verify statement ada-2026-09.json --published ./published --vkey VKEY",
      "  headwaters verify statement ada.json ben.json --history ./history --vkey VKEY --json"
    })
final class VerifyStatementCommand implements Callable<Integer> {
  @Mixin VerifyCommand.Answer answer = new VerifyCommand.Answer();
  @Mixin VerifyCommand.Trust trust = new VerifyCommand.Trust();

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "What `headwaters statement --proof` wrote.")
  List<Path> files = List.of();

  @Option(
      names = "--published",
      paramLabel = "DIR",
      description = "The lake's folder published, or a copy of it.")
  @Nullable String published;

  @Option(
      names = "--history",
      paramLabel = "DIR",
      description = "A copy of the history alone; default: the one in --published.")
  @Nullable String history;

  @Option(
      names = "--nonce",
      paramLabel = "WORDS",
      description = "What you asked the operator to put into your statements.")
  @Nullable String nonce;

  @Override
  public Integer call() {
    String copy = history == null && published != null ? published + "/history" : history;
    if (copy == null) {
      throw new UsageError("Say where a copy of the history is: --published DIR or --history DIR.");
    }
    Checks checks = new Checks();
    ProofFileCheck.of(
        checks,
        files,
        copy,
        Optional.ofNullable(published),
        trust.key(),
        Optional.ofNullable(nonce));
    return answer.tell(checks);
  }
}

package org.headwaters.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Iban;
import org.headwaters.jobs.books.PayoutJob;
import org.headwaters.jobs.period.PayoutBooking;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is owed, paid in and enough becomes a payment file. */
@Command(
    name = "payout",
    description =
        "Books what may be paid to holders and funds, and writes it for the bank (ISO 20022"
            + " pain.001.001.09) and as CSV. Nobody is paid twice: where nothing is to be paid, the"
            + " files of the last payout are written again.",
    footer = {
      "  headwaters payout --config headwaters.yaml --dry-run",
      "  headwaters payout --config headwaters.yaml --out . --from-name \"Headwaters Foundation\""
          + " --from-iban DE89370400440532013000"
    })
final class PayoutCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the files are written; it must be there. They name people.")
  @Nullable Path out;

  @Option(names = "--from-name", paramLabel = "NAME", description = "Who pays.")
  String fromName = "";

  @Option(names = "--from-iban", paramLabel = "IBAN", description = "From which account.")
  String fromIban = "";

  @Option(
      names = "--from-bic",
      paramLabel = "BIC",
      description = "The bank of that account, if it wants to be named.")
  @Nullable String fromBic;

  @Option(
      names = "--pay-on",
      paramLabel = "YYYY-MM-DD",
      description = "When the bank is to pay. Default: today, UTC.")
  @Nullable LocalDate payOn;

  @Option(names = "--dry-run", description = "Only say who would be paid, and who not and why.")
  boolean dryRun;

  @Override
  public Integer call() {
    LocalDate day = payOn == null ? LocalDate.now(ZoneOffset.UTC) : payOn;
    if (dryRun) {
      PayoutBooking.Payer payer = new PayoutBooking.Payer(fromName, fromIban, fromBic, day);
      return options.step((settings, context) -> PayoutJob.dryRun(payer));
    }
    Path folder = out;
    if (folder == null || fromName.isBlank()) {
      throw new UsageError(
          "Cannot pay out without --out FOLDER, --from-name NAME and --from-iban IBAN; --dry-run"
              + " needs none of them.");
    }
    String iban =
        Iban.read(fromIban)
            .orElseThrow(
                () ->
                    new UsageError(
                        "--from-iban %s is no IBAN: its digits do not add up.", fromIban));
    PayoutBooking.Payer payer = new PayoutBooking.Payer(fromName, iban, fromBic, day);
    return options.step((settings, context) -> PayoutJob.to(folder.toAbsolutePath(), payer));
  }
}

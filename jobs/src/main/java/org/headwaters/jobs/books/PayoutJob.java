package org.headwaters.jobs.books;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwaters.core.UsageError;
import org.headwaters.jobs.period.PayoutBooking;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.tables.Payouts;

/**
 * Pays out what is owed, funded and enough: books it, and then writes the files of what is booked.
 * Where nothing is to be paid, it writes those of the last payout again; nobody is paid twice.
 */
public final class PayoutJob implements Job {
  private final PayoutBooking.Payer payer;
  private final Path folder;
  private final boolean dryRun;

  private PayoutJob(PayoutBooking.Payer payer, Path folder, boolean dryRun) {
    this.payer = payer;
    this.folder = folder;
    this.dryRun = dryRun;
  }

  /** Books and writes. */
  public static PayoutJob to(Path folder, PayoutBooking.Payer payer) {
    return new PayoutJob(payer, folder, false);
  }

  /** Says what would be paid by what is booked, and changes nothing. */
  public static PayoutJob dryRun(PayoutBooking.Payer payer) {
    return new PayoutJob(payer, Path.of(""), true);
  }

  @Override
  public String name() {
    return "payout";
  }

  @Override
  public JobReport run(JobContext context) {
    if (dryRun) {
      return new JobReport(name(), false, Map.of(), PayoutBooking.plan(context, payer));
    }
    UsageError.check(Files.isDirectory(folder), "There is no folder %s to write to.", folder);
    List<String> told = new ArrayList<>();
    List<JobReport> reports = PayoutBooking.book(context, payer, name(), told);
    told.addAll(write(folder, PayoutBooking.lastPieces(context.lake())));
    return JobReport.joined(name(), reports, told);
  }

  private static List<String> write(Path folder, List<Payouts.Piece> pieces) {
    if (pieces.isEmpty()) {
      return List.of();
    }
    PaymentFile file = new PaymentFile(pieces);
    String name = "payout-" + pieces.get(0).bookingId().substring(0, 16);
    Path xml = folder.resolve(name + ".xml");
    WholeFile.writePrivate(xml, draft -> Files.write(draft, file.xml()));
    WholeFile.writePrivate(folder.resolve(name + ".csv"), draft -> Files.write(draft, file.csv()));
    return List.of(
        file.count()
            + " payments, "
            + file.controlSum().toPlainString()
            + " "
            + pieces.get(0).currency()
            + " → "
            + xml
            + " and .csv");
  }
}

package org.headwaters.jobs.books;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwaters.core.ledger.Ageing;
import org.headwaters.jobs.period.BookedAccounts;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;

/** Says what waits, why and since when, and what providers still have to pay in. */
public final class BalancesJob implements Job {
  @Override
  public String name() {
    return "balances";
  }

  @Override
  public JobReport run(JobContext context) {
    List<String> lines = new ArrayList<>();
    for (Ageing.Row row : Ageing.of(BookedAccounts.read(context.lake()))) {
      lines.add(
          row.account()
              + " since "
              + row.since()
              + ", "
              + row.months()
              + " months: "
              + StatementFile.units(row.amountMicros()));
    }
    if (lines.isEmpty()) {
      lines.add("Nothing waits, and nothing is due.");
    }
    return new JobReport(name(), false, Map.of(), lines);
  }
}

package org.headwaters.jobs.books;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.headwaters.core.policy.Period;
import org.headwaters.core.statement.StatementProof;
import org.headwaters.jobs.period.StatementProofs;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;

/** Writes the file that proves a holder's statement of one month. It is for that holder alone. */
public final class ProofJob implements Job {
  private final String holderId;
  private final Period period;
  private final Path file;

  /** {@code holderId} is in the clear; the file is written whole or not at all. */
  public ProofJob(String holderId, Period period, Path file) {
    this.holderId = holderId;
    this.period = period;
    this.file = file.toAbsolutePath();
  }

  @Override
  public String name() {
    return "proof";
  }

  @Override
  public JobReport run(JobContext context) {
    StatementProof proof = new StatementProofs(context, period).of(holderId);
    WholeFile.write(file, draft -> Files.write(draft, proof.bytes()));
    return new JobReport(
        name(),
        true,
        Map.of("lines", (long) proof.lines().size()),
        List.of(
            "The proof of "
                + period
                + " is in "
                + file
                + "; check it with `headwaters verify statement`"));
  }
}

package org.headwaters.jobs.books;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.period.HolderStatement;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;

/** Writes a holder's statements of some months. It is for that holder alone. */
public final class StatementJob implements Job {
  private final String holderId;
  private final List<Period> periods;
  private final Format format;
  private final Consumer<String> out;

  /** How statements are written. */
  public enum Format {
    JSON,
    CSV,
    HTML
  }

  /**
   * {@code out} gets the whole text at once.
   *
   * @param holderId in the clear
   */
  public StatementJob(String holderId, List<Period> periods, Format format, Consumer<String> out) {
    this.holderId = holderId;
    this.periods = List.copyOf(periods);
    this.format = format;
    this.out = out;
  }

  /** Writes a file, whole or not at all, for its owner alone to read. */
  public static Consumer<String> file(Path file) {
    return text -> WholeFile.writePrivate(file, draft -> Files.writeString(draft, text));
  }

  @Override
  public String name() {
    return "statement";
  }

  @Override
  public JobReport run(JobContext context) {
    List<HolderStatement> statements = HolderStatement.read(context, holderId, periods);
    out.accept(
        switch (format) {
          case JSON -> StatementFile.json(statements);
          case CSV -> StatementFile.csv(statements);
          case HTML -> StatementPage.of(statements);
        });
    return new JobReport(name(), true, Map.of("statements", (long) statements.size()), List.of());
  }
}

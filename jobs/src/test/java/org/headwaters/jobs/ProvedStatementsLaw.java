package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.statement.LineProof;
import org.headwaters.core.statement.StatementProof;
import org.headwaters.jobs.books.ProofFileCheck;
import org.headwaters.jobs.period.StatementProofs;
import org.headwaters.jobs.step.JobContext;

/**
 * What holders of every kind find who check their statements from files alone: that all of it
 * follows from what was published and sealed.
 */
final class ProvedStatementsLaw {
  /** By an account, a path, feedback, an asset of their own, a domain, and through a community. */
  private static final List<String> HOLDERS =
      List.of("holder:ada", "holder:lena", "holder:rita", "holder:openbase", "holder:wim");

  private ProvedStatementsLaw() {}

  static void hold(JobContext context, Period period, NoteKey key, Path published, Path work)
      throws Exception {
    StatementProofs proofs = new StatementProofs(context, period);
    List<Path> files = new ArrayList<>();
    for (String holder : HOLDERS) {
      StatementProof proof = proofs.of(holder);
      assertThat(proof.lines()).as(holder).isNotEmpty();
      assertThat(proof.lines()).extracting(LineProof::micros).as(holder).isNotEmpty();
      Path file = work.resolve(holder.replace(':', '-') + ".json");
      Files.write(file, proof.bytes());
      files.add(file);
    }
    Checks checks = new Checks();
    ProofFileCheck.of(
        checks,
        files,
        published.resolve("history").toString(),
        Optional.of(published.toString()),
        key,
        Optional.empty());
    assertThat(checks.lines())
        .filteredOn(
            line ->
                line.outcome() == Checks.Outcome.FAILS || line.outcome() == Checks.Outcome.SKIPPED)
        .isEmpty();
    assertThat(checks.lines())
        .filteredOn(line -> line.outcome() == Checks.Outcome.HOLDS)
        .extracting(Checks.Line::check)
        .contains("account", "lines", "sum", "leaves", "weights", "owed", "reached");
  }
}

package org.headwaters.jobs.books;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.statement.ComparedStatements;
import org.headwaters.core.statement.StatementCheck;
import org.headwaters.core.statement.StatementProof;
import org.headwaters.transforms.ClaimOutcomes;

/**
 * Looks at files that prove statements: each for itself, then beside each other, then beside the
 * month as it is published. No lake, no Spark.
 */
public final class ProofFileCheck {
  private ProofFileCheck() {}

  /**
   * Looks.
   *
   * @param history the folder of a copy of the history
   * @param published the folder {@code published}, where the reader has it
   * @param nonce what the payee chose; empty if they do not say it
   */
  public static void of(
      Checks checks,
      List<Path> files,
      String history,
      Optional<String> published,
      NoteKey key,
      Optional<String> nonce) {
    Optional<HistoryCheck.Copy> copy = HistoryCheck.copy(checks, history, key);
    if (copy.isEmpty()) {
      checks.skipped("statement", "the history does not hold");
      return;
    }
    StatementCheck.Reader reader =
        new StatementCheck.Reader(
            key,
            copy.get().history(),
            ClaimOutcomes.patterns(),
            text -> Policy.of(YamlFile.parse("the policy in the file", text)),
            nonce);
    List<StatementProof> proofs = new ArrayList<>();
    for (Path file : files) {
      byte[] bytes = bytes(file);
      checks
          .look("file", () -> StatementProof.parse(file.toString(), bytes))
          .ifPresent(
              proof -> {
                checks.holds("file", file + ": " + proof.holderId() + ", " + proof.period());
                StatementCheck.of(checks, proof, reader);
                proofs.add(proof);
              });
    }
    if (proofs.size() > 1) {
      ComparedStatements.of(checks, proofs);
    }
    if (published.isEmpty()) {
      checks.notShown(
          "flows",
          "that nothing more reached the data sets of the lines than the file shows, and that the"
              + " month was settled by the rule: give --published");
    }
    published.ifPresent(
        folder ->
            proofs.stream()
                .map(StatementProof::period)
                .distinct()
                .forEach(period -> PublishedStatements.of(checks, folder, period, key, proofs)));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageError("Cannot read %s: %s. Correct the path.", file, e.toString());
    }
  }
}

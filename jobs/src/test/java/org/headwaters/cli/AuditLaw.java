package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.headwaters.SharedSpark;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SigningKey;
import org.headwaters.core.source.Pseudonym;
import org.headwaters.jobs.books.RunCheck;
import org.headwaters.jobs.books.SealJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.PlainParquet;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;

/**
 * An audit's folder beside what is published: it tells one person from another, so a lie about one
 * is found, and so is who they are by whoever has the public data set.
 */
final class AuditLaw {
  private static final Period PERIOD = Period.parse("2026-09");

  private final Path published;
  private final Path audit;

  AuditLaw(Path published, Path audit) {
    this.published = published;
    this.audit = audit;
  }

  void hold(JobContext context) throws IOException {
    weightsOfThePublicDataSetLinkAccountsInAnAuditOnly();
    anAuditIsHeldAgainstWhatWasSealedDownToThePerson(context);
  }

  /**
   * Who has every name and the whole public data set works out what each account weighs, and looks
   * for that weight. An account that is alone at its site cannot be hidden by its site.
   */
  private void weightsOfThePublicDataSetLinkAccountsInAnAuditOnly() {
    Map<String, Long> known =
        Map.of(
            "account:forum-example.com/Kanarek Asks",
            10_000L,
            "account:forum-example.com/Kanarek Answers",
            12_000L * 3_000 / 3_010,
            "account:forum-example.com/Kanarek Votes",
            12_000L * 10 / 3_010,
            "path:github.com/kanarek-codes",
            20_000L);

    assertThat(linked(known, published)).containsExactly("path:github.com/kanarek-codes");
    assertThat(linked(known, audit)).containsExactlyInAnyOrderElementsOf(known.keySet());
  }

  /** The same total by site, with a euro moved from one person to another. */
  private void anAuditIsHeldAgainstWhatWasSealedDownToThePerson(JobContext context)
      throws IOException {
    SigningKey key = new SigningKey("persons.example/money", NoteKey.Use.NOTE, new byte[32]);
    new SealJob(key, null).run(context);
    assertThat(failed(key)).isEmpty();
    Path month = audit.resolve("holder_credits/period=2026-09");
    List<Row> rows =
        new ArrayList<>(new PublishedFiles(audit.toString()).rows(HolderCredits.TABLE, PERIOD));
    List<Integer> persons =
        Stream.iterate(0, i -> i + 1)
            .limit(rows.size())
            .filter(i -> "payable".equals(rows.get(i).getAs(HolderCredits.BUCKET)))
            .toList();
    rows.set(persons.get(0), moved(rows.get(persons.get(0)), 1_000_000));
    rows.set(persons.get(1), moved(rows.get(persons.get(1)), -1_000_000));
    PlainParquet.write(month, HolderCredits.TABLE, rows);

    assertThat(failed(key)).first().asString().startsWith("audit holder_credits: " + month);
  }

  private List<String> failed(SigningKey key) {
    Checks checks = new Checks();
    RunCheck.of(
        checks,
        published.toString(),
        PERIOD,
        key.key(),
        new RunCheck.Beside(Optional.empty(), Optional.of(audit.toString())));
    return checks.lines().stream()
        .filter(line -> line.outcome() == Checks.Outcome.FAILS)
        .map(line -> line.check() + ": " + line.said())
        .toList();
  }

  private static Row moved(Row row, long micros) {
    Object[] cells = new Object[row.length()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(i);
    }
    int at = row.fieldIndex(HolderCredits.AMOUNT_MICROS);
    cells[at] = row.getLong(at) + micros;
    return new GenericRowWithSchema(cells, row.schema());
  }

  /** Accounts for which one row alone of their site's can be theirs. */
  private static Set<String> linked(Map<String, Long> known, Path folder) {
    List<Row> rows =
        SharedSpark.session()
            .read()
            .schema(Contributions.TABLE.schema())
            .parquet(folder.resolve("contributions/period=2026-09").toString())
            .where("part = 'documents'")
            .collectAsList();
    Set<String> linked = new HashSet<>();
    known.forEach(
        (account, weight) -> {
          String site = Pseudonym.group(account);
          long found =
              rows.stream()
                  .filter(row -> row.<String>getAs(Contributions.SOURCE_ID).startsWith(site))
                  // A split rounds by the order of pseudonyms, which nobody outside knows.
                  .filter(row -> Math.abs(row.<Long>getAs(Contributions.WEIGHT) - weight) <= 1)
                  .count();
          if (found == 1) {
            linked.add(account);
          }
        });
    return linked;
  }
}

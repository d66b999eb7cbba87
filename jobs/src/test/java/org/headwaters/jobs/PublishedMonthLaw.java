package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.jobs.books.RunCheck;
import org.headwaters.jobs.period.PublishedRows;
import org.headwaters.lake.PlainParquet;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableRoots;

/**
 * What somebody who has the published files and a vkey alone finds: nothing where nothing was
 * changed, and the place where a cell was, in whichever table.
 */
final class PublishedMonthLaw {
  private final Path published;
  private final Period period;
  private final NoteKey key;
  private final Policy policy;

  PublishedMonthLaw(Path published, Period period, NoteKey key, Policy policy) {
    this.published = published;
    this.period = period;
    this.key = key;
    this.policy = policy;
  }

  private List<Checks.Line> lines(Path folder, Policy with) {
    Checks checks = new Checks();
    RunCheck.of(
        checks,
        folder.toString(),
        period,
        key,
        new RunCheck.Beside(Optional.of(with), Optional.empty()));
    return checks.lines();
  }

  private static List<String> failed(List<Checks.Line> lines) {
    return lines.stream()
        .filter(line -> line.outcome() == Checks.Outcome.FAILS)
        .map(line -> line.check() + ": " + line.said())
        .toList();
  }

  void hold(Path work) throws IOException {
    holdsAndSaysWhatNoFileShows();
    anotherPolicyIsRefused();
    Path copy = work.resolve("copy");
    copy(published, copy);
    Random random = new Random(18);
    for (Table table : PublishedRows.TABLES) {
      refusesAChangedCell(copy, table, random);
    }
    aBookingThatWasNeverSealedIsRefused(copy);
  }

  private void holdsAndSaysWhatNoFileShows() {
    List<Checks.Line> lines = lines(published, policy);
    assertThat(failed(lines)).isEmpty();
    assertThat(lines).noneMatch(line -> line.outcome() == Checks.Outcome.SKIPPED);
    assertThat(lines)
        .filteredOn(line -> line.outcome() == Checks.Outcome.HOLDS)
        .extracting(Checks.Line::check)
        .contains("signature", "booking", "tables_root", "books", "assets", "credits", "policy")
        .contains("conversion", "graph", "flows", "weights", "sources")
        .containsAll(
            PublishedRows.TABLES.stream()
                .filter(table -> table != Bookings.TABLE && table != TableRoots.TABLE)
                .map(Table::name)
                .toList());
    assertThat(lines)
        .filteredOn(line -> line.outcome() == Checks.Outcome.NOT_SHOWN)
        .extracting(Checks.Line::check)
        .containsExactly("lineage", "revenue", "claims", "persons", "payments", "other copies");
  }

  private void anotherPolicyIsRefused() {
    java.util.Map<String, Object> settings = new java.util.TreeMap<>(policy.settings());
    settings.put("levies_ppm", java.util.Map.of("fund:commons", 50_001));
    assertThat(failed(lines(published, Policy.of(settings))))
        .singleElement()
        .asString()
        .startsWith("policy: The month was booked with ");
  }

  private void refusesAChangedCell(Path copy, Table table, Random random) throws IOException {
    Path month = Path.of(table.name(), "period=" + period);
    String folder = copy.resolve(month).toString();
    List<Row> rows = new ArrayList<>(new PublishedFiles(copy.toString()).rows(table, period));
    if (rows.isEmpty()) {
      return;
    }
    List<String> columns =
        Stream.of(table.schema().fieldNames())
            // When a booking was made is told beside it and is no part of it.
            .filter(name -> !name.equals("booked_at") && !isArray(table, name))
            .toList();
    int at = random.nextInt(rows.size());
    String column = columns.get(random.nextInt(columns.size()));
    rows.set(at, BookedRootsLaw.changed(rows.get(at), column));
    PlainParquet.write(copy.resolve(month), table, rows);
    List<String> failed = failed(lines(copy, policy));
    assertThat(failed).as("%s, %s", table, column).isNotEmpty();
    assertThat(failed.get(0)).as("%s, %s", table, column).contains(folder);
    copy(published.resolve(month), copy.resolve(month));
    assertThat(failed(lines(copy, policy))).as("%s as it was", table).isEmpty();
  }

  private static boolean isArray(Table table, String column) {
    return table.schema().apply(column).dataType().typeName().equals("array");
  }

  /** The history of the day before the last booking. */
  private void aBookingThatWasNeverSealedIsRefused(Path copy) throws IOException {
    copy(published.resolveSibling("history-before"), copy.resolve("history"));
    assertThat(failed(lines(copy, policy)))
        .anySatisfy(line -> assertThat(line).contains("No booking of " + period));
  }

  /** In the place of whatever is there. */
  static void copy(Path from, Path to) throws IOException {
    if (Files.exists(to)) {
      try (Stream<Path> old = Files.walk(to)) {
        for (Path path : old.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }
}

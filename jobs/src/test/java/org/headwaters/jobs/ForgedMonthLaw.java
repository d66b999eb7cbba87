package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.Sealing;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.LogTile;
import org.headwaters.core.proof.SigningKey;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.jobs.books.RunCheck;
import org.headwaters.jobs.period.BookedRoots;
import org.headwaters.lake.PlainParquet;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.CanonicalRows;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Policies;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableRoots;

/**
 * An operator who books a lie, and seals it with the real key so that every root is right, is found
 * out by whoever settles the published month again: the line names the table and what in it.
 */
final class ForgedMonthLaw {
  private final Path published;
  private final Period period;
  private final List<Booking> chain;
  private final SigningKey key;
  private final Path copy;

  ForgedMonthLaw(Path published, Period period, List<Booking> chain, SigningKey key) {
    this.published = published;
    this.period = period;
    this.chain = chain;
    this.key = key;
    this.copy = published.resolveSibling("forged");
  }

  void hold() throws IOException {
    forged(Policies.TABLE, rows -> rows, Optional.empty());
    assertThat(failed()).as("resealed as it was").isEmpty();

    namesAnEdge();
    namesWeightsAndRates();
    namesACredit();
    namesThePolicy();
  }

  private void namesAnEdge() throws IOException {
    Predicate<Row> weighed =
        row ->
            row.<String>getAs(Derivations.RELATION).equals(Relation.PRETRAINING_DATA.key())
                && row.getAs(Derivations.WEIGHT) != null;
    forged(
        Derivations.TABLE,
        rows ->
            changed(rows, weighed, Derivations.WEIGHT, w -> ((BigDecimal) w).add(BigDecimal.ONE)),
        Optional.empty());
    assertThat(failed()).anyMatch(line -> line.startsWith("graph: " + place("lineage_edges")));

    Row dropped = rows(Derivations.TABLE).stream().filter(weighed).findFirst().orElseThrow();
    forged(
        Derivations.TABLE,
        rows -> rows.stream().filter(row -> !row.equals(dropped)).toList(),
        Optional.empty());
    assertThat(failed())
        .anyMatch(line -> line.startsWith("graph: ") && line.contains(" by the rule, but "))
        .anyMatch(line -> line.startsWith("flows: " + place("asset_flows")));
  }

  private void namesWeightsAndRates() throws IOException {
    List<Row> contributions = rows(Contributions.TABLE);
    Row last = last(contributions);
    String part = last.getAs(Contributions.PART);
    String set = last.getAs(Contributions.CONTRIBUTIONS_ID);
    long more = 1000;
    forged(
        Contributions.TABLE,
        rows ->
            changed(
                changed(
                    rows,
                    row -> row.equals(last),
                    Contributions.WEIGHT,
                    weight -> (Long) weight + more),
                row ->
                    part.equals(row.getAs(Contributions.PART))
                        && set.equals(row.getAs(Contributions.CONTRIBUTIONS_ID)),
                Contributions.WEIGHT_TOTAL,
                total -> (Long) total + more),
        Optional.empty());
    assertThat(failed())
        .anyMatch(
            line ->
                line.startsWith("weights: " + place("contributions"))
                    && line.contains(last.<String>getAs(Contributions.DATASET_ID)));

    forged(
        ExchangeRates.TABLE,
        rows ->
            changed(
                rows,
                row -> true,
                ExchangeRates.RATE,
                r ->
                    ((BigDecimal) r)
                        .multiply(new BigDecimal("1.01"))
                        .setScale(((BigDecimal) r).scale(), java.math.RoundingMode.HALF_EVEN)),
        Optional.empty());
    assertThat(failed()).anyMatch(line -> line.startsWith("conversion: " + place("pools")));
  }

  private void namesACredit() throws IOException {
    Row credit =
        rows(HolderCredits.TABLE).stream()
            .filter(row -> row.getAs(HolderCredits.SOURCE_ID) != null)
            .filter(row -> "documents".equals(row.getAs(HolderCredits.PART)))
            .findFirst()
            .orElseThrow();
    forged(
        HolderCredits.TABLE,
        rows ->
            changed(
                rows,
                row -> row.equals(credit),
                HolderCredits.AMOUNT_MICROS,
                micros -> (Long) micros + 1_000_000_000_000L),
        Optional.empty());
    assertThat(failed())
        .anyMatch(
            line ->
                line.startsWith("sources: " + place("holder_credits"))
                    && line.contains(credit.<String>getAs(HolderCredits.SOURCE_ID)));
  }

  private void namesThePolicy() throws IOException {
    Policies.Text text = Policies.CODEC.records(rows(Policies.TABLE)).get(0);
    String other = text.text().replace("\"fund:audit\":", "\"fund:other\":");
    assertThat(other).isNotEqualTo(text.text());
    forged(
        Policies.TABLE,
        rows -> changed(rows, row -> true, Policies.TEXT, t -> other),
        Optional.empty());
    assertThat(failed()).singleElement().asString().startsWith("policy: " + place("policies"));

    // A figure, with its hash, as if the month had been booked by it.
    String figure = text.text().replaceFirst("(\"fund:commons\":)\\d+", "$1" + "61234");
    assertThat(figure).isNotEqualTo(text.text());
    Policy policy = Policy.of(org.headwaters.contracts.YamlFile.parse("figure", figure));
    forged(
        Policies.TABLE,
        rows ->
            changed(
                changed(rows, row -> true, Policies.TEXT, t -> figure),
                row -> true,
                Policies.POLICY_HASH,
                hash -> policy.hash()),
        Optional.of(List.of(Booking.named(policy))));
    assertThat(failed()).anyMatch(line -> line.startsWith("flows: " + place("asset_flows")));
  }

  /** The one whose weight ends at its total. */
  private static Row last(List<Row> contributions) {
    return contributions.stream()
        .filter(
            row ->
                row.<Long>getAs(Contributions.WEIGHT_BEFORE) + row.<Long>getAs(Contributions.WEIGHT)
                    == row.<Long>getAs(Contributions.WEIGHT_TOTAL))
        .findFirst()
        .orElseThrow();
  }

  private String place(String table) {
    return copy.resolve(table).resolve("period=" + period).toString();
  }

  private List<String> failed() {
    Checks checks = new Checks();
    RunCheck.of(checks, copy.toString(), period, key.key(), RunCheck.Beside.NOTHING);
    return checks.lines().stream()
        .filter(line -> line.outcome() == Checks.Outcome.FAILS)
        .map(line -> line.check() + ": " + line.said())
        .toList();
  }

  private List<Row> rows(Table table) {
    return new PublishedFiles(published.toString()).rows(table, period);
  }

  /** Puts other rows in the place of a table's, books them as the month's last, and seals that. */
  private void forged(
      Table table, Function<List<Row>, List<Row>> lie, Optional<List<String>> policies)
      throws IOException {
    PublishedMonthLaw.copy(published, copy);
    List<Row> rows = lie.apply(rows(table));
    Booking old = chain.get(chain.size() - 1);
    String name = (BookedRoots.BY_SITE.contains(table) ? BookedRoots.PUBLISHED : "") + table.name();
    TableRoot root = TableRoot.of(name, period.toString(), table.key(), CanonicalRows.of(rows));
    List<TableRoot> roots = new ArrayList<>();
    for (TableRoots.Root each : TableRoots.CODEC.records(rows(TableRoots.TABLE))) {
      assertThat(each.bookingId()).isEqualTo(old.bookingId());
      roots.add(each.tableName().equals(name) ? root : each.tableRoot());
    }
    Booking booking =
        copied(old, policies.orElse(old.policies()), TableRoot.tablesRoot(roots).hex());
    String id = booking.bookingId();
    write(table, rows);
    write(
        TableRoots.TABLE,
        TableRoots.CODEC.rows(
            TableRoot.ordered(roots).stream().map(each -> TableRoots.Root.of(id, each)).toList()));
    write(
        Journal.TABLE, changed(rows(Journal.TABLE), row -> true, Journal.BOOKING_ID, before -> id));
    List<Row> shown = changed(rows(Bookings.TABLE), row -> true, Bookings.BOOKING_ID, before -> id);
    shown = changed(shown, row -> true, "tables_root", before -> booking.tablesRoot());
    write(
        Bookings.TABLE,
        changed(
            shown, row -> true, "policies", before -> booking.policies().toArray(new String[0])));
    seal(booking);
  }

  private void seal(Booking booking) throws IOException {
    List<Booking> bookings = new ArrayList<>(chain.subList(0, chain.size() - 1));
    bookings.add(booking);
    Sealing sealed = Sealing.of(List.of(), bookings, key, null);
    Path history = copy.resolve("history");
    for (Map.Entry<String, byte[]> file : LogTile.files(sealed.entries()).entrySet()) {
      Files.write(history.resolve(file.getKey()), file.getValue());
    }
    Files.write(history.resolve("checkpoint"), sealed.signed().bytes());
  }

  private void write(Table table, List<Row> rows) throws IOException {
    PlainParquet.write(Path.of(place(table.name())), table, rows);
  }

  private static List<Row> changed(
      List<Row> rows, Predicate<Row> which, String column, Function<Object, Object> to) {
    List<Row> all = new ArrayList<>();
    for (Row row : rows) {
      Object[] cells = new Object[row.length()];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = row.get(i);
      }
      if (which.test(row)) {
        int at = row.fieldIndex(column);
        cells[at] = to.apply(cells[at]);
      }
      all.add(new GenericRowWithSchema(cells, row.schema()));
    }
    return all;
  }

  private static Booking copied(Booking booking, List<String> policies, String root) {
    return new Booking(
        booking.seq(),
        booking.previous(),
        booking.kind(),
        booking.periods(),
        booking.runIds(),
        policies,
        booking.methodVersions(),
        booking.reason(),
        booking.acceptedRejects(),
        root,
        booking.totals());
  }
}

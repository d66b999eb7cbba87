package org.headwaters.jobs.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.ledger.SealedBookings;
import org.headwaters.core.policy.Period;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.Json;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.lake.PublishedFiles;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Coverage;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.MissingInputs;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a folder of a report: that its files are those that it lists, that it is of bookings
 * that were sealed, and that its amounts are found again in what is published of them.
 */
public final class ReportCheck {
  private static final String SUMS = "SHA256SUMS";
  private static final String REPORT = "report.json";
  private static final String PERIOD = "period";
  private static final String AMOUNT = "amount_micros";
  private static final SortedMap<String, String> BUCKET =
      same(
          HolderCredits.BUCKET, HolderCredits.REASON, HolderCredits.DATASET_ID, HolderCredits.PART);

  private final Checks checks;
  private final Path folder;
  private final PublishedFiles files;

  private ReportCheck(Checks checks, Path folder, PublishedFiles files) {
    this.checks = checks;
    this.folder = folder;
    this.files = files;
  }

  /** Looks; each month of the report is looked at as it is published, too. */
  public static void of(Checks checks, Path folder, String published, NoteKey key) {
    PublishedFiles files = new PublishedFiles(published);
    ReportCheck check = new ReportCheck(checks, folder, files);
    checks
        .look("files", check::hashes)
        .ifPresent(count -> checks.holds("files", count + " files, as " + SUMS + " lists them"));
    Optional<Json.Members> report = checks.look(REPORT, check::report);
    if (report.isEmpty()) {
      checks.skipped("amounts", "the report cannot be read");
      return;
    }
    HistoryCheck.copy(checks, files.history(), key)
        .ifPresentOrElse(
            copy -> check.amounts(report.get(), copy.bookings()),
            () -> checks.skipped("amounts", "the history does not hold"));
    checks
        .look("months", () -> check.months(report.get()))
        .orElse(List.of())
        .forEach(month -> RunCheck.of(checks, published, month, key, RunCheck.Beside.NOTHING));
    checks.notShown(
        "other sheets",
        "that the figures of other sheets are right: totals, buckets, funds, coverage and"
            + " missing_inputs were added up again");
  }

  private void amounts(Json.Members report, SealedBookings sealed) {
    look("totals", () -> totals(report, sealed));
    look("buckets", () -> sums(report, HolderCredits.TABLE, "buckets", BUCKET, row -> true));
    look(
        "funds",
        () ->
            sums(
                report,
                AssetFlows.TABLE,
                "funds",
                Map.of("fund", AssetFlows.TO_ID),
                row -> FlowKind.FUND.key().equals(row.getAs(AssetFlows.TO_KIND))));
    look("coverage", () -> sums(report, Coverage.TABLE, "coverage", same("step"), row -> true));
    look(
        "missing_inputs",
        () ->
            sums(
                report,
                MissingInputs.TABLE,
                "missing_inputs",
                same("what", "subject"),
                row -> true));
  }

  private void look(String check, Supplier<String> look) {
    checks.look(check, look).ifPresent(said -> checks.holds(check, said));
  }

  private List<Period> months(Json.Members report) {
    return sheet(report, "totals").stream()
        .map(row -> period(row.getOrDefault(PERIOD, "")))
        .distinct()
        .toList();
  }

  private static Period period(String text) {
    try {
      return Period.parse(text);
    } catch (UsageError e) {
      throw new InvalidInput("%s: %s", REPORT, String.valueOf(e.getMessage()));
    }
  }

  /** Every file is listed with its hash, and nothing else is. */
  private int hashes() {
    Map<String, String> listed = new TreeMap<>();
    for (String line : new String(bytes(SUMS), StandardCharsets.UTF_8).lines().toList()) {
      InvalidInput.check(
          line.matches("[0-9a-f]{64}  [^/].*") && !line.contains(".."),
          "%s: '%s' is no hash and path.",
          folder.resolve(SUMS),
          line);
      listed.put(line.substring(66), line.substring(0, 64));
    }
    for (String path : paths()) {
      String hash = listed.remove(path);
      String made = Hash.of(bytes(path)).hex();
      InvalidInput.check(
          made.equals(hash),
          "%s has the hash %s; %s says %s.",
          folder.resolve(path),
          made,
          SUMS,
          String.valueOf(hash));
    }
    InvalidInput.check(listed.isEmpty(), "%s: %s are not there.", folder, listed.keySet());
    return paths().size();
  }

  private List<String> paths() {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(path -> !path.equals(SUMS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(String path) {
    try {
      return Files.readAllBytes(folder.resolve(path));
    } catch (IOException e) {
      throw new InvalidInput("%s cannot be read: %s", folder.resolve(path), e.toString());
    }
  }

  private Json.Members report() {
    Json json = Json.parse(folder.resolve(REPORT).toString(), bytes(REPORT));
    InvalidInput.check(json instanceof Json.Members, "%s is no object.", folder.resolve(REPORT));
    return (Json.Members) json;
  }

  /** The rows of a sheet, by column. */
  private static List<Map<String, String>> sheet(Json.Members report, String name) {
    List<Map<String, String>> rows = new ArrayList<>();
    if (report.members().get("sheets") instanceof Json.Members sheets
        && sheets.members().get(name) instanceof Json.Array sheet) {
      for (Json row : sheet.items()) {
        Map<String, String> texts = new TreeMap<>();
        if (row instanceof Json.Members cells) {
          cells
              .members()
              .forEach(
                  (column, cell) -> {
                    if (cell instanceof Json.Text text) {
                      texts.put(column, text.value());
                    }
                  });
        }
        rows.add(texts);
      }
    }
    InvalidInput.check(!rows.isEmpty(), "%s: the sheet %s is empty.", REPORT, name);
    return rows;
  }

  /** Each month's totals are those that its last booking sealed. */
  private String totals(Json.Members report, SealedBookings sealed) {
    List<Map<String, String>> rows = sheet(report, "totals");
    for (Map<String, String> row : rows) {
      Period month = period(row.getOrDefault(PERIOD, ""));
      Booking booking =
          sealed
              .current(month)
              .orElseThrow(() -> new InvalidInput("No booking of %s is in the history.", month));
      PeriodTotals totals = booking.totals();
      Map<String, Long> booked =
          Map.of(
              "gross_micros", totals.grossMicros(),
              "retained_micros", totals.retainedMicros(),
              "funds_micros", totals.fundsMicros(),
              "payable_micros", totals.payableMicros(),
              "unclaimed_micros", totals.unclaimedMicros(),
              "on_hold_micros", totals.onHoldMicros(),
              "undisclosed_micros", totals.undisclosedMicros());
      booked.forEach(
          (column, micros) ->
              InvalidInput.check(
                  Long.toString(micros).equals(row.get(column)),
                  "%s, totals of %s: %s is %s, but booking %d sealed %d.",
                  REPORT,
                  month,
                  column,
                  String.valueOf(row.get(column)),
                  booking.seq(),
                  micros));
    }
    return rows.size() + " months have the totals that were sealed";
  }

  /** Columns that the sheet and the table call the same. */
  private static SortedMap<String, String> same(String... columns) {
    SortedMap<String, String> same = new TreeMap<>();
    for (String column : columns) {
      same.put(column, column);
    }
    return same;
  }

  /**
   * A sheet's amounts are sums of published rows, each sum once.
   *
   * @param key the table's columns that are added up by, by the sheet's
   */
  private String sums(
      Json.Members report,
      Table table,
      String name,
      Map<String, String> key,
      Predicate<Row> counted) {
    List<Map<String, String>> rows = sheet(report, name);
    Map<List<String>, Long> found = new HashMap<>();
    for (Period month : months(report)) {
      for (Row row : files.rows(table, month)) {
        if (counted.test(row)) {
          List<String> at = new ArrayList<>(List.of(month.toString()));
          key.values().forEach(column -> at.add(text(row.getAs(column))));
          found.merge(at, row.<Long>getAs(AMOUNT), Math::addExact);
        }
      }
    }
    for (Map<String, String> row : rows) {
      List<String> at = new ArrayList<>(List.of(row.getOrDefault(PERIOD, "")));
      key.keySet().forEach(column -> at.add(row.getOrDefault(column, "")));
      Long micros = found.remove(at);
      InvalidInput.check(
          String.valueOf(micros).equals(row.get(AMOUNT)),
          "%s, %s %s: the amount is %s, but what is published adds up to %s.",
          REPORT,
          name,
          at,
          String.valueOf(row.get(AMOUNT)),
          String.valueOf(micros));
    }
    found.values().removeIf(micros -> micros == 0);
    InvalidInput.check(found.isEmpty(), "%s, %s: %s are left out.", REPORT, name, found.keySet());
    return rows.size() + " amounts, as published";
  }

  private static String text(@Nullable Object cell) {
    return cell == null ? "" : cell.toString();
  }
}

package org.headwaters.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.ledger.Sealing;
import org.headwaters.core.proof.Checks;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.Json;
import org.headwaters.core.proof.LogTile;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SigningKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of reports, as whoever hands them on may bend them. */
final class ReportCheckTest {
  private static final SigningKey KEY =
      new SigningKey("log.example/money", NoteKey.Use.NOTE, new byte[32]);
  private static final List<String> MONTH = List.of("2026-09");

  @TempDir Path folder;

  @BeforeEach
  void reportAndHistory() throws IOException {
    Booking booking =
        new Booking(
            1,
            "",
            Booking.SETTLE,
            MONTH,
            MONTH,
            MONTH,
            MONTH,
            "",
            List.of(),
            "root",
            new PeriodTotals(100, 90, 1, 2, 3, 4, 0));
    Sealing sealing = Sealing.of(List.of(), List.of(booking), KEY, null);
    for (Map.Entry<String, byte[]> file : LogTile.files(sealing.entries()).entrySet()) {
      Path path = folder.resolve("published/history").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    Files.write(folder.resolve("published/history/checkpoint"), sealing.signed().bytes());
    Files.createDirectories(folder.resolve("report/csv"));
    Files.writeString(folder.resolve("report/csv/totals.csv"), "period\n2026-09\n");
    report("2");
  }

  private void report(String payable) throws IOException {
    Map<String, Json> totals = new TreeMap<>();
    totals.put("period", Json.text("2026-09"));
    Map.of(
            "gross_micros", "100",
            "retained_micros", "90",
            "funds_micros", "1",
            "payable_micros", payable,
            "unclaimed_micros", "3",
            "on_hold_micros", "4",
            "undisclosed_micros", "0")
        .forEach((column, micros) -> totals.put(column, Json.text(micros)));
    Json sheets = Json.object(Map.of("totals", new Json.Array(List.of(Json.object(totals)))));
    Files.write(
        folder.resolve("report/report.json"), Json.object(Map.of("sheets", sheets)).bytes());
    sums("csv/totals.csv", "report.json");
  }

  private void sums(String... paths) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String path : paths) {
      byte[] bytes = Files.readAllBytes(folder.resolve("report").resolve(path));
      lines.add(Hash.of(bytes).hex() + "  " + path);
    }
    Files.write(folder.resolve("report/SHA256SUMS"), lines, StandardCharsets.UTF_8);
  }

  /** What is said of one check. */
  private List<String> said(String check) {
    Checks checks = new Checks();
    ReportCheck.of(
        checks, folder.resolve("report"), folder.resolve("published").toString(), KEY.key());
    assertThat(checks.lines()).extracting(Checks.Line::check).contains("other sheets", "payments");
    return checks.lines().stream()
        .filter(line -> line.check().equals(check))
        .map(line -> line.outcome().key() + ": " + line.said())
        .toList();
  }

  @Test
  void filesAndTotalsThatAreAsSealedHoldAndAmountsWithoutTheirTableFail() {
    // The history's own line is of the same name.
    assertThat(said("files")).first().isEqualTo("holds: 2 files, as SHA256SUMS lists them");
    assertThat(said("totals")).containsExactly("holds: 1 months have the totals that were sealed");
    assertThat(said("buckets"))
        .singleElement()
        .asString()
        .startsWith("fails: report.json: the sheet buckets is empty.");
  }

  @Test
  void aChangedAFurtherAndAMissingFileAreNamed() throws IOException {
    Path table = folder.resolve("report/csv/totals.csv");
    Files.writeString(table, "period\n2026-10\n");
    assertThat(said("files")).first().asString().startsWith("fails: " + table + " has the hash ");
    Files.delete(table);
    assertThat(said("files")).first().asString().endsWith("[csv/totals.csv] are not there.");
    sums("report.json");
    Files.writeString(folder.resolve("report/more.csv"), "");
    assertThat(said("files")).first().asString().endsWith("SHA256SUMS says null.");
    Files.writeString(folder.resolve("report/SHA256SUMS"), "0".repeat(64) + "  ../secret\n");
    assertThat(said("files")).first().asString().endsWith("../secret' is no hash and path.");
  }

  @Test
  void anotherTotalIsRefusedThoughTheHashesAreRenewed() throws IOException {
    report("5000002");
    assertThat(said("totals"))
        .containsExactly(
            "fails: report.json, totals of 2026-09: payable_micros is 5000002, but booking 1 sealed"
                + " 2.");
  }
}

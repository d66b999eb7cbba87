package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A new user's first hour: files as they lie about, from {@code init} to a booked month, with one
 * pattern of a claim that can never match. Nothing here needs the source.
 */
final class FirstHourTest {
  @TempDir Path folder;

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> headwaters(int exitCode, String... words) {
    CommandLineRun.Ended ended = CommandLineRun.of(words).in(folder);
    assertThat(ended.exitCode()).as(ended.said()).isEqualTo(exitCode);
    return ended.said().lines().toList();
  }

  private void files() throws IOException {
    file(
        "crawl.csv",
        """
        url,status,time,sha1
        https://daily.example.com/rain,200,2026-02-01T08:00:00Z,SHA1A
        https://blog.ada.example.org/bread,200,2026-02-01T08:00:05Z,SHA1B
        https://blog.ada.example.org/gone,404,2026-02-01T08:00:09Z,SHA1C
        """);
    file(
        "documents.jsonl",
        """
        {"id": "1", "link": "https://daily.example.com/rain", "sha1": "SHA1A", "tokens": 300, "seen": "2026-03-01"}
        {"id": "2", "link": "https://blog.ada.example.org/bread", "sha1": "SHA1B", "tokens": 100, "seen": "2026-03-01"}
        """);
    file(
        "models.yaml",
        """
        - {type: application, name: Chat Pro, id: "service:chat-pro", organization: Acme, dependencies: [Tiny]}
        - {type: application, name: Chat Pro for offices, id: "service:chat-pro-fur-buros", organization: Acme, dependencies: [Tiny]}
        - {type: model, name: Tiny, organization: Acme, dependencies: [Documents]}
        - {type: dataset, name: Documents, id: "dataset:documents", organization: Acme, dependencies: []}
        """);
    Files.write(
        folder.resolve("umsatz.csv"),
        """
        Monat;Produkt;Umsatz;Währung
        30.09.2026;Chat Pro;1.234,50;EUR
        15.09.2026;Chat Pro für Büros;100,00;EUR
        """
            .getBytes(Charset.forName("windows-1252")));
    file(
        "sales.csv",
        """
        Invoice,Date,Product,Amount (USD),Rep
        A-1,09/30/2026,Chat Pro,"$1,117.00",Al
        A-2,09/15/2026,Chat Pro,"$111.70",Bo
        """);
    file("rates.csv", "Date,USD,\n2026-09-30,1.1170,\n2026-09-29,1.1200,\n");
    file("people.csv", "Name,Type\nAda,person\nThe Daily,organisation\n");
    file(
        "who-owns-what.csv",
        """
        Holder,Domain,Status,Filed
        Ada,blog.ada.example.org,verified,2026-08-01T00:00:00Z
        The Daily,example.com,verified,2026-08-01T00:00:00Z
        """);
  }

  @Test
  void fromFilesAsTheyLieAboutToABookedMonth() throws IOException {
    files();
    proposes();
    Path settings = folder.resolve("headwaters.yaml");
    Files.writeString(settings, Files.readString(settings).replaceAll("(?m)^#\\? ", ""));
    String config = settings.toString();
    String fix =
        "Pages of blog.ada.example.org have the site example.org as their source; write"
            + " domain:example.org.";
    checks(config, fix);
    books(config, fix);
    corrects(config);
  }

  private void proposes() {
    assertThat(headwaters(0, "init", folder.toString()))
        .containsExactly(
            "Wrote headwaters.yaml with 3 tables and policy.yaml.",
            "  assets from models.yaml as assets-yaml",
            "  derivations from models.yaml as assets-yaml",
            "  exchange_rates from rates.csv as ecb",
            "  to confirm: captures from crawl.csv: separated by ,, UTF-8; time → fetch_time,"
                + " status → fetch_status, sha1 → content_digest",
            "  to confirm: manifest_entries from documents.jsonl: UTF-8, days as yyyy-MM-dd; id →"
                + " document_id, link → url, sha1 → content_digest, seen → fetched_at, tokens →"
                + " token_count",
            "  to confirm: holders from people.csv: separated by ,, UTF-8; Type → kind, Name →"
                + " display_name, Name → holder_id",
            "  to confirm: revenue from sales.csv: separated by ,, UTF-8, thousands by ',', days as"
                + " MM/dd/yyyy; Invoice → revenue_id, Date → period, Product → asset_id, Amount"
                + " (USD) → gross_amount",
            "  to confirm: revenue from umsatz.csv: separated by ;, windows-1252, decimals after ,,"
                + " thousands by '.', days as dd.MM.yyyy; Monat → period, Produkt → asset_id,"
                + " Umsatz → gross_amount, Währung → currency",
            "  to confirm: claims from who-owns-what.csv: separated by ,, UTF-8; Status → status,"
                + " Holder → holder_id, Domain → pattern, Filed → filed_at",
            "Confirm what is marked \"#? \" in headwaters.yaml: correct it, then take the mark away"
                + " (sed -i 's/^#? //' headwaters.yaml).",
            "Next: headwaters check --config headwaters.yaml");
  }

  private void checks(String config, String fix) {
    assertThat(headwaters(0, "check", "--config", config))
        .contains(
            "            assets: models.yaml: 4 rows looked at, 0 would be rejected",
            "            captures: crawl.csv: 3 rows looked at, 0 would be rejected",
            "            claims: who-owns-what.csv: 2 rows looked at, 1 would be rejected",
            "              pattern, is_a_source: row 2:" + " 'domain:blog.ada.example.org'. " + fix,
            "            holders: people.csv: 2 rows looked at, 0 would be rejected",
            "            manifest_entries: documents.jsonl: 2 rows looked at, 0 would be rejected",
            "            revenue: sales.csv: 2 rows looked at, 0 would be rejected",
            "            revenue: umsatz.csv: 2 rows looked at, 0 would be rejected");
    assertThat(
            headwaters(
                2,
                "export",
                "--config",
                config,
                "--table",
                "pools",
                "--period",
                "2026-09",
                "--out",
                folder.resolve("pools.csv").toString()))
        .containsExactly(
            "headwaters: Cannot export pools of 2026-09: it is not booked. No period is booked; run"
                + " `headwaters run --config FILE --period 2026-09` first.");
  }

  private void books(String config, String fix) {
    assertThat(headwaters(0, "run", "--config", config, "--period", "2026-09"))
        .contains(
            "            claims: read 2 = kept 1 + identical 0 + rejected 1",
            "              pattern, is_a_source: row 2 of who-owns-what.csv. " + fix,
            "            revenue: read 4 = kept 4 + identical 0 + rejected 0",
            // 1,234.50 and 100.00 EUR, 1,117.00 and 111.70 USD at 1.1170.
            "    gross                   2434.500000",
            "    + payable                 87.875712",
            "    + unclaimed               29.291904",
            "Done. The tables are in lake, plain Parquet in lake/published.");
    assertThat(headwaters(0, "rejects", "--config", config))
        .containsExactly(
            "rejects    nothing changed; rows rejected 1, rules that they break 1",
            "            claims",
            "              pattern, is_a_source: row 2 of who-owns-what.csv. " + fix,
            "            claims, row 2 of who-owns-what.csv: pattern is"
                + " 'domain:blog.ada.example.org', is_a_source. "
                + fix);
    assertThat(headwaters(0, "status", "--config", config))
        .contains(
            "  claims                 1 delivery, 1 row kept, 1 rejected",
            "Next",
            "  headwaters rejects --config headwaters.yaml",
            "      1 row is rejected: see why, correct it, deliver it again.");
  }

  private void corrects(String config) throws IOException {
    Path claims = folder.resolve("who-owns-what.csv");
    Files.writeString(claims, Files.readString(claims).replace("blog.ada.", ""));
    assertThat(headwaters(0, "run", "--config", config, "--period", "2026-09"))
        .contains("            claims: read 2 = kept 2 + identical 0 + rejected 0")
        .anyMatch(
            line ->
                line.startsWith("            2026-09: booked as number 2, ")
                    && line.endsWith("what claims changed since"))
        .contains(
            "    gross                   2434.500000",
            "    + payable                117.167616",
            "    + unclaimed                0.000000");
    assertThat(
            headwaters(
                2, "export", "--config", config, "--table", "holder_credits", "--out", "all.csv"))
        .last(STRING)
        .startsWith("headwaters: Cannot export holder_credits: it holds personal data")
        .endsWith("lake/published/holder_credits.");
    assertThat(headwaters(0, "doctor", "--config", config))
        .contains(
            "ok       rejects          every delivered row came in, or was put right since",
            "ok       published        2026-09 shows booking 2")
        .endsWith(
            "Next",
            "  headwaters export --config headwaters.yaml --table missing_inputs --period 2026-09"
                + " --out missing.csv",
            "      The largest gap of 2026-09: Ask the provider what it was made from; add"
                + " derivations and disclosure. All of them.");
  }
}

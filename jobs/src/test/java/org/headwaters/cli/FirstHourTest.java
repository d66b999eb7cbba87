package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

  private CommandLineRun.Ended headwaters(String... words) {
    CommandLineRun.Ended ended = CommandLineRun.of(words).in(folder);
    System.err.println(
        "HOUR " + String.join(" ", words) + "\n" + ended.exitCode() + "\n" + ended.said());
    return ended;
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
    CommandLineRun.Ended init = headwaters("init", folder.toString());
    assertThat(init.said()).contains("to confirm");
    Path settings = folder.resolve("headwaters.yaml");
    String config = settings.toString();
    Files.writeString(settings, Files.readString(settings).replaceAll("(?m)^#\\? ", ""));
    headwaters("check", "--config", config);
    headwaters("run", "--config", config, "--period", "2026-09");
    headwaters("rejects", "--config", config, "--reveal");
    headwaters("status", "--config", config);
    file(
        "who-owns-what.csv",
        """
        Holder,Domain,Status,Filed
        Ada,example.org,verified,2026-08-01T00:00:00Z
        The Daily,example.com,verified,2026-08-01T00:00:00Z
        """);
    headwaters("run", "--config", config, "--period", "2026-09");
    headwaters(
        "run", "--config", config, "--period", "2026-09", "--restate", "Ada's claim corrected");
    headwaters("doctor", "--config", config);
    assertThat(List.of()).isEmpty();
  }
}

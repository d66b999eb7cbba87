package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.headwaters.adapters.InputSource;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code init} proposes for ordinary files, and what it says of those it leaves out. */
final class InitTest {
  @TempDir Path folder;

  private void file(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name).getParent());
    Files.writeString(folder.resolve(name), text);
  }

  private String init() {
    return OutsideFolder.init(folder).replace(folder + "/", "");
  }

  /** The settings as they are once every proposal is confirmed. */
  private Settings confirmed() throws IOException {
    Path file = folder.resolve("headwaters.yaml");
    String text = Files.readString(file).replaceAll("(?m)^#\\? ", "");
    Files.writeString(file, text);
    return Settings.read(file, new Settings.Overrides(null, null));
  }

  private InputSource only(Settings settings, String table) {
    List<InputSource> sources =
        settings.inputs().stream()
            .filter(each -> each.table().equals(table))
            .flatMap(each -> each.sources().stream())
            .toList();
    assertThat(sources).as(table).hasSize(1);
    return sources.get(0);
  }

  @Test
  void aGermanExportIsProposedWithItsMarksItsDaysAndItsNames() throws IOException {
    Files.write(
        folder.resolve("umsatz.csv"),
        "Monat;Produkt;Umsatz;Waehrung;Kunde\n30.09.2026;Chat Pro für Büros;1.234,56;EUR;A\n"
            .getBytes(Charset.forName("windows-1252")));
    assertThat(init().lines())
        .contains(
            "  to confirm: revenue from umsatz.csv: separated by ;, windows-1252, decimals after ,,"
                + " thousands by '.', days as dd.MM.yyyy; Monat → period, Produkt → asset_id,"
                + " Umsatz → gross_amount, Waehrung → currency");
    assertThat(
            Settings.read(folder.resolve("headwaters.yaml"), new Settings.Overrides(null, null))
                .inputs())
        .as("nothing is taken before somebody confirms it")
        .isEmpty();
    InputSource revenue = only(confirmed(), "revenue");
    assertThat(revenue.columns())
        .isEqualTo(
            Map.of(
                "period", "Monat",
                "asset_id", "Produkt",
                "gross_amount", "Umsatz",
                "currency", "Waehrung"));
    assertThat(revenue.constants()).isEqualTo(Map.of("kind", "subscription"));
    assertThat(revenue.options())
        .isEqualTo(
            Map.of(
                "delimiter", ";",
                "encoding", "windows-1252",
                "decimal", ",",
                "thousands", ".",
                "date_format", "dd.MM.yyyy",
                "values",
                    Map.of("asset_id", Map.of("Chat Pro für Büros", "service:chat-pro-fur-buros")),
                "compose", Map.of("revenue_id", "{period}/{asset_id}/{currency}"),
                "ignore", List.of("Kunde")));
  }

  @Test
  void anAmericanExportIsProposedWithItsCurrency() throws IOException {
    file(
        "sales.csv",
        "Date,Product Name,Takings (USD),Rep\n09/30/2026,Chat Pro,\"$1,234.56\",Al\n"
            + "09/13/2026,Chat Pro,\"$2,000\",Bo\n");
    file("revenue.csv", "Invoice,Date,Product,Amount (USD)\n7,09/30/2026,Chat Pro,\"$1,234.56\"\n");
    String told = init();
    assertThat(told).contains("; nearest comes revenue without gross_amount. Say");
    InputSource revenue = only(confirmed(), "revenue");
    assertThat(revenue.columns()).containsEntry("revenue_id", "Invoice");
    assertThat(revenue.constants()).isEqualTo(Map.of("kind", "subscription", "currency", "USD"));
    assertThat(revenue.stripPrefix()).isEqualTo(Map.of("gross_amount", "$"));
    assertThat(revenue.options())
        .containsEntry("date_format", "MM/dd/yyyy")
        .containsEntry("thousands", ",");
  }

  @Test
  void logsManifestsListsHoldersAndClaimsAreProposedInEitherFormat() throws IOException {
    file("crawl.log", "url\tstatus\ttime\tsha1\nhttps://x.org/\t200\t2026-05-01 10:00:00\tABC\n");
    file(
        "docs.jsonl",
        "{\"id\": \"d1\", \"link\": \"https://x.org/\", \"tokens\": 12, \"meta\": {}}\n");
    file("models.csv", "Model,Vendor,License\nTiny,Acme,MIT\n");
    file("people.csv", "Name,IBAN\nAda,DE00\n");
    file("who.csv", "Holder,Domain,Filed\nholder:ada,x.org,2026-08-01\n");
    assertThat(init().lines().filter(line -> line.contains("to confirm")))
        .containsExactly(
            "  to confirm: captures from crawl.log: separated by tab, UTF-8; time → fetch_time,"
                + " status → fetch_status, sha1 → content_digest",
            "  to confirm: manifest_entries from docs.jsonl: UTF-8; id → document_id, link → url,"
                + " tokens → token_count",
            "  to confirm: assets from models.csv: separated by ,, UTF-8; License → license, Model"
                + " → name, Vendor → provider",
            "  to confirm: holders from people.csv: separated by ,, UTF-8; Name → display_name,"
                + " IBAN → payout_address, Name → holder_id",
            "  to confirm: claims from who.csv: separated by ,, UTF-8, days as yyyy-MM-dd; Holder →"
                + " holder_id, Domain → pattern, Filed → filed_at");
    Settings settings = confirmed();
    assertThat(only(settings, "manifest_entries").constants())
        .containsEntry("dataset_id", "dataset:docs");
    assertThat(only(settings, "assets").options())
        .containsEntry("compose", Map.of("asset_id", "{kind}:{name}"));
    assertThat(only(settings, "claims").constants())
        .as("nothing is verified by a guess")
        .containsEntry("status", "asserted");
    assertThat(only(settings, "claims").options())
        .containsEntry(
            "compose", Map.of("claim_id", "{holder_id}/{pattern}", "pattern", "domain:{pattern}"));
  }

  @Test
  void contentsDecideBeforeNames() throws IOException {
    file("captures/Posts.xml", "<posts></posts>");
    file("revenue.csv", "holder_id,claim_id,pattern,status\nholder:a,c,domain:x.org,asserted\n");
    file("claims.csv", "holder_id;claim_id;pattern;status\nholder:a;c;domain:x.org;asserted\n");
    assertThat(init().lines())
        .contains(
            "  authorship from captures as stackexchange",
            "  check: captures is named after captures but holds authorship",
            "  claims from revenue.csv",
            "  check: revenue.csv is named after revenue but holds claims",
            "  to confirm: claims from claims.csv: separated by ;, UTF-8");
  }

  @Test
  void eachFileThatIsLeftOutSaysWhyAndWhatToWrite() throws IOException {
    file("books.xlsx", "PK");
    file("list.json", "[{\"a\": 1}]");
    file("empty.csv", "");
    file("broken.parquet", "PAR1 and no more");
    file("odd.csv", "a\u001b[31m,b\n1,2\n");
    file("people.tsv", "height\tweight\n1\t2\n");
    Files.createDirectory(folder.resolve("nothing"));
    assertThat(init().lines().filter(line -> line.contains("not mapped")))
        .containsExactly(
            "  not mapped: books.xlsx: a spreadsheet cannot be read. Save each sheet as CSV, beside"
                + " it, and init again.",
            "  not mapped: broken.parquet: no readable Parquet file. Write it again, or take it"
                + " away.",
            "  not mapped: empty.csv: it is empty. Deliver it again, or take it away.",
            "  not mapped: list.json: JSON in one list. Write one object a line: jq -c '.[]'"
                + " list.json > new.jsonl",
            "  not mapped: nothing: it holds no file. Put the files there, or take it away.",
            "  not mapped: odd.csv: it holds no rows with named columns, and is of no format that"
                + " is known (docs/guides/data-team.md lists them). If it is one, name it:"
                + " inputs.<table>: {format: …, path: odd.csv}",
            "  not mapped: people.tsv: its columns (height, weight) look like no table. Say which"
                + " is which: inputs.<table>: {format: csv, path: people.tsv, columns: {<ours>:"
                + " <theirs>}, ignore: \"*\"}; docs/tables.md names ours.");
    assertThat(Files.readString(folder.resolve("headwaters.yaml")))
        .contains("  # not mapped: books.xlsx: a spreadsheet");
  }

  @Test
  void thePolicyExplainsEveryKeyAndIsTheDefault() throws IOException {
    file("notes.txt", "x");
    init();
    Path file = folder.resolve("policy.yaml");
    assertThat(Policy.of(YamlFile.read(file))).isEqualTo(Policy.byDefault());
    List<String> lines = Files.readString(file, StandardCharsets.UTF_8).lines().toList();
    for (String key : Policy.byDefault().settings().keySet()) {
      int at =
          lines.indexOf(
              lines.stream().filter(l -> l.startsWith(key + ":")).findFirst().orElseThrow());
      assertThat(lines.get(at - 1)).as(key).startsWith("# ");
      assertThat(PolicyText.MEANING).containsKey(key);
    }
  }

  @Test
  void anEmptyFolderMakesNoSettings() {
    InitCommand command = new InitCommand();
    command.folder = folder;
    assertThatThrownBy(command::call)
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("it holds no file. Put the inputs there");
    assertThat(folder.resolve("headwaters.yaml")).doesNotExist();
  }

  @Test
  void aNameThatForgesALineStaysOneLine() throws IOException {
    file("a\nlake: elsewhere\n.txt", "x");
    file("b.csv", "Monat,Umsatz\n2026-09,1\n\"x\n2\",3\n");
    init();
    assertThat(confirmed().lake()).isEqualTo(folder.resolve("lake").toString());
  }
}

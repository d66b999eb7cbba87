package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Revenue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revenue as the books of two countries export it, read by what the settings say. */
final class FinanceExportTest {
  private static final String GERMAN =
      Outside.lines(
          "Beleg;Monat;Produkt;Umsatz;Waehrung",
          "B1;30.09.2026;Chat Pro;1.234,56;EUR",
          "B2;01.09.2026;Chat Pro für Büros;-12,5;EUR",
          "B3;2026-09;Chat Ultra;1,00;EUR",
          "B4;30.09.2026;Chat Pro;1.5;EUR");

  @TempDir Path folder;

  private Outside outside;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
  }

  private static Map<String, Object> german(Object... more) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("delimiter", ";");
    settings.put("decimal", ",");
    settings.put("thousands", ".");
    settings.put("date_format", "dd.MM.yyyy");
    settings.put(
        "columns",
        Map.of(
            "revenue_id", "Beleg",
            "period", "Monat",
            "asset_id", "Produkt",
            "gross_amount", "Umsatz",
            "currency", "Waehrung"));
    settings.put("constants", Map.of("kind", "subscription"));
    settings.put(
        "values",
        Map.of(
            "asset_id",
            Map.of(
                "Chat Pro",
                "service:acme/chat",
                "Chat Pro für Büros",
                "service:acme/chat-office")));
    for (int i = 0; i < more.length; i += 2) {
      settings.put((String) more[i], more[i + 1]);
    }
    return settings;
  }

  @Test
  void aGermanExportComesInAndWhatIsNotSpelledSoIsNamed() {
    for (String encoding : List.of("UTF-8", "windows-1252", "UTF-16")) {
      Outside each = new Outside(folder.resolve(encoding));
      Path file = each.file("umsatz.csv", GERMAN.getBytes(Charset.forName(encoding)));
      assertThat(each.deliver(Revenue.TABLE, "csv", file, german("encoding", encoding)))
          .isEqualTo(Outside.Counts.of(4L, 2L, 0L, 2L));
      assertThat(
              each.rows(
                  Revenue.TABLE,
                  "revenue_id",
                  "period",
                  "asset_id",
                  "kind",
                  "gross_amount",
                  "currency"))
          .containsExactly(
              "B1 | 2026-09 | service:acme/chat | subscription | 1234.560000 | EUR",
              "B2 | 2026-09 | service:acme/chat-office | subscription | -12.500000 | EUR");
      assertThat(each.rejects())
          .containsExactly(
              "umsatz.csv:4 asset_id value_is_mapped",
              "umsatz.csv:5 gross_amount number_is_spelled_so");
    }
  }

  @Test
  void anAmericanExportComesInWithTabsAndItsOwnQuotes() {
    Path file =
        outside.file(
            "sales.csv",
            Outside.lines(
                "sep=\t",
                "id\tMonth\tProduct\tSales\tNotes\t",
                "'s1'\tSep 2026\tservice:acme/chat\t'$1,234.56'\t'a ''pro''\tplan'\t",
                "s2\tSep 2026\tservice:acme/chat\t$(1,000.00)\t\t",
                "s3\tSep 2026\tservice:acme/chat\t$5\t\tmore"));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("delimiter", "tab");
    settings.put("quote", "'");
    settings.put("thousands", ",");
    settings.put("date_format", "MMM yyyy");
    settings.put("ignore", List.of("Notes"));
    settings.put("strip_prefix", Map.of("gross_amount", "$"));
    settings.put("constants", Map.of("kind", "usage", "currency", "USD"));
    settings.put(
        "columns",
        Map.of(
            "revenue_id", "id", "period", "Month", "asset_id", "Product", "gross_amount", "Sales"));
    assertThat(outside.deliver(Revenue.TABLE, "csv", file, settings))
        .isEqualTo(Outside.Counts.of(3L, 2L, 0L, 1L));
    assertThat(outside.rows(Revenue.TABLE, "revenue_id", "period", "gross_amount"))
        .containsExactly("s1 | 2026-09 | 1234.560000", "s2 | 2026-09 | -1000.000000");
    assertThat(outside.rejects()).containsExactly("sales.csv:5 null cell_has_a_name");
  }

  @Test
  void aRowWithoutAnIdGetsOneMadeOfItsColumnsSoThatACorrectionTakesItsPlace() {
    Map<String, Object> settings = german("compose", Map.of("revenue_id", "{period}/{asset_id}"));
    settings.put(
        "columns",
        Map.of(
            "period", "Monat",
            "asset_id", "Produkt",
            "gross_amount", "Umsatz",
            "currency", "Waehrung"));
    String export = "Monat;Produkt;Umsatz;Waehrung\n30.09.2026;Chat Pro;%s;EUR\n;Chat Pro;1;EUR\n";
    outside.deliver(Revenue.TABLE, "csv", outside.file("u.csv", export.formatted("10")), settings);
    outside.deliver(Revenue.TABLE, "csv", outside.file("u.csv", export.formatted("12")), settings);
    assertThat(outside.rows(Revenue.TABLE, "revenue_id", "gross_amount"))
        .as("the second delivery says the same line anew")
        .containsExactly("2026-09/service:acme/chat | 12.000000");
    assertThat(outside.rejects())
        .contains("u.csv:3 period is_required", "u.csv:3 revenue_id is_required");
    assertThatThrownBy(
            () ->
                outside.deliver(
                    Revenue.TABLE,
                    "csv",
                    outside.file("u.csv", export.formatted("1")),
                    german("compose", Map.of("revenue_id", "{month}"))))
        .hasMessageContaining("compose speaks of the column month, which the table does not have");
  }

  @Test
  void aWrongGuessIsToldInOneSentence() {
    Path file = outside.file("umsatz.csv", GERMAN);
    assertThatThrownBy(() -> outside.deliver(Revenue.TABLE, "csv", file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("looks separated by ;, not by ,")
        .hasMessageEndingWith("Set inputs.revenue.delimiter: \";\"");
    Path wide = outside.file("wide.csv", GERMAN.getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> outside.deliver(Revenue.TABLE, "csv", wide, german()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageEndingWith(
            "wide.csv is UTF-16, but is read as UTF-8. Set inputs.revenue.encoding: UTF-16");
    Path excel = outside.file("excel.csv", "sep=|\n" + GERMAN.replace(';', '|'));
    assertThatThrownBy(() -> outside.deliver(Revenue.TABLE, "csv", excel, german()))
        .hasMessageEndingWith("Set inputs.revenue.delimiter: \"|\"");
  }

  @Test
  void aSlipInANameIsToldThoughEverythingElseIsPassedOver() {
    Path file = outside.file("r.csv", "revenue_id,period,asset_id,kind,currency,Einheit\n");
    assertThatThrownBy(
            () ->
                outside.deliver(
                    Revenue.TABLE,
                    "csv",
                    file,
                    Map.of("columns", Map.of("unit", "Einhiet"), "ignore", List.of("*"))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(
            "has no column Einhiet (for unit), which inputs.revenue.columns names");
  }

  @Test
  void allColumnsThatNobodyKnowsAreNamedAtOnce() {
    Path file = outside.file("r.csv", "revenue_id,period,asset_id,kind,currency,Kunde,Ort\n");
    assertThatThrownBy(() -> outside.deliver(Revenue.TABLE, "csv", file))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("has 2 columns, which revenue does not know: Kunde, Ort.")
        .hasMessageEndingWith("inputs.revenue.ignore: [Kunde, Ort]");
    StringBuilder wide = new StringBuilder("revenue_id,period,asset_id,kind,currency");
    for (int i = 0; i < 2_000; i++) {
      wide.append(",c").append(i);
    }
    Path many = outside.file("many.csv", wide.append('\n').toString());
    assertThatThrownBy(() -> outside.deliver(Revenue.TABLE, "csv", many))
        .hasMessageContaining("has 2000 columns")
        .hasMessageContaining("c39 and 1960 more.")
        .hasMessageEndingWith("inputs.revenue.ignore: [\"*\"]");
  }
}

package org.headwaters.jobs;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Claims;
import org.headwaters.tables.CommunityMembers;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.Holders;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.OutputAttributions;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Table;

/**
 * A world whose every row is right but for one cell, which holds one of {@link HostileValues}: for
 * every column of every input, and each value, one such row. Around them stand the rows that let
 * money flow through whatever of it comes in. Nothing in it names the sample world.
 *
 * <p>What is too much only together (a month's revenue, a data set's weights) stands alone: each
 * huge number in a month, a data set or an asset of its own.
 */
final class HostileWorld {
  private static final BigDecimal HUGE = BigDecimal.valueOf(1_000_000);

  /** Columns whose numbers are added up. */
  private static final Set<String> NUMBERS =
      Set.of(
          ManifestEntries.TOKEN_COUNT,
          ManifestEntries.EPOCHS,
          Feedback.WEIGHT,
          Revenue.GROSS_AMOUNT,
          Revenue.QUANTITY,
          Revenue.UNIT_PRICE);

  /** A right row of each table; {n} is its number. */
  private static final Map<String, String> RIGHT =
      rights(
          """
          captures: url=https://mass.example/c/{n}, fetch_time=2026-01-01T00:00:00Z, crawl=mass, content_digest=MASS{n}
          manifest_entries: dataset_id=dataset:mass/d, document_id={n}, url=https://mass.example/m/{n}, token_count=10
          authorship: scope_kind=document, scope=dataset:mass/a#1, actor=account:mass.example/mass-{n}, action=write
          assets: asset_id=model:mass/x{n}, kind=model, provider=mass
          derivations: child_id=model:mass/m, parent_id=dataset:mass/x{n}, relation=finetuning_data
          served_usage: period=2026-09, service_id=service:mass/u, model_id=model:mass/u{n}, tokens=5
          feedback: dataset_id=dataset:mass/f, event_id={n}, rater_id=mass-{n}, rater_kind=human
          output_attributions: period=2026-09, asset_id=service:mass/o, source_id=account:mass.example/mass-{n}, weight=1
          revenue: revenue_id=mass-{n}, period=2026-09, asset_id=service:mass/s, kind=usage, gross_amount=1, currency=EUR
          receipts: receipt_id={n}, provider=mass, amount=1, currency=EUR, received_on=2026-10-01
          payments: payment_id={n}, holder_id=mass, amount=1, currency=EUR, state=settled, paid_on=2026-10-01
          exchange_rates: rate_date={day}, currency=ISK, rate=140
          holders: holder_id=mass-{n}, kind=person
          community_members: community_id=mass-community, holder_id=mass-{n}
          claims: holder_id=mass-{n}, claim_id={n}, pattern=account:mass.example/mass-{author}, status=verified
          consent_signals: scope=mass.example/m/{n}, kind=robots, observed_at=2025-01-01T00:00:00Z, train=n
          value_events: event_id={n}, provider=mass, kind=dividend
          """);

  /** So that claims name those who measured attributions name, 92 values a column. */
  private static final int AUTHORS_BEFORE_CLAIMS = 4_000;

  private final Map<Table, List<Map<String, String>>> rows = new LinkedHashMap<>();
  private int number;

  /**
   * So many values a column: as many of the fixed ones as fit, others in each column, and then
   * changed ones.
   */
  HostileWorld(long seed, int valuesPerColumn) {
    Catalogue.INPUTS.forEach(table -> rows.put(table, new ArrayList<>()));
    around();
    Random random = new Random(seed);
    for (Table table : Catalogue.INPUTS) {
      for (ContractColumn column : table.contract().columns()) {
        HostileValues.some(random, valuesPerColumn)
            .forEach(value -> hostile(table, column.name(), value));
      }
    }
  }

  /** Writes one file of JSON Lines a table; returns them by table. */
  Map<Table, Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<Table, Path> files = new LinkedHashMap<>();
    for (Table table : rows.keySet()) {
      Path file = folder.resolve(table + ".jsonl");
      try (Writer to = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
        for (Map<String, String> row : rows.get(table)) {
          to.write(json(row));
        }
      }
      files.put(table, file);
    }
    return files;
  }

  private static Map<String, String> rights(String text) {
    Map<String, String> rights = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(": ");
      rights.put(line.substring(0, colon), line.substring(colon + 2));
    }
    return rights;
  }

  private void hostile(Table table, String column, String value) {
    int n = ++number;
    if (table == ExchangeRates.TABLE && column.equals(ExchangeRates.CURRENCY) && base(value)) {
      return; // a rate of the currency that all others are given for contradicts each of them
    }
    Map<String, String> row = right(table, n);
    if (table == Revenue.TABLE) {
      revenue(row, column, value, n);
    }
    if (huge(value) && NUMBERS.contains(column)) {
      alone(table, row, n);
    }
    row.put(column, value);
    add(table, row);
    if (table == Captures.TABLE) {
      // A document that is linked to it by its bytes, and by its url.
      add(
          ManifestEntries.TABLE,
          row(
              "dataset_id",
              "dataset:mass/c",
              "document_id",
              "c" + n,
              "url",
              url(n),
              "content_digest",
              "MASS" + n));
    }
  }

  /** A licence fee where it covers something; an amount by quantity where that is what is tried. */
  private static void revenue(Map<String, String> row, String column, String value, int n) {
    if (column.equals(Revenue.COVERS)) {
      row.put(Revenue.KIND, "licence_fee");
    }
    if (column.equals(Revenue.QUANTITY) || column.equals(Revenue.UNIT_PRICE)) {
      row.put(Revenue.QUANTITY, "1");
      row.put(Revenue.UNIT_PRICE, "1");
      row.remove(Revenue.GROSS_AMOUNT);
    }
    if (huge(value) && NUMBERS.contains(column)) {
      row.put(Revenue.PERIOD, YearMonth.of(2031, 1).plusMonths(n).toString());
    }
  }

  /** Gives a number that is too much together with others an own place that money reaches. */
  private void alone(Table table, Map<String, String> row, int n) {
    if (table == ManifestEntries.TABLE) {
      row.put(ManifestEntries.DATASET_ID, "dataset:mass/big" + n);
      edge("model:mass/m", "dataset:mass/big" + n, "pretraining_data");
    }
    if (table == Feedback.TABLE) {
      row.put(Feedback.DATASET_ID, "dataset:mass/rated" + n);
      edge("model:mass/m", "dataset:mass/rated" + n, "finetuning_data");
    }
    if (table == OutputAttributions.TABLE) {
      row.put(OutputAttributions.ASSET_ID, "service:mass/measured" + n);
      earns("service:mass/measured" + n, "1");
    }
  }

  private static boolean base(String value) {
    return value.strip().equals("EUR");
  }

  private static boolean huge(String value) {
    if (value.length() > 60) {
      return false;
    }
    try {
      return new BigDecimal(value).abs().compareTo(HUGE) > 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String url(int n) {
    return "https://mass.example/c/" + n;
  }

  private static Map<String, String> right(Table table, int n) {
    Map<String, String> row = new LinkedHashMap<>();
    for (String cell : RIGHT.get(table.name()).split(", ", -1)) {
      int equals = cell.indexOf('=');
      row.put(
          cell.substring(0, equals),
          cell.substring(equals + 1)
              .replace("{n}", Integer.toString(n))
              .replace("{author}", Integer.toString(n - AUTHORS_BEFORE_CLAIMS))
              .replace("{day}", LocalDate.of(1900, 1, 1).plusDays(n).toString()));
    }
    return row;
  }

  private void around() {
    for (String name : List.of("s", "u", "o")) {
      add(
          Assets.TABLE,
          row("asset_id", "service:mass/" + name, "kind", "service", "disclosure", "full"));
      earns("service:mass/" + name, "1000");
    }
    earns("service:mass/s", "-10");
    add(Assets.TABLE, row("asset_id", "model:mass/m", "kind", "model", "disclosure", "full"));
    edge("service:mass/s", "model:mass/m", "serves");
    for (String name : List.of("a", "c", "d")) {
      edge("model:mass/m", "dataset:mass/" + name, "pretraining_data");
    }
    edge("model:mass/m", "dataset:mass/f", "finetuning_data");
    add(
        ManifestEntries.TABLE,
        row("dataset_id", "dataset:mass/a", "document_id", "1", "token_count", "1000000"));
    add(Holders.TABLE, row("holder_id", "mass-community", "kind", "community"));
    add(
        Claims.TABLE,
        row(
            "holder_id",
            "mass-community",
            "claim_id",
            "1",
            "pattern",
            "domain:mass.example",
            "status",
            "verified"));
    add(CommunityMembers.TABLE, row("community_id", "mass-community", "holder_id", "mass-member"));
    add(
        Authorship.TABLE,
        row(
            "scope_kind",
            "url",
            "scope",
            "https://mass.example/m/1",
            "actor",
            "account:mass.example/x",
            "action",
            "edit"));
  }

  private void edge(String child, String parent, String relation) {
    add(Derivations.TABLE, row("child_id", child, "parent_id", parent, "relation", relation));
  }

  private void earns(String asset, String amount) {
    add(
        Revenue.TABLE,
        row(
            "revenue_id",
            "mass-" + asset + amount,
            "period",
            "2026-09",
            "asset_id",
            asset,
            "kind",
            "usage",
            "gross_amount",
            amount,
            "currency",
            "EUR"));
  }

  private void add(Table table, Map<String, String> row) {
    rows.get(table).add(row);
  }

  private static Map<String, String> row(String... cells) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      row.put(cells[i], cells[i + 1]);
    }
    return row;
  }

  /** Pure ASCII, so that halves of characters can be written too. */
  private static String json(Map<String, String> row) {
    StringBuilder line = new StringBuilder("{");
    row.forEach(
        (name, value) -> {
          line.append(line.length() == 1 ? "" : ",").append('"').append(name).append("\":\"");
          for (char c : value.toCharArray()) {
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
              line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
              line.append(c);
            }
          }
          line.append('"');
        });
    return line.append("}\n").toString();
  }
}

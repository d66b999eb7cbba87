package org.headwaters.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.headwaters.core.proof.Hash;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.model.Report;
import org.headwaters.reports.model.Sheet;
import org.headwaters.reports.print.ReportFolder;
import org.headwaters.reports.told.Reports;
import org.junit.jupiter.api.Test;

/** A report as files: what is told, that its forms agree, and that nothing from outside acts. */
final class ReportFolderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FIGURE = Pattern.compile("<data value=\"([^\"]*)\">");

  private static SortedMap<String, byte[]> files(Facts facts) {
    return ReportFolder.of(Reports.regulator(facts));
  }

  private static String text(SortedMap<String, byte[]> files, String path) {
    return new String(files.get(path), StandardCharsets.UTF_8);
  }

  @Test
  void tellsFiveSentences() {
    Report report = Reports.regulator(HandMade.plain());
    String page = text(ReportFolder.of(report), ReportFolder.PAGE).replace('\u00A0', ' ');
    assertThat(page.replaceAll("<[^>]+>", ""))
        .contains(
            "Customers paid 0.020000 EUR for services that run on AI models; those who earned it"
                + " keep 0.018000.",
            "They return 0.002000 EUR to those whose work made the models possible; of it funds get"
                + " 0.000120.",
            "Owed to 3 rights holders is 0.000500 EUR.",
            "Waiting is 0.000600 EUR for somebody to claim its source, and 0.000180 for a claim to"
                + " be decided.",
            "Unknown is where 0.000600 EUR should go; most of it, 0.000600, because a provider has"
                + " not disclosed what it was made from (Model Plain).");
  }

  @Test
  void isTheSameToTheByteWhenItIsMadeAgain() {
    SortedMap<String, byte[]> one = files(HandMade.plain());
    SortedMap<String, byte[]> other = files(HandMade.plain());
    assertThat(one.keySet()).isEqualTo(other.keySet());
    one.forEach((path, bytes) -> assertThat(bytes).as(path).isEqualTo(other.get(path)));
  }

  @Test
  void everyFigureOfThePageIsInTheJsonAndTheJsonIsWhatItsSchemaAndTheCsvSay() throws IOException {
    for (String name : Hostile.NAMES) {
      Report report = Reports.regulator(HandMade.named(name));
      SortedMap<String, byte[]> files = ReportFolder.of(report);
      JsonNode json = JSON.readTree(files.get("report.json"));
      Set<String> told = new HashSet<>();
      texts(json, told);
      Matcher figures = FIGURE.matcher(text(files, ReportFolder.PAGE));
      int many = 0;
      while (figures.find()) {
        assertThat(told).as(name).contains(figures.group(1));
        many++;
      }
      assertThat(many).as(name).isGreaterThan(100);
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(text(files, "report.schema.json"))
                  .validate(json))
          .as(name)
          .isEmpty();
      for (Sheet sheet : report.sheets()) {
        csv(sheet, files, json.path("sheets").path(sheet.id()));
      }
    }
  }

  @Test
  void theSchemaRefusesAFigureThatIsNoNumberAndASheetThatIsMissing() throws IOException {
    SortedMap<String, byte[]> files = files(HandMade.plain());
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(text(files, "report.schema.json"));
    String json = text(files, "report.json");
    assertThat(schema.validate(JSON.readTree(json))).isEmpty();
    String wrong = json.replaceFirst("\"gross_micros\":\"20000\"", "\"gross_micros\":\"2e4\"");
    assertThat(wrong).isNotEqualTo(json);
    assertThat(schema.validate(JSON.readTree(wrong))).isNotEmpty();
    String missing = json.replaceFirst("\"totals\":", "\"total\":");
    assertThat(schema.validate(JSON.readTree(missing))).isNotEmpty();
  }

  private static void texts(JsonNode node, Set<String> into) {
    if (node.isTextual()) {
      into.add(node.asText());
    }
    node.forEach(each -> texts(each, into));
  }

  /** Cells are the JSON's, but for the apostrophe before a text that would run. */
  private static void csv(Sheet sheet, SortedMap<String, byte[]> files, JsonNode rows)
      throws IOException {
    List<CSVRecord> records =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(new StringReader(text(files, "csv/" + sheet.id() + ".csv")))
            .getRecords();
    assertThat(records).as(sheet.id()).hasSize(rows.size());
    for (int at = 0; at < records.size(); at++) {
      for (var column : sheet.columns()) {
        String cell = records.get(at).get(column.name());
        String value = rows.get(at).path(column.name()).asText("");
        assertThat(cell).isIn(value, "'" + value);
        if (!column.kind().isFigure()) {
          assertThat(cell).doesNotStartWith("=").doesNotStartWith("@").doesNotStartWith("+");
        }
      }
    }
  }

  @Test
  void namesFromOutsideAreTextWhateverTheySay() {
    for (String name : Hostile.NAMES) {
      String page = text(files(HandMade.named(name)), ReportFolder.PAGE);
      Hostile.checkHarmless(page, name);
    }
    assertThat(text(files(HandMade.named("<b>&\"'")), ReportFolder.PAGE))
        .contains("Chat &lt;b&gt;&amp;&quot;&#39;");
  }

  @Test
  void showsTheHashesOfEveryFileAndLoadsNone() {
    SortedMap<String, byte[]> files = files(HandMade.plain());
    String sums = text(files, "SHA256SUMS");
    String page = text(files, ReportFolder.PAGE);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (!file.getKey().equals("SHA256SUMS")) {
        String hash = Hash.of(file.getValue()).hex();
        assertThat(sums).contains(hash + "  " + file.getKey() + "\n");
        assertThat(page.contains(hash)).isEqualTo(!file.getKey().equals(ReportFolder.PAGE));
      }
    }
    assertThat(page).doesNotContain("src=").doesNotContain("@import").doesNotContain("url(");
    assertThat(page).contains("default-src 'none'");
    Matcher links = Pattern.compile("href=\"([^#\"][^\"]*)\"").matcher(page);
    while (links.find()) {
      assertThat(files).containsKey(links.group(1));
    }
  }

  @Test
  void tellsRestatementsWhatIsLatestAndNoneWhereThereIsNothing() {
    SortedMap<String, byte[]> files = files(HandMade.plain());
    assertThat(text(files, "csv/versions.csv").lines())
        .anyMatch(line -> line.startsWith("2026-10,1,superseded,2,"))
        .anyMatch(line -> line.startsWith("2026-10,2,latest,3,"));
    assertThat(text(files, "csv/restatements.csv").lines())
        .containsExactly(
            "period,booking,figure,before_micros,after_micros,change_micros",
            "2026-10,3,payable,300,200,-100",
            "2026-10,3,unclaimed,250,350,100");
    Facts none =
        new Facts(
            HandMade.plain().months().subList(0, 1),
            HandMade.plain().chain().subList(0, 1),
            3,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(text(files(none), ReportFolder.PAGE)).contains("<tr><td colspan=\"5\">none</td>");
  }

  @Test
  void tellsEverybodyNothingThatFewHoldersGet() throws IOException {
    SortedMap<String, byte[]> files = ReportFolder.of(Reports.everybody(HandMade.plain(), 10));
    JsonNode json = JSON.readTree(files.get("report.json"));
    assertThat(json.at("/sentences/to_how_many/text").asText())
        .contains("Owed to few rights holders");
    assertThat(json.at("/sentences/to_how_many/figures").has("payees")).isFalse();
    for (JsonNode site : json.at("/sheets/sites")) {
      assertThat(site.has("credit_micros")).isTrue();
      assertThat(site.has("payable_micros")).isFalse();
      assertThat(site.has("unclaimed_micros")).isFalse();
      assertThat(site.get("withheld").toString()).contains("payable_micros", "payees");
    }
    assertThat(json.at("/sheets/buckets/0").has("dataset_id")).isFalse();
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(text(files, "report.schema.json"))
                .validate(json))
        .isEmpty();
    assertThat(text(files, "csv/sites.csv")).contains(",withheld,withheld,");
    String enough = text(ReportFolder.of(Reports.everybody(HandMade.plain(), 2)), "csv/sites.csv");
    assertThat(enough.lines().filter(line -> line.contains("withheld"))).hasSize(4);
  }
}

package org.headwaters.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.headwaters.core.UsageError;
import org.headwaters.core.lineage.Relation;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.facts.ModelLineage;
import org.headwaters.reports.print.Exchange;
import org.headwaters.reports.print.TemplateFolder;
import org.headwaters.reports.told.Attestations;
import org.headwaters.reports.told.Templates;
import org.junit.jupiter.api.Test;

/** Laws' forms: what tables fill in, what a person says, and what stays open. */
final class TemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BIG = "dataset:a/big@1";
  private static final String SMALL = "dataset:a/small@1";

  private static ModelFacts facts(String name, int domains) {
    List<ModelFacts.Domain> largest = new ArrayList<>();
    for (int at = 0; at < (domains + 9) / 10; at++) {
      largest.add(new ModelFacts.Domain("site" + at + ".example", 5, 1_000 - at));
    }
    return new ModelFacts(
        "2026-10",
        "b".repeat(64),
        2,
        List.of(
            new ModelFacts.Described(
                "model:a/m", name, "2", name, "2026-01-01", "MIT", "https://a.example/m"),
            new ModelFacts.Described(BIG, name, "1", name, null, name, name),
            ModelFacts.Described.unknown(SMALL),
            ModelFacts.Described.unknown("model:a/teacher"),
            new ModelFacts.Described(
                "model:a/base", "Base", null, "B", null, null, "https://b.example/")),
        new ModelLineage(
            "model:a/m",
            List.of(
                new ModelLineage.Edge("model:a/m", BIG, Relation.FINETUNING_DATA, 1),
                new ModelLineage.Edge("model:a/m", SMALL, Relation.FINETUNING_DATA, 1),
                new ModelLineage.Edge("model:a/m", "model:a/base", Relation.FINETUNE, 1),
                new ModelLineage.Edge("model:a/m", "model:a/teacher", Relation.DISTILLATION, 1))),
        List.of(
            new ModelFacts.Slice(
                BIG, "text", "CC-1", null, 50, 999_999_999, 3, "2026-02-01", "2026-02-28"),
            new ModelFacts.Slice(SMALL, "text", null, null, 9, 31_000_000, 0, null, null),
            new ModelFacts.Slice(
                SMALL, "image", null, "model:a/teacher", 7, 0, 0, "2026-05-09", "2026-05-09"),
            new ModelFacts.Slice(SMALL, "audio", null, null, 1, 0, 0, null, null)),
        List.of(new ModelFacts.Tally(name, 50, 1), new ModelFacts.Tally(null, 17, 1)),
        largest,
        domains,
        List.of(new ModelFacts.Signal("robots", 4, 3)));
  }

  private static SortedMap<String, byte[]> files(
      String template, ModelFacts facts, Map<String, Object> said) {
    return TemplateFolder.of(
        Templates.of(template, facts, Attestations.of(said)), Exchange.files(facts));
  }

  private static JsonNode read(SortedMap<String, byte[]> files, String path) throws IOException {
    return JSON.readTree(files.get(path));
  }

  @Test
  void tablesFillInWhatTheySayAndNothingElseIsAnswered() throws IOException {
    SortedMap<String, byte[]> files = files("eu-art53", facts("M", 30), Map.of());
    JsonNode answers = read(files, "eu-art53.json").path("answers");
    JsonNode origins = read(files, "eu-art53.json").path("origins");
    assertThat(answers.path("size_bands.text").asText())
        .isEqualTo("1 billion to 10 trillion tokens");
    assertThat(answers.path("size_bands.image").asText()).isEqualTo("Less than 1 million images");
    assertThat(answers.path("size_bands.audio").asText()).isEqualTo("TO_BE_PROVIDED");
    assertThat(answers.path("size_bands.video").asText()).isEqualTo("none in the tables");
    assertThat(answers.path("latest_acquisition_mm_yyyy").asText()).isEqualTo("05/2026");
    assertThat(answers.path("crawler_names")).hasSize(1);
    assertThat(answers.path("crawler_period_end_mm_yyyy").asText()).isEqualTo("02/2026");
    assertThat(answers.at("/model_dependencies/0/link").asText()).isEqualTo("https://b.example/");
    assertThat(answers.at("/synthetic_models/0/id").asText()).isEqualTo("model:a/teacher");
    assertThat(answers.path("tdm_refused_documents").asText()).isEqualTo("3");
    int open = 0;
    for (var each : (Iterable<Map.Entry<String, JsonNode>>) origins::fields) {
      boolean missing = each.getValue().asText().equals("missing");
      assertThat(answers.path(each.getKey()).asText().equals("TO_BE_PROVIDED"))
          .as(each.getKey())
          .isEqualTo(missing);
      assertThat(each.getValue().asText()).isNotEqualTo("attested");
      open += missing ? 1 : 0;
    }
    String list = new String(files.get("CHECKLIST.md"), StandardCharsets.UTF_8);
    assertThat(list.lines().filter(line -> line.startsWith("- [ ] "))).hasSize(open);
    assertThat(list).contains("- [ ] eu_market_date: ");
  }

  @Test
  void largeIsToldByBothReadingsOfThreePerCent() throws IOException {
    JsonNode sheets =
        read(
                files(
                    "eu-art53",
                    facts("M", 3),
                    Map.of("datasets", Map.of(BIG, "private", SMALL, "public"))),
                "eu-art53.json")
            .path("sheets");
    JsonNode small = sheets.path("datasets").get(3);
    assertThat(small.path("dataset_id").asText()).isEqualTo(SMALL);
    assertThat(small.path("modality").asText()).isEqualTo("text");
    assertThat(small.path("of_public_ppm").asText()).isEqualTo("1000000");
    assertThat(small.path("large_of_public").asText()).isEqualTo("yes");
    // 31 of 1 030.999999 millions: 30 067 ppm.
    assertThat(small.path("of_all_ppm").asText()).isEqualTo("30067");
    assertThat(sheets.path("datasets").get(0).has("of_public_ppm")).isFalse();
  }

  @Test
  void whatAPersonSaysIsTakenAsItIsAndARightAnswerIsNeverInferred() throws IOException {
    Map<String, Object> said =
        Map.of(
            "eu_market_date",
            "2026-03-01",
            "tdm_signatory",
            "No",
            "crawler_purposes",
            List.of("search", "training"),
            "datasets",
            Map.of(BIG, "public"));
    JsonNode read = read(files("eu-art53", facts("M", 3), said), "eu-art53.json");
    assertThat(read.at("/answers/eu_market_date").asText()).isEqualTo("2026-03-01");
    assertThat(read.at("/origins/tdm_signatory").asText()).isEqualTo("attested");
    assertThat(read.at("/answers/crawler_purposes")).hasSize(2);
    assertThat(read.at("/answers/public_datasets").asText()).isEqualTo("Yes");
    // One data set of two is not said to be of any kind: it may be licensed.
    assertThat(read.at("/answers/licensed_datasets").asText()).isEqualTo("TO_BE_PROVIDED");
    Map<String, Object> whole = Map.of("datasets", Map.of(BIG, "public", SMALL, "synthetic"));
    assertThat(
            read(files("eu-art53", facts("M", 3), whole), "eu-art53.json")
                .at("/answers/licensed_datasets")
                .asText())
        .isEqualTo("No");
  }

  @Test
  void anAnswerToNoQuestionOrToOneThatTablesAnswerIsRefused() {
    for (Map.Entry<String, Object> wrong :
        Map.<String, Object>of(
                "model_name", "X",
                "no_such_key", "X",
                "tdm_signatory", "perhaps",
                "last_update", true,
                "datasets", Map.of(BIG, "stolen"))
            .entrySet()) {
      assertThatThrownBy(
              () -> files("eu-art53", facts("M", 3), Map.of(wrong.getKey(), wrong.getValue())))
          .isInstanceOf(UsageError.class)
          .hasMessageContaining(
              wrong.getKey().equals("datasets") ? "one of public, licensed" : wrong.getKey());
    }
    assertThatThrownBy(() -> files("eu", facts("M", 3), Map.of()))
        .hasMessage("There is no template 'eu'. Use eu-art53 or ab2013.");
  }

  @Test
  void theListOfDomainsIsATenthAndOfSmallEnterprisesATwentieth() throws IOException {
    for (int domains : List.of(0, 1, 9, 10, 11, 200, 30_000)) {
      assertThat(listed(domains, "No")).as("%d", domains).isEqualTo((domains + 9) / 10);
      assertThat(listed(domains, "Yes"))
          .as("%d", domains)
          .isEqualTo(Math.min(1_000, (domains + 19) / 20));
    }
  }

  private static long listed(int domains, String small) {
    String csv =
        new String(
            files("eu-art53", facts("M", domains), Map.of("sme", small)).get("csv/domains.csv"),
            StandardCharsets.UTF_8);
    return csv.lines().count() - 1;
  }

  @Test
  void theTwelveItemsOfCaliforniaAreAsked() throws IOException {
    JsonNode answers =
        read(files("ab2013", facts("M", 3), Map.of()), "ab2013.json").path("answers");
    for (int item = 1; item <= 12; item++) {
      String key = item + "_";
      assertThat((Iterable<String>) answers::fieldNames).anyMatch(each -> each.startsWith(key));
    }
    assertThat(answers.path("3_data_points").get(0).asText())
        .isEqualTo("dataset:a/big@1: 50 documents, 999999999 tokens");
    assertThat(answers.path("12_synthetic").get(0).asText()).isEqualTo("model:a/teacher");
  }

  @Test
  void namesFromOutsideAreTextInFormsAndExchange() throws IOException {
    for (String name : Hostile.NAMES) {
      for (String template : Templates.IDS) {
        SortedMap<String, byte[]> files =
            files(
                template,
                facts(name, 3),
                Map.of(template.equals("ab2013") ? "2_purpose" : "last_update", name));
        Hostile.checkHarmless(
            new String(files.get("index.html"), StandardCharsets.UTF_8).replaceAll("n{2000,}", ""),
            name);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          assertThat(file.getKey()).matches("[A-Za-z0-9/._-]{1,160}").doesNotContain("..");
          if (file.getKey().endsWith(".json")) {
            assertThat(JSON.readTree(file.getValue()).isObject()).isTrue();
          }
        }
        assertThat(read(files, "exchange/bom.cdx.json").at("/metadata/component/name").asText())
            .isEqualTo(name);
      }
    }
  }

  @Test
  void exchangeTellsTheLineageAndOpensNothingButPagesOfTheWeb() throws IOException {
    SortedMap<String, byte[]> files = files("eu-art53", facts("javascript:alert(1)", 3), Map.of());
    JsonNode bom = read(files, "exchange/bom.cdx.json");
    assertThat(bom.at("/dependencies/0/dependsOn")).hasSize(4);
    assertThat(bom.at("/metadata/component/externalReferences/0/url").asText())
        .isEqualTo("https://a.example/m");
    assertThat(bom.at("/components/0").has("externalReferences")).isFalse();
    JsonNode prov = read(files, "exchange/prov.json");
    assertThat(prov.path("wasDerivedFrom")).hasSize(4);
    assertThat(prov.path("entity")).hasSize(5);
    assertThat(files.keySet().stream().filter(path -> path.contains("croissant/"))).hasSize(2);
  }
}

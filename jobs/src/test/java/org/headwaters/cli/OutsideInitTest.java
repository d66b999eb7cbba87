package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.adapters.InputSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code init} makes of a folder of others' files, without Spark. */
final class OutsideInitTest {
  @TempDir Path folder;

  @Test
  void namesEveryFileOfTheOutsideWorldAndLeavesNothingOut() throws IOException {
    Path outside = OutsideFolder.copy(folder);
    assertThat(OutsideFolder.init(outside)).doesNotContain("not mapped");
    Settings settings =
        Settings.read(outside.resolve("headwaters.yaml"), new Settings.Overrides(null, null));
    Map<String, List<String>> formats = new TreeMap<>();
    for (InputSource.Delivered each : settings.inputs()) {
      formats.put(
          each.table(),
          each.sources().stream()
              .map(source -> source.format() + " " + outside.relativize(Path.of(source.path())))
              .toList());
    }
    Map<String, List<String>> expected = new TreeMap<>();
    expected.put("assets", List.of("hf-cards cards", "assets-yaml catalogue.yaml"));
    expected.put("authorship", List.of("stackexchange askwell-example.com"));
    expected.put("captures", List.of("cc-index cc-index"));
    expected.put("claims", List.of(" claims.csv"));
    expected.put("consent_signals", List.of("robots robots.jsonl"));
    expected.put("derivations", List.of("hf-cards cards", "assets-yaml catalogue.yaml"));
    expected.put("exchange_rates", List.of("ecb eurofxref-hist.zip"));
    expected.put("holders", List.of(" holders.csv"));
    expected.put(
        "manifest_entries",
        List.of(
            "stackexchange askwell-example.com",
            "fineweb datasets--openweb--web-2@1.0",
            "fineweb datasets--openweb--web@1.0"));
    expected.put("revenue", List.of("usage usage.csv"));
    expected.put("served_usage", List.of("usage usage.csv"));
    assertThat(formats).isEqualTo(expected);
  }

  @Test
  void tellsWhatItCannotMapAndWhatToCheck() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "Buy milk.\n");
    Files.writeString(folder.resolve("usage.csv"), "week,model,input_tokens,output_tokens\n");
    Files.writeString(folder.resolve("broken.parquet"), "PAR1 and no more");
    Files.writeString(
        folder.resolve("cdx-00000"), "org,x)/ 20220127163355 {\"url\": \"https://x.org/\"}\n");
    Files.writeString(
        folder.resolve("signals.jsonl"),
        "{\"url\": \"https://x.org/\", \"content_usage\": \"train-ai=n\"}\n");
    assertThat(OutsideFolder.init(folder).replace(folder + "/", "").lines())
        .contains(
            "  captures from cdx-00000 as cdxj",
            "  consent_signals from signals.jsonl as aipref",
            "  check: usage.csv reports usage, but no file has prices: model, model_id, valid_from,"
                + " currency, input, output",
            "  not mapped: broken.parquet: no readable Parquet file. Write it again, or take it"
                + " away.")
        .anyMatch(line -> line.startsWith("  not mapped: notes.txt: it holds no rows with named"))
        .anyMatch(line -> line.startsWith("  not mapped: usage.csv: its columns (week, model,"));
  }

  /** As programs answer: over many lines, one text or a list of them. */
  @Test
  void readsWhatAnApiAnsweredAsItWasSaved() throws IOException {
    answersOfTheHub();
    answersOfProviders();
    assertThat(OutsideFolder.init(folder).replace(folder + "/", "").lines())
        .contains(
            "  assets from models.json as hf-cards",
            "  derivations from models.json as hf-cards",
            "  assets from one.json as hf-cards",
            "  revenue from anthropic.json as usage",
            "  served_usage from anthropic.json as usage",
            "  revenue from router.json as usage",
            "  served_usage from usage.csv as usage",
            "  check: models.json is taken as cards of kind model where they do not say it",
            "  check: anthropic.json is taken as the usage of service:anthropic: correct"
                + " service_id",
            "  check: robots.txt does not say whose it is: put it into a folder named after its"
                + " host, such as example.com/robots.txt")
        .anyMatch(line -> line.startsWith("  not mapped: list.json: JSON in one list."))
        .noneMatch(line -> line.contains("no file has prices"));
    assertThat(Files.readString(folder.resolve("headwaters.yaml")))
        .contains("report: anthropic-usage", "report: openrouter-activity", "delimiter: ;");
  }

  private void answersOfTheHub() throws IOException {
    Files.writeString(
        folder.resolve("models.json"),
        """
        [
          {
            "_id": "1",
            "id": "acme/tiny",
            "likes": 3,
            "tags": ["pytorch", "base_model:meta/base", "license:mit"],
            "pipeline_tag": "text-generation"
          }
        ]
        """);
    Files.writeString(
        folder.resolve("one.json"),
        "{\n"
            + " \"id\": \"web/crawl\",\n"
            + " \"cardData\": {\"task_categories\": [\"x\"]},\n"
            + " \"siblings\": ["
            + "{\"rfilename\": \"x\"},".repeat(9_000));
  }

  private void answersOfProviders() throws IOException {
    Files.writeString(
        folder.resolve("anthropic.json"),
        """
        {
          "data": [
            {
              "starting_at": "2026-09-30T00:00:00Z",
              "results": [
                {"uncached_input_tokens": 1, "cache_read_input_tokens": 0, "output_tokens": 2,
                 "cache_creation": {"ephemeral_5m_input_tokens": 0, "ephemeral_1h_input_tokens": 0},
                 "server_tool_use": {"web_search_requests": 0}, "model": "m"}
              ]
            }
          ],
          "has_more": false
        }
        """);
    Files.writeString(
        folder.resolve("router.json"),
        "{\"data\": [{\"date\": \"2026-09-24\", \"model\": \"m\", \"usage\": 0.015,\n"
            + " \"prompt_tokens\": 50, \"completion_tokens\": 125}]}");
    Files.writeString(
        folder.resolve("usage.csv"), "date;model;input_tokens;output_tokens\n2026-09-01;m;1;2\n");
    Files.writeString(
        folder.resolve("prices.csv"),
        "model,model_id,valid_from,currency,input,output\nm,model:a/m,2026-01-01,USD,3,15\n");
    Files.writeString(folder.resolve("robots.txt"), "User-agent: *\nDisallow: /\n");
    Files.writeString(folder.resolve("list.json"), "[{\"a\": 1}]");
  }

  @Test
  void whatAReportEarnedNeedsNoPricesAndWhatItServedDoes() throws IOException {
    Files.writeString(
        folder.resolve("spend.csv"),
        "request_id,startTime,model,prompt_tokens,completion_tokens,spend\nr,2026-09-01,m,1,2,3\n");
    assertThat(OutsideFolder.init(folder).lines())
        .contains("  revenue from spend.csv as usage")
        .noneMatch(line -> line.contains("served_usage"));
  }
}

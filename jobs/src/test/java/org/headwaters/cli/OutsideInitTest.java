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
}

package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.headwaters.SharedSpark;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.ManifestEntries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of nobody's format, with a column map in the settings. */
final class MappedFilesTest {
  private static final Map<String, Object> MAP =
      Map.of(
          "columns",
          Map.of("document_id", "uid", "token_count", "n tokens", "fetched_at", "seen"),
          "constants",
          Map.of("dataset_id", "dataset:d@1"),
          "ignore",
          "*");

  @TempDir Path folder;

  private Outside outside;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
  }

  @Test
  void hostileLinesAreRejectsAndTheRestGoesOn() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    String good = "{\"uid\":\"%s\",\"n tokens\":%s,\"seen\":\"2026-01-02T03:04:05Z\"%s}\n";
    String long16 = "x".repeat(17 << 20);
    for (String line :
        new String[] {
          good.formatted("number", "12", ""),
          good.formatted("text", "\"12\"", ""),
          good.formatted("nulls", "null", ",\"meta\":{\"a\":[null,{\"b\":null}]}"),
          good.formatted("one megabyte", "1", ",\"text\":\"" + "x".repeat(1 << 20) + "\""),
          good.formatted("half", "1.5", ""),
          good.formatted("nested", "{\"n\":null}", ""),
          good.formatted("too long", "1", ",\"text\":\"" + long16 + "\""),
          "{\"uid\":null,\"n tokens\":1}\n",
          "{\"uid\":\"cut off\",\n",
          "[\"uid\"]\n",
          "[".repeat(5_000) + "\n",
          good.formatted("last", "3", "")
        }) {
      file.write(line.getBytes(StandardCharsets.UTF_8));
    }
    file.write("{\"uid\":\"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1));
    Path path = outside.file("any.jsonl", file.toByteArray());
    assertThat(outside.deliver(ManifestEntries.TABLE, "jsonl", path, MAP))
        .isEqualTo(Outside.Counts.of(13L, 5L, 0L, 8L));
    assertThat(outside.rows(ManifestEntries.TABLE, "document_id", "token_count"))
        .containsExactly(
            "last | 3", "nulls | null", "number | 12", "one megabyte | 1", "text | 12");
    assertThat(outside.rejects())
        .contains("any.jsonl:7 null line_fits", "any.jsonl:13 null is_utf8");
  }

  @Test
  void aFileInAnotherEncodingIsReadByItsNameAndOneCutShortStopsTheDelivery() throws IOException {
    Path utf16 = outside.file("utf16.jsonl", "{\"uid\":\"a\"}\n".getBytes(StandardCharsets.UTF_16));
    assertThatThrownBy(() -> outside.deliver(ManifestEntries.TABLE, "jsonl", utf16, MAP))
        .isInstanceOf(InvalidInput.class)
        .hasMessageEndingWith("Set inputs.manifest_entries.encoding: UTF-16");
    Map<String, Object> named = new HashMap<>(MAP);
    named.put("encoding", "UTF-16");
    assertThat(outside.deliver(ManifestEntries.TABLE, "jsonl", utf16, named).kept()).isOne();
    Path gzip = outside.gzip("a.jsonl.gz", "{\"uid\":\"a\"}\n".repeat(50_000));
    byte[] bytes = Files.readAllBytes(gzip);
    Path half = outside.file("half.jsonl.gz", Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> outside.deliver(ManifestEntries.TABLE, "jsonl", half, MAP))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("half.jsonl.gz");
  }

  @Test
  void parquetIsMappedAlike() {
    Path path = folder.resolve("parquet");
    SharedSpark.session()
        .sql(
            "SELECT 'a' AS uid, '12' AS `n tokens`, timestamp '2026-01-02 03:04:05Z' AS seen,"
                + " named_struct('x', null) AS meta UNION ALL SELECT null, '7', null, null")
        .coalesce(1)
        .write()
        .parquet(path.toString());
    assertThat(outside.deliver(ManifestEntries.TABLE, "parquet", path, MAP))
        .isEqualTo(Outside.Counts.of(2L, 1L, 0L, 1L));
    assertThat(outside.rows(ManifestEntries.TABLE, "document_id", "token_count", "fetched_at"))
        .containsExactly("a | 12 | 2026-01-02T03:04:05Z");
  }

  @Test
  void aPublishedListOfDomainsIsAManifestForEachCorpus() {
    Path list =
        outside.file(
            "domains.csv", "domain,c4,oscar\nnews.example.com,156,7\nwiki.example.org,33,\n");
    for (String corpus : new String[] {"c4", "oscar"}) {
      Map<String, Object> two =
          Map.of(
              "ignore", "*",
              "columns", Map.of("document_id", "domain", "url", "domain", "token_count", corpus),
              "constants", Map.of("dataset_id", "dataset:web/" + corpus + "@1"));
      assertThat(outside.deliver(ManifestEntries.TABLE, "csv", list, two).kept()).isEqualTo(2);
    }
    assertThat(outside.rows(ManifestEntries.TABLE, "dataset_id", "url", "token_count"))
        .containsExactly(
            "dataset:web/c4@1 | https://news.example.com | 156",
            "dataset:web/c4@1 | https://wiki.example.org | 33",
            "dataset:web/oscar@1 | https://news.example.com | 7",
            "dataset:web/oscar@1 | https://wiki.example.org | null");
  }
}

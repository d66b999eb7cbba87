package org.headwaters.jobs.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.policy.Policy;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.transforms.Cells;
import org.headwaters.transforms.CountingCaptures;
import org.junit.jupiter.api.Test;

/** Twelve pages; c4 has the payload of c3, and c5 the text of c4. */
final class PrefilterTest {
  private static final List<Map<String, String>> PAGES =
      IntStream.range(0, 12)
          .mapToObj(
              i ->
                  Map.of(
                      "crawl", "CC-MAIN-2026-05",
                      "url", "https://a.example/c" + i,
                      "fetch_time", "2026-01-01T00:00:00Z",
                      "content_digest", "D" + (i == 4 ? 3 : i),
                      "text_digest", "T" + (i == 5 ? 4 : i)))
          .toList();

  private static Optional<List<String>> kept(Prefilter prefilter, Map<String, String> entry) {
    Dataset<Row> counting =
        CountingCaptures.apply(Cells.rows(Captures.TABLE, PAGES), Policy.byDefault().attribution());
    return prefilter
        .apply(counting, PAGES.size(), Cells.rows(ManifestEntries.TABLE, List.of(entry)))
        .map(
            rows ->
                rows.select(Captures.URL).collectAsList().stream()
                    .map(row -> row.getString(0).substring("https://a.example/".length()))
                    .sorted()
                    .toList());
  }

  private static Map<String, String> entry(String column, String value) {
    return Map.of("dataset_id", "dataset:p", "document_id", "1", column, value);
  }

  @Test
  void keepsWhatAnEntryAsksForAndWhoMayHaveComeBeforeThat() {
    Prefilter prefilter = new Prefilter(1, 6);
    assertThat(kept(prefilter, entry("url", "https://a.example/c4")))
        .hasValue(List.of("c3", "c4", "c5"));
    assertThat(kept(prefilter, entry("content_digest", "sha1:D7"))).hasValue(List.of("c7"));
    assertThat(kept(prefilter, entry("url", "https://elsewhere.example/"))).hasValue(List.of());
  }

  @Test
  void leavesAllWhereCapturesAreFewOrManyAreHit() {
    assertThat(kept(new Prefilter(13, 6), entry("url", "https://a.example/c7"))).isEmpty();
    assertThat(kept(new Prefilter(1, 13), entry("url", "https://a.example/c7"))).isEmpty();
    assertThat(kept(new Prefilter(1, 12), entry("content_digest", "D3")))
        .as("two of twelve are hit by it")
        .isEmpty();
  }
}

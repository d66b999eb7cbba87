package org.headwaters.jobs.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.headwaters.SharedSpark;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Attribution;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.TestLake;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ContributionSets;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.transforms.NaiveDocuments;
import org.headwaters.transforms.RandomDocuments;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class ContributeJobTest {
  private static final Attribution POLICY = Policy.byDefault().attribution();

  private static final Map<String, String> ORIGINAL =
      Map.of(
          "crawl", "C1",
          "url", "https://original.com/a",
          "fetch_time", "2026-01-01T00:00:00Z",
          "content_digest", "AAAA",
          "warc_record_length", "4000");

  private static final Map<String, String> COPY =
      Map.of(
          "crawl", "C1",
          "url", "https://copy.com/a",
          "fetch_time", "2026-01-02T00:00:00Z",
          "content_digest", "AAAA",
          "warc_record_length", "4000");

  private static final Map<String, String> ENTRY =
      Map.of(
          "dataset_id", "dataset:d",
          "document_id", "1",
          "url", "https://copy.com/a",
          "content_digest", "sha1:aaaa",
          "token_count", "10");

  @TempDir private Path folder;

  @Test
  void equalsTheNaiveReadingWhateverThePartitionsAndSaysWhenNothingIsNew() {
    NaiveDocuments.World world = RandomDocuments.of(7);
    List<String> expected = new NaiveDocuments(world, POLICY).contributions();
    SparkSession spark = SharedSpark.session();
    for (int partitions : new int[] {1, 8}) {
      spark.conf().set("spark.sql.shuffle.partitions", Integer.toString(partitions));
      spark.conf().set("spark.sql.adaptive.enabled", Boolean.toString(partitions != 1));
      try {
        TestLake lake = new TestLake(folder.resolve("p" + partitions));
        lake.deliver(world);
        assertThat(lake.link(POLICY).changed()).isTrue();
        assertThat(lake.registered()).isZero();
        assertThat(lake.contribute(POLICY).changed()).isTrue();
        assertThat(lake.contributions(POLICY))
            .as("%s partitions", partitions)
            .containsExactlyInAnyOrderElementsOf(expected);
        if (partitions == 8) {
          assertThat(lake.link(POLICY).lines())
              .first()
              .asString()
              .startsWith("Nothing new to link");
          assertThat(lake.contribute(POLICY).lines())
              .first()
              .asString()
              .startsWith("Nothing new to contribute");
        }
      } finally {
        spark.conf().set("spark.sql.shuffle.partitions", "2");
        spark.conf().set("spark.sql.adaptive.enabled", "true");
      }
    }
  }

  @Test
  void laterCapturesChangeNothingUntilTheDataSetIsRefreshed() {
    TestLake lake = new TestLake(folder);
    lake.deliver(Captures.TABLE, List.of(COPY));
    lake.deliver(ManifestEntries.TABLE, List.of(ENTRY));
    assertThatThrownBy(() -> lake.contribute(POLICY))
        .isInstanceOf(UsageError.class)
        .hasMessage(
            "The documents of dataset:d are not linked to the captures of today. Run link first.");
    lake.link(POLICY);
    // As if the process had died before contribute: nothing is current, and link has nothing to do
    // again.
    assertThat(lake.registered()).isZero();
    assertThat(lake.link(POLICY).changed()).isFalse();
    lake.contribute(POLICY);
    List<String> before = lake.contributions(POLICY);
    assertThat(before).containsExactly("dataset:d|documents|domain:copy.com|1|10|10000|0|0|10000");

    lake.deliver(Captures.TABLE, List.of(ORIGINAL));
    assertThat(lake.link(POLICY).changed()).isFalse();
    assertThat(lake.contribute(POLICY).changed()).isFalse();
    assertThat(lake.contributions(POLICY)).isEqualTo(before);

    assertThatThrownBy(() -> lake.link(POLICY, "dataset:x"))
        .isInstanceOf(UsageError.class)
        .hasMessage(
            "Cannot refresh dataset:x: it has no entries and no feedback. There are: dataset:d.");
    lake.link(POLICY, "dataset:d");
    assertThat(lake.contribute(POLICY).lines())
        .containsExactly(
            "dataset:d: 1 contributions",
            "  loses domain:copy.com (documents): 100.0000000 % → 0.0000000 %",
            "  gains domain:original.com (documents): 0.0000000 % → 100.0000000 %");
    assertThat(lake.contributions(POLICY))
        .containsExactly("dataset:d|documents|domain:original.com|1|10|10000|0|0|10000");
  }

  @Test
  void aCaptureOfUnknownLengthLinksItsCopiesAndTakesNoCreditFromThem() {
    TestLake lake = new TestLake(folder);
    lake.deliver(
        Captures.TABLE,
        List.of(
            Map.of(
                "url", "https://log.com/a",
                "fetch_time", "2025-01-01T00:00:00Z",
                "content_digest", "AAAA"),
            COPY));
    lake.deliver(
        ManifestEntries.TABLE,
        List.of(
            ENTRY,
            Map.of(
                "dataset_id", "dataset:d",
                "document_id", "2",
                "url", "https://stack-dedup/a",
                "content_digest", "aaaa",
                "token_count", "5"),
            Map.of(
                "dataset_id", "dataset:d",
                "document_id", "3",
                "url", "https://stack-dedup/b",
                "token_count", "1")));
    lake.link(POLICY);
    lake.contribute(POLICY);
    // A url that leads nowhere is as good as none: the page of the linked capture stands for it.
    assertThat(lake.contributions(POLICY))
        .containsExactly(
            "dataset:d|documents|domain:copy.com|1|10|10000|0|0|16000",
            "dataset:d|documents|domain:log.com|1|5|5000|0|10000|16000",
            "dataset:d|documents|undisclosed:no_source|1|1|1000|0|15000|16000");
  }

  @Test
  void aDataSetOfFeedbackAloneNeedsNoLinks() {
    TestLake lake = new TestLake(folder);
    lake.deliver(
        Feedback.TABLE,
        List.of(
            Map.of(
                "dataset_id", "dataset:f", "event_id", "1", "rater_id", "rater:b", "weight", "0.5"),
            Map.of(
                "dataset_id", "dataset:f", "event_id", "2", "rater_id", "rater:a", "weight", "2"),
            Map.of(
                "dataset_id",
                "dataset:f",
                "event_id",
                "3",
                "rater_id",
                "model:m",
                "rater_kind",
                "model")));
    assertThat(lake.link(POLICY).changed()).isFalse();
    lake.contribute(POLICY);
    assertThat(lake.contributions(POLICY))
        .containsExactly(
            "dataset:f|feedback|rater:a|1|0|2000000|0|0|2500000",
            "dataset:f|feedback|rater:b|1|0|500000|0|2000000|2500000",
            "dataset:f|feedback_models|model:m|1|0|1000000|0|0|1000000");
    assertThat(lake.contribute(POLICY).changed()).isFalse();
  }

  @Test
  void authorsWhosePartIsNothingAreCounted() {
    TestLake lake = new TestLake(folder);
    lake.deliver(
        ManifestEntries.TABLE,
        List.of(
            Map.of("dataset_id", "dataset:d", "document_id", "1", "token_count", "1"),
            Map.of("dataset_id", "dataset:d", "document_id", "2", "token_count", "5")));
    List<Map<String, String>> authors = new ArrayList<>();
    for (int author = 1000; author < 2500; author++) {
      for (String document : List.of("dataset:d#1", "dataset:d#2")) {
        authors.add(
            Map.of(
                "scope_kind",
                "document",
                "scope",
                document,
                "actor",
                "account:x.com/" + author,
                "action",
                "write"));
      }
    }
    lake.deliver(Authorship.TABLE, authors);
    assertThat(lake.link(POLICY).lines())
        .containsExactly(
            "dataset:d: 2 documents, 0 linked by digest, 0 linked by record, 0 linked by crawl url,"
                + " 0 linked by url, 2 unlinked; 500 authors' parts are too small to count");
    lake.contribute(POLICY);
    assertThat(lake.contributions(POLICY)).hasSize(1500);
    assertThat(
            lake.lake()
                .read(ContributionSets.TABLE)
                .select(ContributionSets.TOO_SMALL)
                .head()
                .getLong(0))
        .isEqualTo(500);
  }

  @Test
  void aRunNamesAllItsDataSetsInOneCommit() throws IOException {
    TestLake lake = new TestLake(folder);
    List<Map<String, String>> entries = new ArrayList<>();
    for (int set = 100; set < 170; set++) {
      entries.add(
          Map.of("dataset_id", "dataset:" + set, "document_id", "1", "url", "https://a.com/"));
    }
    lake.deliver(ManifestEntries.TABLE, entries);
    lake.link(POLICY);
    lake.contribute(POLICY);
    assertThat(lake.registered()).isEqualTo(70);
    try (Stream<Path> log = Files.list(folder.resolve("contribution_sets/_delta_log"))) {
      // The table itself, and all sets.
      assertThat(log.filter(file -> file.toString().endsWith(".json"))).hasSizeLessThanOrEqualTo(2);
    }
    lake.deliver(
        ManifestEntries.TABLE,
        List.of(Map.of("dataset_id", "dataset:100", "document_id", "2", "url", "https://b.com/")));
    lake.link(POLICY);
    lake.contribute(POLICY);
    assertThat(lake.registered()).isEqualTo(71);
    assertThat(lake.contributions(POLICY)).hasSize(71);
  }

  @Test
  void sumsBeyondSixtyFourBitsAreTheDeliverersToMend() {
    TestLake lake = new TestLake(folder);
    List<Map<String, String>> entries = new ArrayList<>();
    List<Map<String, String>> feedback = new ArrayList<>();
    for (int row = 0; row < 12; row++) {
      String id = Integer.toString(row);
      entries.add(
          Map.of("dataset_id", "dataset:d", "document_id", id, "token_count", "900000000000000"));
      feedback.add(
          Map.of(
              "dataset_id",
              "dataset:f",
              "event_id",
              id,
              "rater_id",
              "rater:" + row,
              "weight",
              "999999999999"));
    }
    lake.deliver(Feedback.TABLE, feedback);
    assertThatThrownBy(() -> lake.contribute(POLICY))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "feedback: the weights of dataset:f add up to 11999999999988000000, more than"
                + " 9223372036854775807. Divide the data set into several, or deliver smaller"
                + " numbers.");
    lake.deliver(ManifestEntries.TABLE, entries);
    assertThatThrownBy(() -> lake.link(POLICY))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(
            "manifest_entries: the weights of dataset:d add up to 10800000000000000000, more than"
                + " 9223372036854775807.");
    assertThat(lake.registered()).isZero();
  }

  @Test
  void moreEntriesMakeANewVersionOfTheirDataSetOnly() {
    TestLake lake = new TestLake(folder);
    lake.deliver(Captures.TABLE, List.of(COPY));
    List<Map<String, String>> entries = new ArrayList<>(List.of(ENTRY));
    entries.add(Map.of("dataset_id", "dataset:e", "document_id", "1", "url", "https://e.com/"));
    lake.deliver(ManifestEntries.TABLE, List.of(entries.get(0)));
    lake.deliver(ManifestEntries.TABLE, List.of(entries.get(1)));
    lake.link(POLICY);
    lake.contribute(POLICY);
    lake.deliver(
        ManifestEntries.TABLE,
        List.of(Map.of("dataset_id", "dataset:e", "document_id", "2", "url", "https://f.com/")));
    assertThat(lake.link(POLICY).lines())
        .containsExactly(
            "dataset:e: 2 documents, 0 linked by digest, 0 linked by record, 0 linked by crawl url,"
                + " 0 linked by url, 2 unlinked");
    lake.contribute(POLICY);
    assertThat(lake.registered()).isEqualTo(3);
    assertThat(lake.contributions(POLICY))
        .containsExactly(
            "dataset:d|documents|domain:copy.com|1|10|10000|0|0|10000",
            "dataset:e|documents|domain:e.com|1|1|1000|0|0|2000",
            "dataset:e|documents|domain:f.com|1|1|1000|0|1000|2000");
  }
}

package org.headwaters.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.sketch.BloomFilter;
import org.headwaters.core.policy.Attribution;
import org.headwaters.core.policy.Policy;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;
import org.junit.jupiter.api.Test;

final class DocumentsLawTest {
  private static final int WORLDS = Integer.getInteger("headwaters.documents", 3);

  @Test
  void equalsTheNaiveReadingInRandomWorlds() {
    List<Attribution> policies =
        List.of(
            Policy.byDefault().attribution(),
            Policy.of(
                    Map.of(
                        "attribution",
                        Map.of(
                            "trusted_publishers",
                            List.of("a.com", "e.net"),
                            "min_original_bytes",
                            257)))
                .attribution(),
            Policy.of(
                    Map.of(
                        "attribution", Map.of("weighting", "documents", "credit_to", "as_listed")))
                .attribution());
    for (long seed = 0; seed < WORLDS; seed++) {
      Attribution policy = policies.get((int) (seed % policies.size()));
      NaiveDocuments.World world = RandomDocuments.of(seed);
      assertThat(found(world, policy, counting(world, policy)))
          .as("seed %s", seed)
          .containsExactlyInAnyOrderElementsOf(new NaiveDocuments(world, policy).links());
    }
  }

  /** Of each world one entry in nine arrives, and meets only the captures that it can match. */
  @Test
  void fewEntriesFindTheSameAmongTheCapturesThatTheyCanMatch() {
    Attribution policy = Policy.byDefault().attribution();
    long left = 0;
    for (long seed = 100; seed < 100 + Math.max(1, WORLDS / 2); seed++) {
      NaiveDocuments.World all = RandomDocuments.of(seed);
      List<Map<String, String>> few =
          IntStream.range(0, all.entries().size())
              .filter(i -> i % 9 == 0)
              .mapToObj(all.entries()::get)
              .toList();
      NaiveDocuments.World world =
          new NaiveDocuments.World(
              all.captures(), few, all.authorship(), all.signals(), all.feedback());
      Dataset<Row> counting = counting(world, policy);
      Dataset<Row> entries = Cells.rows(ManifestEntries.TABLE, few);
      BloomFilter asked = filter(MatchingCaptures.asked(entries));
      BloomFilter carried = filter(MatchingCaptures.carried(MatchingCaptures.hit(counting, asked)));
      Dataset<Row> matching = MatchingCaptures.apply(counting, asked, carried);
      left += counting.count() - matching.count();
      assertThat(found(world, policy, matching))
          .as("seed %s", seed)
          .containsExactlyInAnyOrderElementsOf(new NaiveDocuments(world, policy).links());
    }
    assertThat(left).as("captures that were left out").isPositive();
  }

  private static BloomFilter filter(Dataset<Row> keys) {
    return keys.stat().bloomFilter(MatchingCaptures.KEY, 1000, 0.001);
  }

  private static Dataset<Row> counting(NaiveDocuments.World world, Attribution policy) {
    return CountingCaptures.apply(Cells.rows(Captures.TABLE, world.captures()), policy);
  }

  private static List<NaiveDocuments.Link> found(
      NaiveDocuments.World world, Attribution policy, Dataset<Row> counting) {
    Dataset<Row> groups = CaptureGroups.apply(counting, policy);
    Dataset<Row> entries = Cells.rows(ManifestEntries.TABLE, world.entries());
    Dataset<Row> links =
        CreditDocuments.apply(
            LinkDocuments.apply(entries, groups, policy),
            new CreditDocuments.Knowledge(
                Cells.rows(Authorship.TABLE, world.authorship()),
                Refusals.apply(Cells.rows(ConsentSignals.TABLE, world.signals()), entries, groups)),
            new CreditDocuments.Method(policy, NaiveDocuments.NAMES));
    List<NaiveDocuments.Link> found = new ArrayList<>();
    for (Row row : links.collectAsList()) {
      found.add(
          new NaiveDocuments.Link(
              row.getAs(DocumentLinks.DATASET_ID),
              row.getAs(DocumentLinks.DOCUMENT_ID),
              row.getAs(DocumentLinks.SOURCE_ID),
              row.getAs(DocumentLinks.LINKED_BY),
              row.getAs(DocumentLinks.LISTED_URL),
              row.getAs(DocumentLinks.CREDITED_URL),
              row.getAs(DocumentLinks.CREDITED_BY),
              row.getAs(DocumentLinks.GENERATED_BY),
              row.<Long>getAs(DocumentLinks.TOKENS),
              row.<Boolean>getAs(DocumentLinks.ESTIMATED),
              row.<Long>getAs(DocumentLinks.WEIGHT),
              row.<Boolean>getAs(DocumentLinks.REFUSED),
              row.getAs(DocumentLinks.PART)));
    }
    return found;
  }
}

package org.headwaters.jobs.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.headwaters.core.policy.Attribution;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.TestLake;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.transforms.NaiveDocuments;
import org.headwaters.transforms.RandomDocuments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to a lake that is linked already, as the command links it. */
final class LinkPrefilterTest {
  private static final Attribution POLICY = Policy.byDefault().attribution();
  private static final String FEW = "dataset:few@1";

  @TempDir Path folder;

  @Test
  void anArrivalOfFewIsLinkedAmongTheCapturesItCanMatchAsAmongAll() {
    NaiveDocuments.World world = RandomDocuments.of(104);
    List<Map<String, String>> many = new ArrayList<>();
    List<Map<String, String>> few = new ArrayList<>();
    for (int i = 0; i < world.entries().size(); i++) {
      Map<String, String> entry = new HashMap<>(world.entries().get(i));
      if (i % 9 == 0) {
        entry.put(ManifestEntries.DATASET_ID, FEW);
        entry.put(ManifestEntries.DOCUMENT_ID, "few-" + i);
        few.add(entry);
      } else {
        many.add(entry);
      }
    }
    assertThat(few).hasSizeBetween(3, world.captures().size());

    assertThat(linked("filtered", world, many, few, new Prefilter(0, 1)))
        .hasSize(few.size())
        .isEqualTo(linked("whole", world, many, few, Prefilter.USUAL));
  }

  private List<String> linked(
      String name,
      NaiveDocuments.World world,
      List<Map<String, String>> many,
      List<Map<String, String>> few,
      Prefilter prefilter) {
    TestLake lake = TestLake.readBySpark(folder.resolve(name));
    lake.deliver(Captures.TABLE, world.captures());
    lake.deliver(Authorship.TABLE, world.authorship());
    lake.deliver(ConsentSignals.TABLE, world.signals());
    lake.deliver(ManifestEntries.TABLE, many);
    lake.link(POLICY);
    lake.deliver(ManifestEntries.TABLE, few);
    new LinkJob(POLICY, List.of(), prefilter).run(lake.context());
    return lake
        .lake()
        .read(DocumentLinks.TABLE)
        .where(functions.col(DocumentLinks.DATASET_ID).equalTo(FEW))
        .drop(DocumentLinks.CONTRIBUTIONS_ID)
        .collectAsList()
        .stream()
        .map(row -> Arrays.deepToString(values(row)))
        .sorted()
        .toList();
  }

  private static Object[] values(Row row) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(i);
    }
    return values;
  }
}

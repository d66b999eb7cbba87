package org.headwaters.jobs.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.headwaters.SharedSpark;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.proof.ProofVectors;
import org.headwaters.lake.Lake;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.transforms.Cells;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees of what lies in the lake, by the driver and by Spark. */
final class ContributionRootsTest {
  private static final JsonNode VECTORS = ProofVectors.ALL.get("contributions");
  private static final LeafSalts SALTS =
      new LeafSalts(HexFormat.of().parseHex(VECTORS.get("secret").asText()));

  /** Trees of the separate calculation, among those of many other sets. */
  @Test
  void manySetsHaveTheRootsOfTheSeparateCalculationWhoeverReadsThemAndHoweverTheyLie(
      @TempDir Path folder) {
    List<Map<String, String>> rows = new ArrayList<>();
    List<ContributionTrees.Tree> expected = new ArrayList<>();
    for (JsonNode tree : VECTORS.get("trees")) {
      String id = tree.get("contributions_id").asText();
      String part = tree.get("part").asText();
      for (JsonNode cells : tree.get("rows")) {
        Map<String, String> row = new HashMap<>();
        cells.properties().forEach(cell -> row.put(cell.getKey(), cell.getValue().asText()));
        rows.add(whole(row, id, part));
      }
      expected.add(
          new ContributionTrees.Tree(
              id,
              "dataset:of " + id,
              part,
              tree.get("sources").asLong(),
              tree.get("weight").asLong(),
              tree.get("root").asText()));
    }
    Random random = new Random(5);
    for (int set = 10; set < 30; set++) {
      for (int n = random.nextInt(1, 9); n > 0; n--) {
        Map<String, String> row = new HashMap<>(Map.of("source_id", "domain:" + n, "weight", "1"));
        rows.add(whole(row, "set " + set, n % 2 == 0 ? "feedback" : "documents"));
      }
    }
    Collections.shuffle(rows, random);
    List<String> ids = rows.stream().map(row -> row.get("contributions_id")).distinct().toList();
    Lake lake = new Lake(SharedSpark.session(), folder.toString());
    lake.replace(
        Contributions.TABLE,
        Cells.rows(Contributions.TABLE, rows).repartition(3),
        Contributions.CONTRIBUTIONS_ID,
        ids);

    List<ContributionTrees.Tree> trees = ContributionRoots.of(lake, ids, SALTS);
    Lake large = new Lake(SharedSpark.session(), folder.toString(), 0);

    assertThat(ContributionRoots.of(large, ids, SALTS)).isEqualTo(trees);
    assertThat(trees).containsAll(expected).hasSizeGreaterThan(24);
    assertThat(trees.stream().mapToLong(ContributionTrees.Tree::sources).sum())
        .isEqualTo(rows.size());
    lake.replace(ContributionTrees.CODEC, trees, ContributionTrees.CONTRIBUTIONS_ID, ids);
    assertThat(lake.records(ContributionTrees.CODEC)).containsExactlyInAnyOrderElementsOf(trees);
  }

  private static Map<String, String> whole(Map<String, String> row, String id, String part) {
    row.put("contributions_id", id);
    row.put("dataset_id", "dataset:of " + id);
    row.put("part", part);
    row.put("weight_total", Long.toString(Long.MAX_VALUE));
    return row;
  }
}

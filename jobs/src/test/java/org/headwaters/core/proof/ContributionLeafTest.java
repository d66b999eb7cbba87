package org.headwaters.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.KeyOrder;
import org.junit.jupiter.api.Test;

/** Trees of contributions are those of the separate calculation, and prove what a split needs. */
final class ContributionLeafTest {
  private static final JsonNode VECTORS = ProofVectors.ALL.get("contributions");
  private static final LeafSalts SALTS =
      new LeafSalts(HexFormat.of().parseHex(VECTORS.get("secret").asText()));

  /** The leaves of a tree of the file. */
  static List<ContributionLeaf> leaves(JsonNode tree) {
    List<ContributionLeaf> leaves = new ArrayList<>();
    for (JsonNode row : tree.get("rows")) {
      leaves.add(
          new ContributionLeaf(
              tree.get("contributions_id").asText(),
              tree.get("part").asText(),
              row.get("source_id").asText(),
              row.get("documents").asLong(),
              row.get("tokens").asLong(),
              row.get("weight").asLong(),
              row.get("weight_refused").asLong()));
    }
    return leaves;
  }

  private static SumTree tree(List<ContributionLeaf> leaves, LeafSalts salts) {
    TreeMap<String, SumNode> sorted = new TreeMap<>(KeyOrder.UTF8);
    leaves.forEach(leaf -> sorted.put(leaf.sourceId(), leaf.salted(salts).node()));
    SumTree tree = new SumTree("weights", 1);
    sorted.forEach(tree::add);
    return tree;
  }

  @Test
  void aTreeHasTheRootAndTheWeightOfTheSeparateCalculation() {
    for (JsonNode vector : VECTORS.get("trees")) {
      SumTree tree = tree(leaves(vector), SALTS);
      assertThat(tree.root().hash().hex()).isEqualTo(vector.get("root").asText());
      assertThat(tree.root().sums().each()).hasToString("[" + vector.get("weight").asText() + "]");
      assertThat(tree.size()).isEqualTo(vector.get("sources").asLong());
    }
  }

  @Test
  void anyFigureAnotherTreeAndAnotherSecretChangeTheRoot() {
    ContributionLeaf leaf = new ContributionLeaf("c", "documents", "domain:a.example", 1, 2, 3, 1);
    Hash root = leaf.salted(SALTS).node().hash();
    List<ContributionLeaf> others =
        List.of(
            new ContributionLeaf("d", "documents", "domain:a.example", 1, 2, 3, 1),
            new ContributionLeaf("c", "generated", "domain:a.example", 1, 2, 3, 1),
            new ContributionLeaf("c", "documents", "domain:b.example", 1, 2, 3, 1),
            new ContributionLeaf("c", "documents", "domain:a.example", 2, 2, 3, 1),
            new ContributionLeaf("c", "documents", "domain:a.example", 1, 3, 3, 1),
            new ContributionLeaf("c", "documents", "domain:a.example", 1, 2, 4, 1),
            new ContributionLeaf("c", "documents", "domain:a.example", 1, 2, 3, 0));
    for (ContributionLeaf other : others) {
      assertThat(other.salted(SALTS).node().hash()).as(other.toString()).isNotEqualTo(root);
    }
    assertThat(leaf.salted(new LeafSalts(new byte[32])).node().hash()).isNotEqualTo(root);
    assertThat(SALTS).hasToString("LeafSalts(not shown)");
  }

  /** A proof yields weight, what weighs before and the total: a source's part can be recomputed. */
  @Test
  void aProofOfALeafIsAllThatASplitNeeds() {
    JsonNode vector = VECTORS.get("trees").get(3);
    List<ContributionLeaf> leaves = new ArrayList<>(leaves(vector));
    leaves.sort((a, b) -> KeyOrder.UTF8.compare(a.sourceId(), b.sourceId()));
    SumTree tree = tree(leaves, SALTS);
    long inflow = new Random(7).nextLong(1, 1_000_000_000L);
    long before = 0;
    long credits = 0;
    for (int i = 0; i < leaves.size(); i++) {
      SumNode leaf = leaves.get(i).salted(SALTS).node();
      SumProof.Place place = tree.proof(i).check(leaf, leaves.size(), tree.root().hash());
      assertThat(place.before()).isEqualTo(Sums.of(before));
      long total = place.total().each().get(0).longValueExact();
      credits += Apportionment.part(inflow, before, leaves.get(i).weight(), total);
      before += leaves.get(i).weight();
    }
    assertThat(credits).isEqualTo(inflow);
  }
}

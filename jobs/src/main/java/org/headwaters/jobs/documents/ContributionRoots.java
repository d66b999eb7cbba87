package org.headwaters.jobs.documents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.TreeBlock;
import org.headwaters.jobs.step.TreeOfRows;
import org.headwaters.lake.Lake;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.transforms.ContributionLeaves;
import org.headwaters.transforms.ContributionLeaves.Leaf;

/**
 * The sum trees of sets of contributions, one a set and part. However many sources and sets there
 * are, their rows are read in one pass, and only the trees' roots come to the driver.
 */
final class ContributionRoots {
  private static final Comparator<Leaf> ORDER =
      Comparator.comparing(Leaf::contributionsId, KeyOrder.UTF8)
          .thenComparing(Leaf::datasetId, KeyOrder.UTF8)
          .thenComparing(Leaf::part, KeyOrder.UTF8)
          .thenComparing(Leaf::sourceId, KeyOrder.UTF8);

  /** Columns of a leaf that tell trees apart: the set, its data set and the part. */
  private static final int TREE_COLUMNS = 3;

  private ContributionRoots() {}

  /** The trees of some sets that are written. */
  static List<ContributionTrees.Tree> of(Lake lake, List<String> ids, LeafSalts salts) {
    Dataset<Row> rows = lake.read(Contributions.TABLE, Contributions.CONTRIBUTIONS_ID, ids);
    Map<List<String>, TreeBlock<SumNode>> blocks =
        lake.few(rows)
            .map(
                few ->
                    TreeOfRows.blocks(
                        "Contributions",
                        few.stream()
                            .map(row -> ContributionLeaves.leaf(row, salts))
                            .sorted(ORDER)
                            .map(ContributionLeaves.LEAVES::row)
                            .toList(),
                        TREE_COLUMNS,
                        SumNode.RULE))
            .orElseGet(
                () ->
                    TreeOfRows.blocks(
                        "Contributions",
                        ContributionLeaves.apply(rows, salts),
                        TREE_COLUMNS,
                        SumNode.RULE));
    List<ContributionTrees.Tree> trees = new ArrayList<>();
    blocks.forEach((tree, block) -> trees.add(tree(tree, block)));
    return trees;
  }

  private static ContributionTrees.Tree tree(List<String> tree, TreeBlock<SumNode> block) {
    SumNode root = block.root(SumNode.RULE, SumNode.empty(1));
    return new ContributionTrees.Tree(
        tree.get(0),
        tree.get(1),
        tree.get(2),
        block.end(),
        root.sums().each().get(0).longValueExact(),
        root.hash().hex());
  }
}

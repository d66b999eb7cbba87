package org.headwaters.jobs.period;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.proof.ClaimLeaf;
import org.headwaters.core.proof.LeafSalts;
import org.headwaters.core.proof.SumNode;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.proof.TreeBlock;
import org.headwaters.jobs.step.TreeOfRows;
import org.headwaters.lake.Lake;
import org.headwaters.transforms.ClaimLeaves;

/** The tree of the claims that a booking rests on. Many claims are not brought together. */
public final class ClaimTree {
  private static final Comparator<ClaimLeaves.Leaf> ORDER =
      Comparator.comparing(ClaimLeaves.Leaf::pattern, KeyOrder.UTF8)
          .thenComparing(ClaimLeaves.Leaf::holderId, KeyOrder.UTF8)
          .thenComparing(ClaimLeaves.Leaf::claimId, KeyOrder.UTF8);

  private static final String NAME = "Claims";

  private ClaimTree() {}

  /**
   * Its root.
   *
   * @param previous the booking before the one that rests on the run's claims
   */
  public static TableRoot root(Lake lake, PeriodRun run, String previous, LeafSalts salts) {
    String period = run.period().toString();
    Dataset<Row> plain = ClaimLeaves.plain(BookedRoots.claims(run));
    TreeBlock<SumNode> block =
        lake.few(plain)
            .map(few -> block(few, previous, period, salts))
            .orElseGet(
                () ->
                    TreeOfRows.block(
                        NAME, ClaimLeaves.apply(plain, previous, period, salts), SumNode.RULE));
    return new TableRoot(
        ClaimLeaf.TABLE, period, block.end(), block.root(SumNode.RULE, SumNode.empty(1)).hash());
  }

  private static TreeBlock<SumNode> block(
      List<Row> plain, String previous, String period, LeafSalts salts) {
    return TreeOfRows.blocks(NAME, leaves(plain, previous, period, salts), 0, SumNode.RULE)
        .getOrDefault(List.of(), new TreeBlock<>(0, 0, List.of()));
  }

  /** The leaves of claims that the driver has at hand, in the tree's order. */
  static List<Row> leaves(List<Row> plain, String previous, String period, LeafSalts salts) {
    return plain.stream()
        .map(row -> ClaimLeaves.leaf(row, previous, period, salts))
        .sorted(ORDER)
        .map(ClaimLeaves.LEAVES::row)
        .toList();
  }
}

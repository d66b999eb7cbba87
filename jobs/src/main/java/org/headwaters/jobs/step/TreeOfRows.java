package org.headwaters.jobs.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.NodeRule;
import org.headwaters.core.proof.RowKeyOrder;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.proof.TreeBlock;
import org.headwaters.core.proof.TreeBuilder;
import org.headwaters.tables.Table;
import org.headwaters.transforms.RowLeaves;
import org.jspecify.annotations.Nullable;

/**
 * Builds a table's tree where its rows lie: each partition becomes one block of at most a hundred
 * hashes, and only blocks come to the driver. The root depends on the rows alone, not on their
 * order, files or partitions.
 */
public final class TreeOfRows {
  private TreeOfRows() {}

  /**
   * The root of one period's rows of a table; reads them once, and sorts them by key twice.
   *
   * @param period as {@code 2026-09}; empty for a table of no period
   * @throws Breach if two rows have one key, which it names
   */
  public static TableRoot root(Table table, String period, Dataset<Row> rows) {
    return root(table.name(), period, table.key(), rows);
  }

  /** As {@link #root(Table, String, Dataset)}, of rows that no contract describes. */
  public static TableRoot root(String table, String period, List<String> key, Dataset<Row> rows) {
    String what = period.isEmpty() ? "Table " + table : "Table " + table + " of " + period;
    TreeBlock<Hash> block = block(what, RowLeaves.apply(rows, key), NodeRule.PLAIN);
    return TableRoot.of(table, period, block);
  }

  /**
   * The block of all leaves.
   *
   * @param what names the tree in errors
   * @param leaves texts of the key, then the leaf's node as bytes; in the tree's order, through the
   *     partitions and within each
   * @throws Breach if a key does not stand behind the one before it
   */
  public static <N> TreeBlock<N> block(String what, Dataset<Row> leaves, NodeRule<N> rule) {
    // One RDD for both jobs: another plan of the same rows may cut the ranges elsewhere.
    JavaRDD<Row> ordered = leaves.javaRDD();
    List<Long> counts = ordered.mapPartitions(rows -> List.of(count(rows)).iterator()).collect();
    long[] starts = new long[counts.size()];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + counts.get(i - 1);
    }
    List<Piece> pieces =
        ordered
            .mapPartitionsWithIndex(
                (i, rows) -> List.of(piece(what, starts[i], rows, rule)).iterator(), true)
            .collect();
    TreeBuilder<N> tree = new TreeBuilder<>(rule);
    String @Nullable [] last = null;
    for (Piece piece : pieces) {
      if (piece.first != null) {
        checkOrder(what, last, piece.first);
        last = piece.last;
      }
      tree.add(piece.block(rule));
    }
    return tree.block();
  }

  private static long count(Iterator<Row> rows) {
    long count = 0;
    for (; rows.hasNext(); rows.next()) {
      count++;
    }
    return count;
  }

  /** Runs in tasks. */
  private static <N> Piece piece(String what, long start, Iterator<Row> rows, NodeRule<N> rule) {
    TreeBuilder<N> tree = new TreeBuilder<>(start, rule);
    String @Nullable [] first = null;
    String @Nullable [] last = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      String[] key = new String[row.length() - 1];
      for (int i = 0; i < key.length; i++) {
        key[i] = row.getString(i);
      }
      checkOrder(what, last, key);
      first = first == null ? key : first;
      last = key;
      tree.add(rule.ofBytes(row.getAs(key.length)));
    }
    List<byte[]> nodes = new ArrayList<>();
    tree.block().nodes().forEach(node -> nodes.add(rule.bytes(node)));
    return new Piece(start, tree.end(), nodes.toArray(new byte[0][]), first, last);
  }

  private static void checkOrder(String what, String @Nullable [] before, String[] key) {
    if (before == null) {
      return;
    }
    List<@Nullable String> left = Arrays.asList(before);
    List<@Nullable String> right = Arrays.asList(key);
    int order = RowKeyOrder.UTF8.compare(left, right);
    Breach.check(order != 0, "%s has two rows of the key %s.", what, right);
    Breach.check(order < 0, "%s: the key %s stands behind %s.", what, right, left);
  }

  /** A partition's block, as it comes to the driver; its first and last key, if it has any. */
  @SuppressWarnings("ArrayRecordComponent") // Travels; never compared.
  private record Piece(
      long start, long end, byte[][] nodes, String @Nullable [] first, String @Nullable [] last)
      implements Serializable {
    <N> TreeBlock<N> block(NodeRule<N> rule) {
      return new TreeBlock<>(start, end, Arrays.stream(nodes).map(rule::ofBytes).toList());
    }
  }
}

package org.headwaters.jobs.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
   * @param key the table's key columns, in its order
   * @throws Breach if two rows have one key, which it names
   */
  public static TableRoot root(String table, String period, List<String> key, Dataset<Row> rows) {
    String what = period.isEmpty() ? "Table " + table : "Table " + table + " of " + period;
    TreeBlock<Hash> block = block(what, RowLeaves.apply(rows, key), NodeRule.PLAIN);
    return TableRoot.of(table, period, block);
  }

  /**
   * The block of all leaves of one tree.
   *
   * @param what names the tree in errors
   * @param leaves texts of the key, then the leaf's node as bytes; in the tree's order, through the
   *     partitions and within each
   * @throws Breach if a key does not stand behind the one before it
   */
  public static <N> TreeBlock<N> block(String what, Dataset<Row> leaves, NodeRule<N> rule) {
    return blocks(what, leaves, 0, rule).getOrDefault(List.of(), new TreeBlock<>(0, 0, List.of()));
  }

  /**
   * The blocks of many trees whose leaves lie one tree after the other, by what tells them apart;
   * read in one pass, however many there are. A tree without leaves is not there.
   *
   * @param columns how many of the key's first texts tell trees apart
   */
  public static <N> SortedMap<List<String>, TreeBlock<N>> blocks(
      String what, Dataset<Row> leaves, int columns, NodeRule<N> rule) {
    // One RDD for both jobs: another plan of the same rows may cut the ranges elsewhere.
    JavaRDD<Row> ordered = leaves.javaRDD();
    List<Map<List<String>, Long>> counts =
        ordered.mapPartitions(rows -> List.of(counts(rows, columns)).iterator()).collect();
    // How many leaves of its first tree lie before each partition.
    long[] starts = new long[counts.size()];
    Map<List<String>, Long> before = new HashMap<>();
    for (int i = 0; i < starts.length; i++) {
      Iterator<List<String>> trees = counts.get(i).keySet().iterator();
      starts[i] = trees.hasNext() ? before.getOrDefault(trees.next(), 0L) : 0;
      counts.get(i).forEach((tree, count) -> before.merge(tree, count, Math::addExact));
    }
    List<Pieces> pieces =
        ordered
            .mapPartitionsWithIndex(
                (i, rows) -> List.of(pieces(what, starts[i], rows, columns, rule)).iterator(), true)
            .collect();
    return joined(what, pieces, columns, rule);
  }

  /** As {@link #blocks(String, Dataset, int, NodeRule)}, of rows that the driver has at hand. */
  public static <N> SortedMap<List<String>, TreeBlock<N>> blocks(
      String what, List<Row> leaves, int columns, NodeRule<N> rule) {
    return joined(what, List.of(pieces(what, 0, leaves.iterator(), columns, rule)), columns, rule);
  }

  private static <N> SortedMap<List<String>, TreeBlock<N>> joined(
      String what, List<Pieces> pieces, int columns, NodeRule<N> rule) {
    SortedMap<List<String>, TreeBuilder<N>> trees = new TreeMap<>(RowKeyOrder.UTF8);
    String @Nullable [] last = null;
    for (Pieces each : pieces) {
      for (Piece piece : each.pieces) {
        checkOrder(what, last, piece.first);
        last = piece.last;
        trees
            .computeIfAbsent(tree(piece.first, columns), tree -> new TreeBuilder<>(rule))
            .add(piece.block(rule));
      }
    }
    SortedMap<List<String>, TreeBlock<N>> blocks = new TreeMap<>(RowKeyOrder.UTF8);
    trees.forEach((tree, builder) -> blocks.put(tree, builder.block()));
    return blocks;
  }

  /** Leaves of each tree, in the order in which the trees come. Runs in tasks. */
  private static Map<List<String>, Long> counts(Iterator<Row> rows, int columns) {
    Map<List<String>, Long> counts = new LinkedHashMap<>();
    while (rows.hasNext()) {
      counts.merge(tree(key(rows.next()), columns), 1L, Long::sum);
    }
    return counts;
  }

  /** Runs in tasks. Only the first tree of a partition can have begun in one before. */
  private static <N> Pieces pieces(
      String what, long start, Iterator<Row> rows, int columns, NodeRule<N> rule) {
    List<Piece> pieces = new ArrayList<>();
    TreeBuilder<N> tree = new TreeBuilder<>(start, rule);
    String @Nullable [] first = null;
    String @Nullable [] last = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      String[] key = key(row);
      checkOrder(what, last, key);
      if (first != null && last != null && !tree(first, columns).equals(tree(key, columns))) {
        pieces.add(Piece.of(tree.block(), rule, first, last));
        tree = new TreeBuilder<>(rule);
        first = null;
      }
      first = first == null ? key : first;
      last = key;
      tree.add(rule.ofBytes(row.getAs(key.length)));
    }
    if (first != null && last != null) {
      pieces.add(Piece.of(tree.block(), rule, first, last));
    }
    return new Pieces(pieces.toArray(new Piece[0]));
  }

  private static String[] key(Row row) {
    String[] key = new String[row.length() - 1];
    for (int i = 0; i < key.length; i++) {
      key[i] = row.getString(i);
    }
    return key;
  }

  private static List<String> tree(String[] key, int columns) {
    return List.of(Arrays.copyOf(key, columns));
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

  /** What one partition has of each tree, as it comes to the driver. */
  @SuppressWarnings("ArrayRecordComponent") // Travels; never compared.
  private record Pieces(Piece[] pieces) implements Serializable {}

  /** A block of one tree; its first and last key. */
  @SuppressWarnings("ArrayRecordComponent") // Travels; never compared.
  private record Piece(long start, long end, byte[][] nodes, String[] first, String[] last)
      implements Serializable {
    static <N> Piece of(TreeBlock<N> block, NodeRule<N> rule, String[] first, String[] last) {
      byte[][] nodes = block.nodes().stream().map(rule::bytes).toArray(byte[][]::new);
      return new Piece(block.start(), block.end(), nodes, first, last);
    }

    <N> TreeBlock<N> block(NodeRule<N> rule) {
      return new TreeBlock<>(start, end, Arrays.stream(nodes).map(rule::ofBytes).toList());
    }
  }
}

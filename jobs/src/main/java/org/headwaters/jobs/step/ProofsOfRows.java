package org.headwaters.jobs.step;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.proof.GrowingTree;
import org.headwaters.core.proof.Inclusion;
import org.headwaters.core.proof.NodeRule;
import org.headwaters.core.proof.TreeBlock;
import org.headwaters.core.proof.TreeBuilder;

/**
 * Proofs of some leaves of one tree whose rows may be many. The tree is cut into subtrees of a
 * thousand leaves: of each the root comes to the driver, and the leaves of those that hold a wanted
 * one.
 */
public final class ProofsOfRows {
  /** log₂ of a cut subtree's leaves: of ten million leaves, ten thousand roots come together. */
  private static final int LEVEL = 10;

  private ProofsOfRows() {}

  /**
   * The proofs of the leaves with these keys, by key; of keys that no leaf has, none.
   *
   * @param leaves as {@link TreeOfRows#block} takes them: texts of the key, then the node
   */
  public static <N> Map<List<String>, Inclusion<N>> of(
      Dataset<Row> leaves, Set<List<String>> wanted, NodeRule<N> rule) {
    return of(leaves, wanted, rule, LEVEL);
  }

  /** The same of rows that the driver has at hand, in the tree's order. */
  public static <N> Map<List<String>, Inclusion<N>> of(
      List<Row> leaves, Set<List<String>> wanted, NodeRule<N> rule) {
    GrowingTree<N> tree = new GrowingTree<>(rule);
    Map<List<String>, Long> places = new HashMap<>();
    for (Row row : leaves) {
      if (wanted.contains(key(row))) {
        places.put(key(row), tree.size());
      }
      tree.add(rule.ofBytes(row.getAs(row.length() - 1)));
    }
    Map<List<String>, Inclusion<N>> proofs = new HashMap<>();
    places.forEach(
        (key, index) ->
            proofs.put(
                key, new Inclusion<>(index, tree.size(), tree.inclusion(index, tree.size()))));
    return proofs;
  }

  static <N> Map<List<String>, Inclusion<N>> of(
      Dataset<Row> leaves, Set<List<String>> wanted, NodeRule<N> rule, int level) {
    // One RDD for both jobs: another plan of the same rows may cut the ranges elsewhere.
    JavaRDD<Row> ordered = leaves.javaRDD();
    HashSet<List<String>> keys = new HashSet<>(wanted);
    List<Found> found =
        ordered.mapPartitions(rows -> List.of(Found.of(rows, keys)).iterator()).collect();
    long[] starts = new long[found.size()];
    Map<List<String>, Long> places = new HashMap<>();
    long size = 0;
    for (int i = 0; i < starts.length; i++) {
      starts[i] = size;
      for (Map.Entry<List<String>, Long> each : found.get(i).offsets.entrySet()) {
        places.put(each.getKey(), size + each.getValue());
      }
      size += found.get(i).count;
    }
    HashSet<Long> cuts = new HashSet<>();
    places.values().forEach(index -> cuts.add(index >> level));
    List<List<Piece>> pieces =
        ordered
            .mapPartitionsWithIndex(
                (i, rows) -> List.of(pieces(starts[i], rows, rule, level, cuts)).iterator(), true)
            .collect();
    return joined(pieces, places, size, rule, level);
  }

  private static <N> Map<List<String>, Inclusion<N>> joined(
      List<List<Piece>> pieces,
      Map<List<String>, Long> places,
      long size,
      NodeRule<N> rule,
      int level) {
    SortedMap<Long, TreeBuilder<N>> roots = new TreeMap<>();
    Map<Long, GrowingTree<N>> opened = new HashMap<>();
    for (List<Piece> partition : pieces) {
      for (Piece piece : partition) {
        long cut = piece.start >> level;
        roots
            .computeIfAbsent(cut, each -> new TreeBuilder<>(cut << level, rule))
            .add(piece.block(rule));
        for (byte[] leaf : piece.leaves) {
          opened.computeIfAbsent(cut, each -> new GrowingTree<>(rule)).add(rule.ofBytes(leaf));
        }
      }
    }
    GrowingTree<N> top = new GrowingTree<>(rule);
    roots.values().forEach(cut -> top.add(root(cut.block(), rule)));
    Map<List<String>, Inclusion<N>> proofs = new HashMap<>();
    places.forEach(
        (key, index) -> {
          long cut = index >> level;
          GrowingTree<N> below = Objects.requireNonNull(opened.get(cut));
          List<N> path = new ArrayList<>(below.inclusion(index - (cut << level), below.size()));
          // RFC 6962 splits at powers of two, so that whole subtrees are leaves of the tree above.
          path.addAll(top.inclusion(cut, top.size()));
          proofs.put(key, new Inclusion<>(index, size, path));
        });
    return proofs;
  }

  /** The root of a cut subtree, wherever it begins. */
  private static <N> N root(TreeBlock<N> block, NodeRule<N> rule) {
    N root = block.nodes().get(block.nodes().size() - 1);
    for (int i = block.nodes().size() - 2; i >= 0; i--) {
      root = rule.parent(block.nodes().get(i), root);
    }
    return root;
  }

  /** Runs in tasks. */
  private static <N> List<Piece> pieces(
      long start, Iterator<Row> rows, NodeRule<N> rule, int level, Set<Long> cuts) {
    ArrayList<Piece> pieces = new ArrayList<>();
    long at = start;
    while (rows.hasNext()) {
      long first = at;
      long cut = at >> level;
      TreeBuilder<N> tree = new TreeBuilder<>(at, rule);
      List<byte[]> leaves = new ArrayList<>();
      while (rows.hasNext() && at >> level == cut) {
        Row row = rows.next();
        byte[] leaf = row.getAs(row.length() - 1);
        tree.add(rule.ofBytes(leaf));
        if (cuts.contains(cut)) {
          leaves.add(leaf);
        }
        at++;
      }
      byte[][] nodes = tree.block().nodes().stream().map(rule::bytes).toArray(byte[][]::new);
      pieces.add(new Piece(first, at, nodes, leaves.toArray(new byte[0][])));
    }
    return pieces;
  }

  private static List<String> key(Row row) {
    String[] key = new String[row.length() - 1];
    for (int i = 0; i < key.length; i++) {
      key[i] = row.getString(i);
    }
    return Arrays.asList(key);
  }

  /** How many leaves a partition has, and where in it the wanted ones are. */
  private record Found(long count, HashMap<List<String>, Long> offsets) implements Serializable {
    static Found of(Iterator<Row> rows, Set<List<String>> wanted) {
      HashMap<List<String>, Long> offsets = new HashMap<>();
      long count = 0;
      while (rows.hasNext()) {
        List<String> key = key(rows.next());
        if (wanted.contains(key)) {
          offsets.put(key, count);
        }
        count++;
      }
      return new Found(count, offsets);
    }
  }

  /** What one partition has of a cut subtree. */
  @SuppressWarnings("ArrayRecordComponent") // Travels; never compared.
  private record Piece(long start, long end, byte[][] nodes, byte[][] leaves)
      implements Serializable {
    <N> TreeBlock<N> block(NodeRule<N> rule) {
      return new TreeBlock<>(start, end, Arrays.stream(nodes).map(rule::ofBytes).toList());
    }
  }
}

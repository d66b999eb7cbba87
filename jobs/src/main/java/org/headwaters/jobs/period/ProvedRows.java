package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.headwaters.core.proof.CanonicalRow;
import org.headwaters.core.proof.GrowingTree;
import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.Inclusion;
import org.headwaters.core.proof.NodeRule;
import org.headwaters.core.proof.RowKeyOrder;
import org.headwaters.core.statement.RowProof;
import org.headwaters.tables.CanonicalRows;
import org.jspecify.annotations.Nullable;

/** A table that the driver has at hand, with the proof of each of its rows. */
final class ProvedRows {
  private final List<CanonicalRow> rows;
  private final GrowingTree<Hash> tree = new GrowingTree<>(NodeRule.PLAIN);

  /** {@code key} is the table's, in its order. */
  ProvedRows(List<String> key, List<Row> rows) {
    Map<List<@Nullable String>, CanonicalRow> sorted = new TreeMap<>(RowKeyOrder.UTF8);
    CanonicalRows.of(rows).forEach(row -> sorted.put(row.key(key), row));
    this.rows = List.copyOf(sorted.values());
    this.rows.forEach(row -> tree.add(row.leaf()));
  }

  /** The rows whose texts are wanted, in the table's order. */
  List<RowProof> where(Predicate<Map<String, String>> wanted) {
    List<RowProof> proofs = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (wanted.test(rows.get(i).texts())) {
        proofs.add(
            new RowProof(
                rows.get(i).texts(),
                new Inclusion<>(i, tree.size(), tree.inclusion(i, tree.size()))));
      }
    }
    return proofs;
  }
}

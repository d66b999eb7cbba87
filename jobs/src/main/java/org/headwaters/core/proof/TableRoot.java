package org.headwaters.core.proof;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a booking fixes of one table: how many rows it has, and the root over them.
 *
 * @param table the table's name
 * @param period the month that the rows are of, as {@code 2026-09}; empty for a table of no month
 * @param rows how many rows there are
 * @param root RFC 6962 root over the rows' canonical JSON, in the order of their keys
 */
public record TableRoot(String table, String period, long rows, Hash root) {
  private static final Comparator<TableRoot> ORDER =
      Comparator.comparing(TableRoot::table, KeyOrder.UTF8)
          .thenComparing(TableRoot::period, KeyOrder.UTF8);

  public TableRoot {
    Breach.check(!table.isEmpty(), "A root of a table without a name: %s.", root);
    Breach.check(
        rows >= 0 && (rows == 0) == root.equals(Hash.EMPTY),
        "Table %s of '%s': %d rows cannot have the root %s.",
        table,
        period,
        rows,
        root);
  }

  /**
   * Of rows that fit into memory, in any order. Larger tables are built by Spark, to the same root.
   *
   * @param key the table's key columns, in its order
   * @throws Breach if two rows have one key, which it names
   */
  public static TableRoot of(
      String table, String period, List<String> key, Collection<CanonicalRow> rows) {
    TreeMap<List<@Nullable String>, CanonicalRow> sorted = new TreeMap<>(RowKeyOrder.UTF8);
    for (CanonicalRow row : rows) {
      Breach.check(
          sorted.put(row.key(key), row) == null,
          "Table %s of '%s' has two rows of the key %s.",
          table,
          period,
          row.key(key));
    }
    TreeBuilder<Hash> tree = new TreeBuilder<>(NodeRule.PLAIN);
    sorted.values().forEach(row -> tree.add(row.leaf()));
    return of(table, period, tree.block());
  }

  /** Of a table's leaves, all of them. */
  public static TableRoot of(String table, String period, TreeBlock<Hash> leaves) {
    return new TableRoot(table, period, leaves.end(), leaves.root(NodeRule.PLAIN, Hash.EMPTY));
  }

  /**
   * {@code tables_root}: the RFC 6962 root over the tables' roots as canonical JSON, ordered by
   * table, then period.
   *
   * @throws Breach if one table and period stands there twice
   */
  public static Hash tablesRoot(Collection<TableRoot> tables) {
    TreeBuilder<Hash> tree = new TreeBuilder<>(NodeRule.PLAIN);
    for (TableRoot table : ordered(tables)) {
      tree.add(Hash.ofLeaf(table.json().bytes()));
    }
    return tree.block().root(NodeRule.PLAIN, Hash.EMPTY);
  }

  /** The tables as {@link #tablesRoot} puts them: the leaves' order. */
  public static List<TableRoot> ordered(Collection<TableRoot> tables) {
    List<TableRoot> sorted = tables.stream().sorted(ORDER).toList();
    for (int i = 1; i < sorted.size(); i++) {
      TableRoot table = sorted.get(i);
      Breach.check(
          ORDER.compare(sorted.get(i - 1), table) != 0,
          "Table %s of '%s' has two roots.",
          table.table,
          table.period);
    }
    return sorted;
  }

  /**
   * Reads {@link #json}.
   *
   * @param what names it in errors
   * @throws InvalidInput for anything else
   */
  public static TableRoot of(String what, Json json) {
    JsonFields fields = JsonFields.of(what, json, "period", "root", "rows", "table");
    try {
      return new TableRoot(
          fields.text("table"),
          fields.text("period"),
          fields.number("rows"),
          Hash.parseHex(fields.text("root")));
    } catch (Breach e) {
      throw new InvalidInput("%s: %s", what, String.valueOf(e.getMessage()));
    }
  }

  /** The root's leaf: table, period, rows and root, all texts. */
  public Json json() {
    return Json.object(
        Map.of(
            "table", Json.text(table),
            "period", Json.text(period),
            "rows", Json.text(rows),
            "root", Json.text(root.hex())));
  }
}

package org.headwaters.core.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.headwaters.core.Breach;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The roots that the separate calculation in Python gives, and what changes them. */
final class TableRootTest {
  private static final List<String> KEY = List.of("id", "part");

  @Test
  void tablesHaveTheRootsOfTheSeparateCalculation() {
    Random random = new Random(6);
    List<TableRoot> roots = new ArrayList<>();
    for (JsonNode table : ProofVectors.ALL.get("tables")) {
      List<CanonicalRow> rows = new ArrayList<>();
      ProofVectors.rows(table).forEach(row -> rows.add(CanonicalRow.of(row)));
      Collections.shuffle(rows, random);
      TableRoot root =
          TableRoot.of(
              table.get("table").asText(),
              table.get("period").asText(),
              ProofVectors.texts(table.get("key")),
              rows);
      assertThat(root.root().hex()).as(root.table()).isEqualTo(table.get("root").asText());
      assertThat(root.rows()).isEqualTo(rows.size());
      roots.add(0, root);
    }
    assertThat(roots).hasSizeGreaterThan(3);
    assertThat(TableRoot.tablesRoot(roots).hex())
        .isEqualTo(ProofVectors.ALL.get("tables_root").asText());
  }

  @Test
  void everyChangedCellChangesTheRootOfAllTables() {
    JsonNode odd = ProofVectors.ALL.get("tables").get(0);
    List<String> key = ProofVectors.texts(odd.get("key"));
    List<Map<String, @Nullable Object>> rows = ProofVectors.rows(odd);
    TableRoot other = new TableRoot("pools", "2026-09", 0, Hash.EMPTY);
    Set<Hash> seen = new HashSet<>();
    seen.add(TableRoot.tablesRoot(List.of(of(key, rows), other)));
    int changes = 0;
    for (Map<String, @Nullable Object> row : rows) {
      for (String column : new ArrayList<>(row.keySet())) {
        if (CanonicalRow.LEFT_OUT.contains(column)) {
          continue;
        }
        Object value = row.get(column);
        row.put(column, value == null ? "now a text" : value + " ");
        changes++;
        seen.add(TableRoot.tablesRoot(List.of(of(key, rows), other)));
        row.put(column, value);
      }
    }
    assertThat(changes).isEqualTo(660);
    assertThat(seen).hasSize(changes + 1);
  }

  @Test
  void whoMadeARowDoesNotCount() {
    TableRoot mine = of(KEY, List.of(Map.of("id", "a", "part", 1, "run_id", "x", "seq", 1L)));
    assertThat(of(KEY, List.of(Map.of("id", "a", "part", 1, "run_id", "y", "seq", 2L))))
        .isEqualTo(mine)
        .isEqualTo(of(KEY, List.of(Map.of("id", "a", "part", 1))));
    assertThat(of(List.of("run_id", "id", "seq"), List.of(Map.of("id", "a", "part", 1))))
        .isEqualTo(mine);
  }

  @Test
  void rowsAreInTheOrderOfTheirKeysBytesColumnByColumn() {
    List<List<@Nullable String>> ordered =
        List.of(
            Arrays.asList(null, null),
            Arrays.asList(null, "z"),
            Arrays.asList("", null),
            Arrays.asList("", ""),
            Arrays.asList("10", "b"),
            Arrays.asList("9", "a"),
            Arrays.asList("a", "b"),
            Arrays.asList("ab", "a"),
            Arrays.asList("\uFFFD", "a"),
            Arrays.asList("\uD83D\uDE00", "a"));
    for (int left = 0; left < ordered.size(); left++) {
      for (int right = 0; right < ordered.size(); right++) {
        assertThat(Integer.signum(RowKeyOrder.UTF8.compare(ordered.get(left), ordered.get(right))))
            .as("%s and %s", ordered.get(left), ordered.get(right))
            .isEqualTo(Integer.compare(left, right));
      }
    }
    TreeBuilder<Hash> tree = new TreeBuilder<>(NodeRule.PLAIN);
    List<CanonicalRow> rows = new ArrayList<>();
    for (List<@Nullable String> key : ordered) {
      Map<String, @Nullable Object> cells = new HashMap<>();
      cells.put("id", key.get(0));
      cells.put("part", key.get(1));
      CanonicalRow row = CanonicalRow.of(cells);
      assertThat(row.key(KEY)).isEqualTo(key);
      tree.add(row.leaf());
      rows.add(0, row);
    }
    assertThat(TableRoot.of("t", "", KEY, rows)).isEqualTo(TableRoot.of("t", "", tree.block()));
  }

  @Test
  void twoRowsOfOneKeyAreABreach() {
    List<Map<String, Object>> twice =
        List.of(Map.of("id", "a", "value", 1), Map.of("id", "a", "value", 2));
    assertThatThrownBy(() -> of(List.of("id"), twice))
        .isInstanceOf(Breach.class)
        .hasMessage("Table t of '2026-09' has two rows of the key [a].");
  }

  @Test
  void aTablesNamePeriodAndRowsAreUnderTheRoot() {
    Hash root = Hash.ofLeaf(new byte[0]);
    TableRoot table = new TableRoot("pools", "2026-09", 1, root);
    assertThat(table.json().canonical())
        .isEqualTo(
            "{\"period\":\"2026-09\",\"root\":\"%s\",\"rows\":\"1\",\"table\":\"pools\"}", root);
    assertThat(TableRoot.tablesRoot(List.of(table)))
        .isEqualTo(Hash.ofLeaf(table.json().bytes()))
        .isNotEqualTo(TableRoot.tablesRoot(List.of(new TableRoot("pools", "2026-10", 1, root))))
        .isNotEqualTo(TableRoot.tablesRoot(List.of(new TableRoot("pool", "2026-09", 1, root))))
        .isNotEqualTo(TableRoot.tablesRoot(List.of(new TableRoot("pools", "2026-09", 2, root))));
    assertThat(TableRoot.tablesRoot(List.of())).isEqualTo(Hash.EMPTY);
  }

  @Test
  void tablesAreOrderedByNameThenPeriod() {
    TableRoot a = new TableRoot("b", "2026-10", 0, Hash.EMPTY);
    TableRoot b = new TableRoot("b", "2026-09", 0, Hash.EMPTY);
    TableRoot c = new TableRoot("a", "2026-11", 0, Hash.EMPTY);
    assertThat(TableRoot.ordered(List.of(a, b, c))).containsExactly(c, b, a);
    assertThat(TableRoot.tablesRoot(List.of(a, b, c)))
        .isEqualTo(TableRoot.tablesRoot(List.of(c, a, b)));
    assertThatThrownBy(
            () ->
                TableRoot.tablesRoot(
                    List.of(b, a, new TableRoot("b", "2026-09", 1, Hash.ofLeaf(new byte[0])))))
        .isInstanceOf(Breach.class)
        .hasMessage("Table b of '2026-09' has two roots.");
  }

  @Test
  void rowsAndRootMustFit() {
    Hash leaf = Hash.ofLeaf(new byte[0]);
    assertThatThrownBy(() -> new TableRoot("t", "", 0, leaf))
        .isInstanceOf(Breach.class)
        .hasMessage("Table t of '': 0 rows cannot have the root %s.", leaf);
    assertThatThrownBy(() -> new TableRoot("t", "", 1, Hash.EMPTY))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("1 rows cannot");
    assertThatThrownBy(() -> new TableRoot("t", "", -1, leaf))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("-1 rows cannot");
    assertThatThrownBy(() -> new TableRoot("", "", 1, leaf))
        .isInstanceOf(Breach.class)
        .hasMessageContaining("without a name");
  }

  private static TableRoot of(
      List<String> key, List<? extends Map<String, ? extends @Nullable Object>> rows) {
    return TableRoot.of("t", "2026-09", key, rows.stream().map(CanonicalRow::of).toList());
  }
}

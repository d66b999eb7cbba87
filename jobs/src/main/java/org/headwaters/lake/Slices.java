package org.headwaters.lake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.headwaters.core.Breach;
import org.headwaters.tables.Table;

/**
 * Some slices of a table, each named by values of its partition columns; a slice without names is
 * the whole table.
 */
record Slices(Table table, List<Map<String, Object>> slices) {
  /** Throws {@link Breach} for a column that the table is not partitioned by. */
  Slices {
    slices = List.copyOf(slices);
    for (Map<String, Object> slice : slices) {
      for (String column : slice.keySet()) {
        Breach.check(
            table.partitions().contains(column),
            "Table %s is not partitioned by %s, so no slice is named by it.",
            table,
            column);
      }
    }
  }

  /**
   * Whether a file of that partition, as the log tells it, belongs to one of the slices. Asking
   * costs the same for one slice and for thousands that are named by the same columns.
   */
  Predicate<Map<String, String>> files() {
    Map<Set<String>, Set<Map<String, String>>> wanted =
        slices.stream()
            .map(
                slice ->
                    slice.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString())))
            .collect(Collectors.groupingBy(Map::keySet, Collectors.toSet()));
    return partition ->
        wanted.entrySet().stream()
            .anyMatch(alike -> alike.getValue().contains(named(partition, alike.getKey())));
  }

  /** The partition as some of its columns name it. */
  private static Map<String, String> named(Map<String, String> partition, Set<String> columns) {
    Map<String, String> named = new HashMap<>();
    columns.forEach(column -> named.put(column, partition.get(column)));
    return named;
  }

  /**
   * The name that whoever replaces these slices commits under; its versions count up, so of two
   * processes that replace the same slice at once, one looks again at what it has to take out.
   */
  String writer() {
    return "replace "
        + slices.stream()
            .map(slice -> new TreeMap<>(slice).toString())
            .sorted()
            .collect(Collectors.joining(" "));
  }
}

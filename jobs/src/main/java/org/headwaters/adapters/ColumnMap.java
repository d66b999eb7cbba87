package org.headwaters.adapters;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Table;

/**
 * Which column of a file becomes which column of ours.
 *
 * @param columns our columns, in the contract's order
 * @param needed those that a file must have
 * @param theirs our column → the file's name for it, where that differs
 * @param ignored columns of the file that are known to be of no use
 * @param ignoresAll whether everything that is not ours is of no use
 */
record ColumnMap(
    String table,
    List<String> columns,
    List<String> needed,
    Map<String, String> theirs,
    Set<String> ignored,
    boolean ignoresAll)
    implements Serializable {

  /**
   * In {@link InputSource#options}: columns to leave out, or {@code "*"} for all that are not ours.
   */
  static final String IGNORE = "ignore";

  private static final int UNKNOWN_SHOWN = 40;

  static ColumnMap of(InputSource source, Table table) {
    List<String> names = Arrays.asList(table.schema().fieldNames());
    for (Map<String, String> map :
        List.of(source.columns(), source.constants(), source.stripPrefix())) {
      for (String name : map.keySet()) {
        InvalidInput.check(
            names.contains(name),
            "The settings of inputs.%s speak of the column %s, which the table does not have. Its"
                + " columns are %s.",
            source.table(),
            name,
            String.join(", ", names));
      }
    }
    Composed composed = Composed.of(source, table);
    List<String> needed = new ArrayList<>();
    for (ContractColumn column : table.contract().columns()) {
      if (column.required()
          && column.defaultValue() == null
          && !composed.fills(column.name())
          && !source.constants().containsKey(column.name())) {
        needed.add(column.name());
      }
    }
    Object ignore = source.options().getOrDefault(IGNORE, List.of());
    Set<String> ignored = new HashSet<>();
    if (ignore instanceof List<?> list) {
      list.forEach(name -> ignored.add(String.valueOf(name)));
    }
    return new ColumnMap(
        source.table(),
        new ArrayList<>(names),
        needed,
        new HashMap<>(source.columns()),
        ignored,
        "*".equals(ignore) || ignored.contains("*"));
  }

  /** The file's name for a column of ours. */
  String theirs(String column) {
    return theirs.getOrDefault(column, column);
  }

  /** The columns of ours that a column of the file fills, as places in {@link #columns}. */
  Map<String, List<Integer>> placesByTheirName() {
    Map<String, List<Integer>> places = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      places.computeIfAbsent(theirs(columns.get(i)), name -> new ArrayList<>()).add(i);
    }
    return places;
  }

  boolean mayIgnore(String theirName) {
    return ignoresAll || ignored.contains(theirName);
  }

  /** Refuses a file that lacks a column that it must have. */
  void checkComplete(String file, List<String> header) {
    List<String> missing =
        needed.stream()
            .filter(column -> !header.contains(theirs(column)))
            .map(
                column ->
                    theirs(column).equals(column)
                        ? column
                        : column + " (as " + theirs(column) + ")")
            .toList();
    InvalidInput.check(
        missing.isEmpty(),
        "%s has no column %s, which %s needs. Its columns are %s. Add it, or map it by"
            + " inputs.%s.columns or constants.",
        file,
        String.join(", ", missing),
        table,
        String.join(", ", header),
        table);
  }

  /**
   * Refuses a file that lacks a column which the settings name for one of ours, where all that they
   * do not name is passed over: nobody else would notice a slip of the pen.
   */
  void checkNamed(String file, List<String> header) {
    List<String> missing =
        theirs.entrySet().stream()
            .filter(each -> ignoresAll && !header.contains(each.getValue()))
            .map(each -> each.getValue() + " (for " + each.getKey() + ")")
            .sorted()
            .toList();
    InvalidInput.check(
        missing.isEmpty(),
        "%s has no column %s, which inputs.%s.columns names. Its columns are %s. Correct the"
            + " setting, or leave it out.",
        file,
        String.join(", ", missing),
        table,
        String.join(", ", header));
  }

  /** Whether a header can be read as it stands. */
  boolean fits(List<String> header) {
    return needed.stream().allMatch(column -> header.contains(theirs(column)))
        && unknown(header).isEmpty();
  }

  private List<String> unknown(List<String> header) {
    Map<String, List<Integer>> places = placesByTheirName();
    return header.stream()
        .filter(name -> !name.isEmpty() && !places.containsKey(name) && !mayIgnore(name))
        .distinct()
        .toList();
  }

  /**
   * Refuses a file with columns that nobody knows, or with one twice. A column without a name, as a
   * mark at a line's end makes one, is none while it is empty.
   */
  void checkKnown(String file, List<String> header) {
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      boolean once = name.isEmpty() || seen.add(name);
      InvalidInput.check(once, "%s has the column %s twice. Take one away.", file, name);
    }
    List<String> unknown = unknown(header);
    int shown = Math.min(unknown.size(), UNKNOWN_SHOWN);
    InvalidInput.check(
        unknown.isEmpty(),
        "%s has %s, which %s does not know: %s%s. The table's columns are %s. Correct the header,"
            + " say by inputs.%s.columns which of ours they are, or pass over them by"
            + " inputs.%s.ignore: [%s]",
        file,
        unknown.size() == 1 ? "a column" : unknown.size() + " columns",
        table,
        String.join(", ", unknown.subList(0, shown)),
        shown < unknown.size() ? " and " + (unknown.size() - shown) + " more" : "",
        String.join(", ", columns),
        table,
        table,
        shown < unknown.size() ? "\"*\"" : String.join(", ", unknown));
  }
}

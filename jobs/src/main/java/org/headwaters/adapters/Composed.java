package org.headwaters.adapters;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Table;

/**
 * Columns of ours that no column of the file holds but several together do: {@code revenue_id:
 * "{period}/{asset_id}"}. A template names columns of ours, as they are before anything is
 * composed; it may name its own, to put something before it. Where one of them is missing the
 * composed one is too.
 *
 * @param templates our column → template
 */
record Composed(Map<String, String> templates) {
  static final String OPTION = "compose";

  private static final Pattern NAME = Pattern.compile("\\{([^{}]*)}");

  /** What the settings say, of columns that the table has. */
  static Composed of(InputSource source, Table table) {
    Object said = source.options().get(OPTION);
    UsageError.check(
        said == null || said instanceof Map<?, ?>,
        "inputs.%s.compose is %s; write compose: {column: \"text with {columns}\"}.",
        source.table(),
        String.valueOf(said));
    Map<String, String> templates = new LinkedHashMap<>();
    if (said instanceof Map<?, ?> map) {
      map.forEach((column, template) -> templates.put(column.toString(), template.toString()));
    }
    Set<String> known = Set.of(table.schema().fieldNames());
    templates.forEach(
        (column, template) -> {
          check(source, known, column);
          List<String> named = names(template);
          UsageError.check(
              !named.isEmpty(),
              "inputs.%s.compose.%s is '%s', which names no column. Write a column in braces, such"
                  + " as {%s}; what is the same in every row goes to constants.",
              source.table(),
              column,
              template,
              table.schema().fieldNames()[0]);
          named.forEach(name -> check(source, known, name));
        });
    return new Composed(templates);
  }

  private static void check(InputSource source, Set<String> known, String column) {
    UsageError.check(
        known.contains(column),
        "inputs.%s.compose speaks of the column %s, which the table does not have. Its columns are"
            + " %s.",
        source.table(),
        column,
        String.join(", ", known.stream().sorted().toList()));
  }

  private static List<String> names(String template) {
    return NAME.matcher(template).results().map(found -> found.group(1)).toList();
  }

  /** Whether a file need not have this column. */
  boolean fills(String column) {
    String template = templates.get(column);
    return template != null && !names(template).contains(column);
  }

  /** The columns with those that are composed put in, in the same order. */
  Map<String, Column> apply(Map<String, Column> columns) {
    Map<String, Column> all = new LinkedHashMap<>(columns);
    templates.forEach((column, template) -> all.put(column, composed(template, columns)));
    return all;
  }

  private static Column composed(String template, Map<String, Column> columns) {
    List<Column> parts = new ArrayList<>();
    Matcher names = NAME.matcher(template);
    int from = 0;
    while (names.find()) {
      parts.add(lit(template.substring(from, names.start())));
      parts.add(columns.getOrDefault(names.group(1), lit(null)).cast(DataTypes.StringType));
      from = names.end();
    }
    parts.add(lit(template.substring(from)));
    return concat(parts.toArray(new Column[0]));
  }
}

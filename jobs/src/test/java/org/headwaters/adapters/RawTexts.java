package org.headwaters.adapters;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Table;

/**
 * What a reader makes of a text, before the door: rows of a table, and what is wrong with others.
 */
final class RawTexts {
  private final RawRow.Shape shape;
  private final List<Row> rows = new ArrayList<>();

  private RawTexts(Table table) {
    this.shape = RawRow.Shape.of(table);
  }

  static RawTexts of(Table table, Iterator<Row> from) {
    RawTexts texts = new RawTexts(table);
    from.forEachRemaining(texts.rows::add);
    return texts;
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  int size() {
    return rows.size();
  }

  private List<Row> faults(Row row) {
    int last = shape.columns().size() + 2;
    return row.isNullAt(last) ? List.of() : List.of((Row[]) row.get(last));
  }

  /** The cells of rows that are whole, in order. */
  List<String> cells(String... columns) {
    return rows.stream()
        .filter(row -> faults(row).isEmpty())
        .map(
            row ->
                Stream.of(columns)
                    .map(column -> row.getString(shape.columns().indexOf(column)))
                    .map(String::valueOf)
                    .collect(Collectors.joining(" | ")))
        .sorted()
        .toList();
  }

  /** What to do about each row that is broken. */
  List<String> fixes() {
    return rows.stream().flatMap(row -> faults(row).stream()).map(f -> f.getString(3)).toList();
  }

  /** Line and rule of each row that is broken. */
  List<String> broken() {
    return rows.stream()
        .flatMap(
            row ->
                faults(row).stream()
                    .map(f -> row.get(shape.columns().size() + 1) + " " + f.getString(2)))
        .sorted()
        .toList();
  }
}

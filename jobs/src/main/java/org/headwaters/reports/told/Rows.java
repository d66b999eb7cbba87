package org.headwaters.reports.told;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Cell;
import org.jspecify.annotations.Nullable;

/** Rows as they are made, month by month. */
final class Rows {
  private final List<List<Cell>> rows = new ArrayList<>();

  /** The rows that something makes of each month. */
  static List<List<Cell>> of(List<Month> months, BiConsumer<Rows, Month> made) {
    Rows rows = new Rows();
    months.forEach(month -> made.accept(rows, month));
    return rows.all();
  }

  /** Adds a row. */
  void add(Cell... cells) {
    rows.add(List.of(cells));
  }

  List<List<Cell>> all() {
    return List.copyOf(rows);
  }

  static Cell text(@Nullable String text) {
    return Cell.of(text);
  }

  static Cell number(long number) {
    return Cell.of(number);
  }
}

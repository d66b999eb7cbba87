package org.headwaters.reports.model;

import java.util.List;
import org.headwaters.core.Breach;

/**
 * A table of a report.
 *
 * @param id in JSON, and the name of its CSV file
 * @param about what one row is, and what to beware of
 * @param rows each with a cell for every column; empty where there is nothing to tell
 */
public record Sheet(
    String id, String title, String about, List<Column> columns, List<List<Cell>> rows) {
  /** Copies, and checks that every row has all its cells. */
  public Sheet {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      Breach.check(
          row.size() == columns.size(),
          "A row of sheet %s has %d cells, its columns are %d.",
          id,
          row.size(),
          columns.size());
    }
  }

  /** A sheet without rows: what a report is told by, before its facts are known. */
  public static Sheet of(String id, String title, String about, Column... columns) {
    return new Sheet(id, title, about, List.of(columns), List.of());
  }

  /** The same sheet with rows. */
  public Sheet with(List<List<Cell>> filled) {
    return new Sheet(id, title, about, columns, filled);
  }
}

package org.headwaters.tables;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.headwaters.core.proof.CanonicalRow;

/** Rows that the driver has at hand, as they are hashed. Larger tables are hashed by Spark. */
public final class CanonicalRows {
  private CanonicalRows() {}

  /** The rows, which name their columns, in their order. */
  public static List<CanonicalRow> of(List<Row> rows) {
    return rows.stream().map(CanonicalRows::of).toList();
  }

  private static CanonicalRow of(Row row) {
    Map<String, Object> cells = new HashMap<>();
    for (int at = 0; at < row.length(); at++) {
      if (!row.isNullAt(at)) {
        cells.put(row.schema().apply(at).name(), RowShape.component(row.get(at)));
      }
    }
    return CanonicalRow.of(cells);
  }
}

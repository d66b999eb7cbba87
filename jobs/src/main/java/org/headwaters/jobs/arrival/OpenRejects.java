package org.headwaters.jobs.arrival;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.lake.Lake;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;

/** Rejects that still count, as far as files tell: a file delivered again speaks for itself. */
final class OpenRejects {
  private OpenRejects() {}

  /**
   * Takes back what earlier deliveries of a table said of the files that this one brings: either
   * they are right now, or this delivery's own rejects say what is not.
   */
  static void supersede(Lake lake, Table table, String deliveryId, Dataset<Row> delivered) {
    Dataset<Row> earlier =
        lake.read(Rejects.TABLE, Map.of(Rejects.TABLE_NAME, table.name()))
            .where(col(Rejects.DELIVERY_ID).notEqual(deliveryId));
    List<String> named = texts(earlier.select(Rejects.FILE));
    if (named.isEmpty()) {
      return;
    }
    List<String> again =
        texts(delivered.where(col(RawRows.FILE).isin(named.toArray())).select(RawRows.FILE));
    if (again.isEmpty()) {
      return;
    }
    Dataset<Row> ofThem = earlier.where(col(Rejects.FILE).isin(again.toArray()));
    for (String id : texts(ofThem.select(Rejects.DELIVERY_ID))) {
      Map<String, Object> slice = Map.of(Rejects.TABLE_NAME, table.name(), Rejects.DELIVERY_ID, id);
      // Held by the driver: what is read here is what is replaced.
      List<Row> rest =
          lake.read(Rejects.TABLE, slice)
              .where(not(col(Rejects.FILE).isin(again.toArray())))
              .collectAsList();
      lake.replace(Rejects.TABLE, rest, slice);
    }
  }

  private static List<String> texts(Dataset<Row> column) {
    return column.distinct().collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}

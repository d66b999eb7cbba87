package org.headwaters.jobs.arrival;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Lake;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;
import org.headwaters.transforms.ArrivedRows;

/**
 * The rejects of one delivery, and what they take the place of.
 *
 * @param seq the number that the delivery has among those of its table, or would have if it kept
 *     anything
 */
record DeliveryRejects(Table table, String id, long seq, boolean any) {
  /** Of what was found. */
  static DeliveryRejects of(Table table, Delivery delivery) {
    return new DeliveryRejects(
        table, delivery.deliveryId(), delivery.seq(), delivery.counts().rejected() > 0);
  }

  /**
   * Writes them whole, so that doing it again changes nothing. Returns them by rule, a line each.
   */
  List<String> write(Lake lake, Dataset<Row> checked, Dataset<Row> verdicts) {
    Map<String, Object> slice = Map.of(Rejects.TABLE_NAME, table.name(), Rejects.DELIVERY_ID, id);
    Dataset<Row> found =
        ArrivedRows.rejects(checked, table, verdicts, new ArrivedRows.Delivered(id, seq));
    Dataset<Row> stored = lake.read(Rejects.TABLE, slice);
    // Two deliveries of the same good rows have one id, also of none; what was wrong in files that
    // this one does not bring still is.
    Dataset<Row> others = without(stored, broughtAgain(stored, checked));
    long kept = others.count();
    if (any || stored.count() > kept) {
      lake.replace(Rejects.TABLE, kept == 0 ? found : found.unionByName(others), slice);
    }
    supersede(lake, checked);
    if (!any) {
      return List.of();
    }
    return RejectedRules.lines(kept == 0 ? lake.read(Rejects.TABLE, slice) : found);
  }

  /**
   * Takes back what earlier deliveries of a table said of the files that this one brings: either
   * they are right now, or this delivery's own rejects say what is not.
   */
  private void supersede(Lake lake, Dataset<Row> delivered) {
    Dataset<Row> earlier =
        lake.read(Rejects.TABLE, Map.of(Rejects.TABLE_NAME, table.name()))
            .where(col(Rejects.DELIVERY_ID).notEqual(id));
    List<String> again = broughtAgain(earlier, delivered);
    Dataset<Row> ofThem = earlier.where(col(Rejects.FILE).isin(again.toArray()));
    for (String other : texts(ofThem.select(Rejects.DELIVERY_ID))) {
      Map<String, Object> slice =
          Map.of(Rejects.TABLE_NAME, table.name(), Rejects.DELIVERY_ID, other);
      lake.replace(Rejects.TABLE, without(lake.read(Rejects.TABLE, slice), again), slice);
    }
  }

  /** Files that rejects speak of and that are delivered again. */
  private static List<String> broughtAgain(Dataset<Row> rejects, Dataset<Row> delivered) {
    List<String> named = texts(rejects.select(Rejects.FILE));
    return named.isEmpty()
        ? List.of()
        : texts(delivered.where(col(RawRows.FILE).isin(named.toArray())).select(RawRows.FILE));
  }

  /** A table's files stay where they are until a vacuum: what is read here may be replaced. */
  private static Dataset<Row> without(Dataset<Row> rejects, List<String> files) {
    return rejects.where(not(col(Rejects.FILE).isin(files.toArray())));
  }

  private static List<String> texts(Dataset<Row> column) {
    return column.distinct().collectAsList().stream().map(row -> row.getString(0)).toList();
  }
}

package org.headwaters.lake;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.headwaters.tables.Deliveries;

/**
 * One delivery of one input table: the rows that were kept from it lie in the table's partition
 * (seq, deliveryId).
 *
 * @param seq 1 for a table's first delivery, then one more each time
 * @param deliveryId SHA-256 over the accepted rows (docs/decisions/0001)
 * @param scopes the crawls or data sets the rows speak of, sorted; {@link #ANY} if the table has
 *     none or they are too many to name
 */
public record Delivery(
    String tableName, long seq, String deliveryId, Counts counts, List<String> scopes) {
  /** The column by which a later delivery takes a row back. */
  public static final String DELETED = "deleted";

  /** The scope that meets every other. */
  public static final String ANY = "*";

  /** What became of the rows read: read = kept + identical + rejected. */
  public record Counts(long read, long kept, long identical, long rejected) {}

  public Delivery {
    scopes = List.copyOf(scopes);
  }

  /** Every booked delivery, by table and then seq. Grows with deliveries, not with rows. */
  static List<Delivery> all(Lake lake) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Deliveries.Taken taken : lake.records(Deliveries.CODEC)) {
      deliveries.add(of(taken));
    }
    deliveries.sort(Comparator.comparing(Delivery::tableName).thenComparing(Delivery::seq));
    return deliveries;
  }

  private static Delivery of(Deliveries.Taken taken) {
    return new Delivery(
        taken.tableName(),
        taken.deliverySeq(),
        taken.deliveryId(),
        new Counts(taken.rowsRead(), taken.rowsKept(), taken.rowsIdentical(), taken.rowsRejected()),
        taken.scopes());
  }

  /**
   * Makes the delivery's rows count, if its seq is still free. Returns false when another process
   * took the number: the rows are then to be compared and written again.
   */
  public boolean book(Lake lake) {
    Deliveries.Taken taken =
        new Deliveries.Taken(
            seq,
            tableName,
            deliveryId,
            counts.read(),
            counts.kept(),
            counts.identical(),
            counts.rejected(),
            scopes);
    String writer = Deliveries.TABLE.name() + ":" + tableName;
    try {
      lake.appendOnce(Deliveries.CODEC, List.of(taken), writer, seq);
    } catch (LostRace e) {
      return false;
    }
    return !lake.read(Deliveries.TABLE)
        .where(
            col(Deliveries.TABLE_NAME)
                .equalTo(tableName)
                .and(col(Deliveries.DELIVERY_SEQ).equalTo(seq))
                .and(col(Deliveries.DELIVERY_ID).equalTo(deliveryId)))
        .isEmpty();
  }
}

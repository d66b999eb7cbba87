package org.headwaters.tables;

import java.util.List;

/**
 * Every delivery that was taken in, with what became of its rows. Grain: one row per delivery of a
 * table.
 */
public final class Deliveries {
  public static final Table TABLE = Table.of("deliveries");

  public static final String DELIVERY_SEQ = TABLE.column("delivery_seq");
  public static final String TABLE_NAME = TABLE.column("table_name");
  public static final String DELIVERY_ID = TABLE.column("delivery_id");
  public static final String ROWS_READ = TABLE.column("rows_read");
  public static final String ROWS_KEPT = TABLE.column("rows_kept");
  public static final String ROWS_IDENTICAL = TABLE.column("rows_identical");
  public static final String ROWS_REJECTED = TABLE.column("rows_rejected");
  public static final String SCOPES = TABLE.column("scopes");

  /** What became of one delivery of one table. */
  public record Taken(
      long deliverySeq,
      String tableName,
      String deliveryId,
      long rowsRead,
      long rowsKept,
      long rowsIdentical,
      long rowsRejected,
      List<String> scopes) {
    public Taken {
      scopes = List.copyOf(scopes);
    }
  }

  public static final Codec<Taken> CODEC = Codec.of(TABLE, Taken.class);

  private Deliveries() {}
}

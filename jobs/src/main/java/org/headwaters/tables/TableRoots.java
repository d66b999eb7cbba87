package org.headwaters.tables;

import org.headwaters.core.proof.Hash;
import org.headwaters.core.proof.TableRoot;

/** What each booking's tables_root is the root of. Grain: one row per period, booking and table. */
public final class TableRoots {
  public static final Table TABLE = Table.of("table_roots");

  public static final String PERIOD = TABLE.column("period");
  public static final String BOOKING_ID = TABLE.column("booking_id");

  /** The root of one table. */
  public record Root(String period, String bookingId, String tableName, long rows, String root) {
    /** Of a booking. */
    public static Root of(String bookingId, TableRoot root) {
      return new Root(root.period(), bookingId, root.table(), root.rows(), root.root().hex());
    }

    /** As it is hashed. */
    public TableRoot tableRoot() {
      return new TableRoot(tableName, period, rows, Hash.parseHex(root));
    }
  }

  public static final Codec<Root> CODEC = Codec.of(TABLE, Root.class);

  private TableRoots() {}
}

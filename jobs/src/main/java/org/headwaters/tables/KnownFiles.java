package org.headwaters.tables;

import java.util.List;

/**
 * The files that each input table was last taken in from, so that the very same ones are not parsed
 * again. Grain: one row per input table.
 */
public final class KnownFiles {
  public static final Table TABLE = Table.of("known_files");

  public static final String TABLE_NAME = TABLE.column("table_name");

  /**
   * What was last looked through for one table.
   *
   * @param deliverySeq number of the table's last delivery after that; 0 if it has none
   * @param rejects rows that {@link Rejects} had under its id
   * @param toldRejects what was told of them, a line a rule
   * @param passedOver what no column takes, a line a source
   */
  public record Known(
      String tableName,
      String fingerprint,
      long deliverySeq,
      String deliveryId,
      long rowsRead,
      long rowsRejected,
      long rejects,
      List<String> toldRejects,
      List<String> passedOver) {
    public Known {
      toldRejects = List.copyOf(toldRejects);
      passedOver = List.copyOf(passedOver);
    }
  }

  public static final Codec<Known> CODEC = Codec.of(TABLE, Known.class);

  private KnownFiles() {}
}

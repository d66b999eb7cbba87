package org.headwaters.tables;

import org.jspecify.annotations.Nullable;

/**
 * Rows that broke a rule, and what to do about each. Grain: one row per delivered row and rule that
 * it broke.
 */
public final class Rejects {
  public static final Table TABLE = Table.of("rejects");

  public static final String TABLE_NAME = TABLE.column("table_name");
  public static final String DELIVERY_ID = TABLE.column("delivery_id");
  public static final String FILE = TABLE.column("file");
  public static final String ROW_NUMBER = TABLE.column("row_number");
  public static final String COLUMN_NAME = TABLE.column("column_name");
  public static final String VALUE = TABLE.column("value");
  public static final String RULE = TABLE.column("rule");
  public static final String FIX = TABLE.column("fix");
  public static final String DELIVERY_SEQ = TABLE.column("delivery_seq");
  public static final String ROW_KEY = TABLE.column("row_key");
  public static final String CELLS = TABLE.column("cells");

  /** A broken rule of a row, told. */
  public record Reject(
      String tableName,
      String deliveryId,
      @Nullable String file,
      @Nullable Long rowNumber,
      @Nullable String columnName,
      @Nullable String value,
      String rule,
      String fix,
      long deliverySeq,
      @Nullable String rowKey,
      @Nullable String cells) {}

  public static final Codec<Reject> CODEC = Codec.of(TABLE, Reject.class);

  private Rejects() {}
}

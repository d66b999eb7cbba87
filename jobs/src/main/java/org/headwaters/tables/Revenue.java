package org.headwaters.tables;

/** What the assets earned, line by line. Grain: one row per revenue line. */
public final class Revenue {
  public static final Table TABLE = Table.of("revenue");

  public static final String REVENUE_ID = TABLE.column("revenue_id");
  public static final String PERIOD = TABLE.column("period");
  public static final String ASSET_ID = TABLE.column("asset_id");
  public static final String KIND = TABLE.column("kind");
  public static final String COVERS = TABLE.column("covers");
  public static final String QUANTITY = TABLE.column("quantity");
  public static final String UNIT = TABLE.column("unit");
  public static final String UNIT_PRICE = TABLE.column("unit_price");
  public static final String GROSS_AMOUNT = TABLE.column("gross_amount");
  public static final String CURRENCY = TABLE.column("currency");
  public static final String DELETED = TABLE.column("deleted");

  private Revenue() {}
}

package org.headwaters.tables;

/** Money that a provider really paid in. Grain: one row per receipt. */
public final class Receipts {
  public static final Table TABLE = Table.of("receipts");

  public static final String RECEIPT_ID = TABLE.column("receipt_id");
  public static final String PROVIDER = TABLE.column("provider");
  public static final String PERIOD = TABLE.column("period");
  public static final String AMOUNT = TABLE.column("amount");
  public static final String CURRENCY = TABLE.column("currency");
  public static final String RECEIVED_ON = TABLE.column("received_on");
  public static final String REFERENCE = TABLE.column("reference");
  public static final String CHARGES_AMOUNT = TABLE.column("charges_amount");
  public static final String SETTLES_MICROS = TABLE.column("settles_micros");
  public static final String DELETED = TABLE.column("deleted");

  private Receipts() {}
}

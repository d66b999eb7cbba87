package org.headwaters.tables;

/**
 * Money that was really paid to a holder, and what became of it. Grain: one row per payment, in its
 * latest state.
 */
public final class Payments {
  public static final Table TABLE = Table.of("payments");

  public static final String PAYMENT_ID = TABLE.column("payment_id");
  public static final String HOLDER_ID = TABLE.column("holder_id");
  public static final String AMOUNT = TABLE.column("amount");
  public static final String CURRENCY = TABLE.column("currency");
  public static final String STATE = TABLE.column("state");
  public static final String PAID_ON = TABLE.column("paid_on");
  public static final String REFERENCE = TABLE.column("reference");
  public static final String DELETED = TABLE.column("deleted");

  private Payments() {}
}

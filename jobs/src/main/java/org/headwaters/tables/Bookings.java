package org.headwaters.tables;

/**
 * The chain of runs that count: the last booking of a period names its current run. Grain: one row
 * per booking.
 */
public final class Bookings {
  public static final Table TABLE = Table.of("bookings");

  public static final String SEQ = TABLE.column("seq");
  public static final String PREVIOUS = TABLE.column("previous");
  public static final String BOOKING_ID = TABLE.column("booking_id");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String PERIOD = TABLE.column("period");
  public static final String REASON = TABLE.column("reason");
  public static final String GROSS_MICROS = TABLE.column("gross_micros");
  public static final String RETAINED_MICROS = TABLE.column("retained_micros");
  public static final String FUNDS_MICROS = TABLE.column("funds_micros");
  public static final String PAYABLE_MICROS = TABLE.column("payable_micros");
  public static final String UNCLAIMED_MICROS = TABLE.column("unclaimed_micros");
  public static final String ON_HOLD_MICROS = TABLE.column("on_hold_micros");
  public static final String UNDISCLOSED_MICROS = TABLE.column("undisclosed_micros");

  private Bookings() {}
}

package org.headwaters.tables;

/**
 * What each booking did to each holder: what they were owed before, what it added and took, and
 * what they are owed since. Grain: one row per booking and holder.
 */
public final class Statements {
  public static final Table TABLE = Table.of("statements");

  public static final String BOOKING_ID = TABLE.column("booking_id");
  public static final String HOLDER_ID = TABLE.column("holder_id");

  /** A booking, on the account of a holder or fund. */
  public record Moved(
      String bookingId,
      String holderId,
      long seq,
      long openingMicros,
      long creditsMicros,
      long debitsMicros,
      long closingMicros) {}

  public static final Codec<Moved> CODEC = Codec.of(TABLE, Moved.class);

  private Statements() {}
}

package org.headwaters.tables;

import org.jspecify.annotations.Nullable;

/**
 * What each booking adds to each holder's account, as it stands in the booking's tree: all that a
 * holder's proof is made from. Grain: one row per period, booking and holder.
 */
public final class StatementLeaves {
  public static final Table TABLE = Table.of("statement_leaves");

  public static final String PERIOD = TABLE.column("period");
  public static final String BOOKING_ID = TABLE.column("booking_id");
  public static final String HOLDER_ID = TABLE.column("holder_id");

  public static final String PLACE = TABLE.column("place");
  public static final String CREDITS_MICROS = TABLE.column("credits_micros");
  public static final String DEBITS_MICROS = TABLE.column("debits_micros");
  public static final String DATA = TABLE.column("data");

  /** A leaf. */
  public record Leaf(
      String period,
      String bookingId,
      String holderId,
      long place,
      @Nullable String nonce,
      long creditsMicros,
      long debitsMicros,
      String data) {}

  public static final Codec<Leaf> CODEC = Codec.of(TABLE, Leaf.class);

  private StatementLeaves() {}
}

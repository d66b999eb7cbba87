package org.headwaters.tables;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was paid out, piece by piece, with all that its payment file says. Grain: one row per
 * booking and line.
 */
public final class Payouts {
  public static final Table TABLE = Table.of("payouts");

  public static final String BOOKING_ID = TABLE.column("booking_id");

  public static final String PAYEE_ID = TABLE.column("payee_id");

  /** A piece of a payment. */
  public record Piece(
      String bookingId,
      long line,
      String endToEndId,
      String payeeId,
      @Nullable String payeeName,
      String payeeAccount,
      @Nullable String payeeTown,
      @Nullable String payeeCountry,
      String account,
      String period,
      String provider,
      long amountMicros,
      String currency,
      LocalDate payOn,
      String payerName,
      String payerAccount,
      @Nullable String payerBank) {}

  public static final Codec<Piece> CODEC = Codec.of(TABLE, Piece.class);

  private Payouts() {}
}

package org.headwaters.tables;

import java.time.Instant;

/** That somebody was forgotten, and why, without who. Grain: one row per erasure. */
public final class Erasures {
  public static final Table TABLE = Table.of("erasures");

  public static final String SEQ = TABLE.column("seq");
  public static final String REASON = TABLE.column("reason");
  public static final String ERASED_AT = TABLE.column("erased_at");

  /** One erasure. */
  public record Erasure(long seq, String reason, Instant erasedAt) {}

  public static final Codec<Erasure> CODEC = Codec.of(TABLE, Erasure.class);

  private Erasures() {}
}

package org.headwaters.tables;

/** Pseudonyms of persons who were forgotten. Grain: one row per erasure and pseudonym. */
public final class ForgottenPersons {
  public static final Table TABLE = Table.of("forgotten_persons");

  public static final String SEQ = TABLE.column("seq");
  public static final String PSEUDONYM = TABLE.column("pseudonym");

  /** A pseudonym on the list. */
  public record Listed(long seq, String pseudonym) {}

  public static final Codec<Listed> CODEC = Codec.of(TABLE, Listed.class);

  private ForgottenPersons() {}
}

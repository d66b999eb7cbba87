package org.headwaters.tables;

/**
 * The inputs that are missing and would move most money. Grain: one row per period, run and rank.
 */
public final class MissingInputs {
  public static final Table TABLE = Table.of("missing_inputs");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String RANK = TABLE.column("rank");
  public static final String WHAT = TABLE.column("what");
  public static final String SUBJECT = TABLE.column("subject");
  public static final String AMOUNT_MICROS = TABLE.column("amount_micros");
  public static final String FIX = TABLE.column("fix");

  /** Money that waits for something to be delivered or decided. */
  public record Missing(
      String period,
      String runId,
      int rank,
      String what,
      String subject,
      long amountMicros,
      String fix) {}

  public static final Codec<Missing> CODEC = Codec.of(TABLE, Missing.class);

  private MissingInputs() {}
}

package org.headwaters.tables;

/**
 * The coverage ladder: how much of the money could be followed how far. Grain: one row per period,
 * run and step.
 */
public final class Coverage {
  public static final Table TABLE = Table.of("coverage");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String STEP = TABLE.column("step");
  public static final String AMOUNT_MICROS = TABLE.column("amount_micros");
  public static final String PPM = TABLE.column("ppm");

  /** How much of the money could be followed so far. */
  public record Rung(String period, String runId, String step, long amountMicros, int ppm) {}

  public static final Codec<Rung> CODEC = Codec.of(TABLE, Rung.class);

  private Coverage() {}
}

package org.headwaters.tables;

/**
 * The ten sources with the largest credits of a run, claimed or not. Grain: one row per period, run
 * and rank.
 */
public final class TopSources {
  public static final Table TABLE = Table.of("top_sources");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String RANK = TABLE.column("rank");
  public static final String SOURCE_ID = TABLE.column("source_id");
  public static final String AMOUNT_MICROS = TABLE.column("amount_micros");

  /** A source with one of the largest credits. */
  public record Top(String period, String runId, int rank, String sourceId, long amountMicros) {}

  public static final Codec<Top> CODEC = Codec.of(TABLE, Top.class);

  private TopSources() {}
}

package org.headwaters.tables;

/**
 * What each holder is owed, source by source, and whose money it is. Grain: one row per period,
 * run, holder, source, data set, part and earner.
 */
public final class StatementLines {
  public static final Table TABLE = Table.of("statement_lines");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String HOLDER_ID = TABLE.column("holder_id");
  public static final String SOURCE_ID = TABLE.column("source_id");
  public static final String DATASET_ID = TABLE.column("dataset_id");
  public static final String PART = TABLE.column("part");
  public static final String EARNER_ID = TABLE.column("earner_id");
  public static final String AMOUNT_MICROS = TABLE.column("amount_micros");

  private StatementLines() {}
}

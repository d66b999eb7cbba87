package org.headwaters.tables;

/**
 * Who is owed what, and which money waits in which bucket, by source and data set. Grain: one row
 * per period, run, bucket, holder, claim, source, data set, part and reason.
 */
public final class HolderCredits {
  public static final Table TABLE = Table.of("holder_credits");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String BUCKET = TABLE.column("bucket");
  public static final String HOLDER_ID = TABLE.column("holder_id");
  public static final String CLAIM_ID = TABLE.column("claim_id");
  public static final String SOURCE_ID = TABLE.column("source_id");
  public static final String DATASET_ID = TABLE.column("dataset_id");
  public static final String PART = TABLE.column("part");
  public static final String REASON = TABLE.column("reason");
  public static final String AMOUNT_MICROS = TABLE.column("amount_micros");

  private HolderCredits() {}
}

package org.headwaters.tables;

/** The policy that each run was made by, whole. Grain: one row per period and run. */
public final class Policies {
  public static final Table TABLE = Table.of("policies");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String POLICY = TABLE.column("policy");
  public static final String VERSION = TABLE.column("version");
  public static final String POLICY_HASH = TABLE.column("policy_hash");
  public static final String TEXT = TABLE.column("text");

  /** What a community decided, as it was when the run was made. */
  public record Text(
      String period, String runId, String policy, int version, String policyHash, String text) {}

  public static final Codec<Text> CODEC = Codec.of(TABLE, Text.class);

  private Policies() {}
}

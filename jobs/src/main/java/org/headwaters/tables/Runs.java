package org.headwaters.tables;

/** Every run: what it was made from. Grain: one row per run and state that it reached. */
public final class Runs {
  public static final Table TABLE = Table.of("runs");

  public static final String RUN_ID = TABLE.column("run_id");
  public static final String PERIOD = TABLE.column("period");
  public static final String POLICY = TABLE.column("policy");
  public static final String POLICY_HASH = TABLE.column("policy_hash");
  public static final String METHOD_VERSION = TABLE.column("method_version");
  public static final String INPUTS = TABLE.column("inputs");
  public static final String STATE = TABLE.column("state");

  /** A step of a run whose tables are all written. */
  public record Finished(
      String runId,
      String period,
      String policy,
      String policyHash,
      String methodVersion,
      String inputs,
      String state) {}

  public static final Codec<Finished> CODEC = Codec.of(TABLE, Finished.class);

  private Runs() {}
}

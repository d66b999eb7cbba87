package org.headwaters.tables;

import org.jspecify.annotations.Nullable;

/**
 * Every flow of money out of an asset: to other assets, to people and documents, to funds, and to
 * what is undisclosed. Grain: one row per period, run, asset, where the money goes and why, and
 * sign.
 */
public final class AssetFlows {
  public static final Table TABLE = Table.of("asset_flows");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String CHILD_ID = TABLE.column("child_id");
  public static final String TO_KIND = TABLE.column("to_kind");
  public static final String TO_ID = TABLE.column("to_id");
  public static final String STAGE = TABLE.column("stage");
  public static final String RELATION = TABLE.column("relation");
  public static final String REASON = TABLE.column("reason");
  public static final String AMOUNT_MICROS = TABLE.column("amount_micros");

  /** Money that left an asset for one place. */
  public record Flow(
      String period,
      String runId,
      String childId,
      String toKind,
      @Nullable String toId,
      @Nullable String stage,
      @Nullable String relation,
      @Nullable String reason,
      long amountMicros) {}

  public static final Codec<Flow> CODEC = Codec.of(TABLE, Flow.class);

  private AssetFlows() {}
}

package org.headwaters.tables;

import org.jspecify.annotations.Nullable;

/**
 * What is odd, missing or capped in the lineage of a run. Grain: one row per period, run, finding,
 * asset and parent.
 */
public final class LineageFindings {
  public static final Table TABLE = Table.of("lineage_findings");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String FINDING = TABLE.column("finding");
  public static final String ASSET_ID = TABLE.column("asset_id");
  public static final String PARENT_ID = TABLE.column("parent_id");
  public static final String DETAIL = TABLE.column("detail");

  /** Something odd about an asset or an edge. */
  public record Finding(
      String period,
      String runId,
      String finding,
      String assetId,
      @Nullable String parentId,
      String detail) {
    /** The same finding in other words. */
    public Finding told(String inOtherWords) {
      return new Finding(period, runId, finding, assetId, parentId, inOtherWords);
    }
  }

  public static final Codec<Finding> CODEC = Codec.of(TABLE, Finding.class);

  private LineageFindings() {}
}

package org.headwaters.tables;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The assets of a run's lineage graph. Grain: one row per period, run and asset. */
public final class LineageNodes {
  public static final Table TABLE = Table.of("lineage_nodes");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String ASSET_ID = TABLE.column("asset_id");
  public static final String KIND = TABLE.column("kind");
  public static final String DISCLOSURE = TABLE.column("disclosure");
  public static final String DEPTH = TABLE.column("depth");
  public static final String GROUP_ID = TABLE.column("group_id");
  public static final String OUTPUT_WEIGHT = TABLE.column("output_weight");

  /** An asset of the graph. */
  public record Node(
      String period,
      String runId,
      String assetId,
      String kind,
      String disclosure,
      int depth,
      String groupId,
      @Nullable BigDecimal outputWeight) {}

  public static final Codec<Node> CODEC = Codec.of(TABLE, Node.class);

  private LineageNodes() {}
}

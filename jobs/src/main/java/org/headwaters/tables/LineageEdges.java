package org.headwaters.tables;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The edges of a run's lineage graph, with the exact share of the child's inflow that each carries.
 * Grain: one row per period, run, child, parent and relation.
 */
public final class LineageEdges {
  public static final Table TABLE = Table.of("lineage_edges");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String CHILD_ID = TABLE.column("child_id");
  public static final String PARENT_ID = TABLE.column("parent_id");
  public static final String RELATION = TABLE.column("relation");
  public static final String STAGE = TABLE.column("stage");
  public static final String WEIGHT = TABLE.column("weight");
  public static final String SHARE_NUMERATOR = TABLE.column("share_numerator");
  public static final String SHARE_DENOMINATOR = TABLE.column("share_denominator");
  public static final String SHARE_PPM = TABLE.column("share_ppm");

  /** What one asset passes on to another. */
  public record Edge(
      String period,
      String runId,
      String childId,
      String parentId,
      String relation,
      String stage,
      @Nullable BigDecimal weight,
      String shareNumerator,
      String shareDenominator,
      int sharePpm) {}

  public static final Codec<Edge> CODEC = Codec.of(TABLE, Edge.class);

  private LineageEdges() {}
}

package org.headwaters.tables;

/**
 * Measured contribution of sources to what an asset put out in a period, by tracing or by citation.
 * Grain: one row per period, asset and source.
 */
public final class OutputAttributions {
  public static final Table TABLE = Table.of("output_attributions");

  public static final String PERIOD = TABLE.column("period");
  public static final String ASSET_ID = TABLE.column("asset_id");
  public static final String SOURCE_ID = TABLE.column("source_id");
  public static final String WEIGHT = TABLE.column("weight");

  private OutputAttributions() {}
}

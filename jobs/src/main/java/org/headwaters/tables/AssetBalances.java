package org.headwaters.tables;

/**
 * What flowed into and out of each asset, and what became of it. Grain: one row per period, run and
 * asset.
 */
public final class AssetBalances {
  public static final Table TABLE = Table.of("asset_balances");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String ASSET_ID = TABLE.column("asset_id");
  public static final String KIND = TABLE.column("kind");
  public static final String GROUP_ID = TABLE.column("group_id");
  public static final String ENTERED_MICROS = TABLE.column("entered_micros");
  public static final String IN_MICROS = TABLE.column("in_micros");
  public static final String OUT_MICROS = TABLE.column("out_micros");
  public static final String DOCUMENTS_MICROS = TABLE.column("documents_micros");
  public static final String PEOPLE_MICROS = TABLE.column("people_micros");
  public static final String OWN_MICROS = TABLE.column("own_micros");
  public static final String OUTPUT_ATTRIBUTIONS_MICROS =
      TABLE.column("output_attributions_micros");
  public static final String UNDISCLOSED_MICROS = TABLE.column("undisclosed_micros");

  /** What came into an asset and where it went. */
  public record Balance(
      String period,
      String runId,
      String assetId,
      String kind,
      String groupId,
      long enteredMicros,
      long inMicros,
      long outMicros,
      long documentsMicros,
      long peopleMicros,
      long ownMicros,
      long outputAttributionsMicros,
      long undisclosedMicros) {}

  public static final Codec<Balance> CODEC = Codec.of(TABLE, Balance.class);

  private AssetBalances() {}
}

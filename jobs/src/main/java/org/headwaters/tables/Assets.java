package org.headwaters.tables;

/** Services, models and data sets, each in one version. Grain: one row per asset. */
public final class Assets {
  public static final Table TABLE = Table.of("assets");

  public static final String ASSET_ID = TABLE.column("asset_id");
  public static final String KIND = TABLE.column("kind");
  public static final String NAME = TABLE.column("name");
  public static final String VERSION = TABLE.column("version");
  public static final String PROVIDER = TABLE.column("provider");
  public static final String RELEASED_ON = TABLE.column("released_on");
  public static final String LICENSE = TABLE.column("license");
  public static final String DISCLOSURE = TABLE.column("disclosure");
  public static final String OWN_SHARE_PPM = TABLE.column("own_share_ppm");
  public static final String HOMEPAGE = TABLE.column("homepage");

  private Assets() {}
}

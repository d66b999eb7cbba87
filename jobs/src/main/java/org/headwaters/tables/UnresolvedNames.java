package org.headwaters.tables;

/**
 * Names of assets that some input uses and none describes. Grain: one row per table that uses a
 * name, and name.
 */
public final class UnresolvedNames {
  public static final Table TABLE = Table.of("unresolved_names");

  public static final String TABLE_NAME = TABLE.column("table_name");
  public static final String ASSET_ID = TABLE.column("asset_id");
  public static final String USED_BY = TABLE.column("used_by");
  public static final String USES = TABLE.column("uses");
  public static final String NAME = TABLE.column("name");

  private UnresolvedNames() {}
}

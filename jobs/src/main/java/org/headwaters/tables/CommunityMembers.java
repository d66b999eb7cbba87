package org.headwaters.tables;

/**
 * Who belongs to a community that holds claims, and with which share. Grain: one row per community,
 * member and day from which it holds.
 */
public final class CommunityMembers {
  public static final Table TABLE = Table.of("community_members");

  public static final String COMMUNITY_ID = TABLE.column("community_id");
  public static final String HOLDER_ID = TABLE.column("holder_id");
  public static final String VALID_FROM = TABLE.column("valid_from");
  public static final String SHARE_PPM = TABLE.column("share_ppm");

  private CommunityMembers() {}
}

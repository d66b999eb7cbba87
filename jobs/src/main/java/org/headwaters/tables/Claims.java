package org.headwaters.tables;

/** A holder says: this source, or part of it, is mine. Grain: one row per claim. */
public final class Claims {
  public static final Table TABLE = Table.of("claims");

  public static final String HOLDER_ID = TABLE.column("holder_id");
  public static final String CLAIM_ID = TABLE.column("claim_id");
  public static final String PATTERN = TABLE.column("pattern");
  public static final String SHARE_PPM = TABLE.column("share_ppm");
  public static final String STATUS = TABLE.column("status");
  public static final String EVIDENCE = TABLE.column("evidence");
  public static final String FILED_AT = TABLE.column("filed_at");
  public static final String ACCEPTS_REFUSED = TABLE.column("accepts_refused");
  public static final String VALID_FROM = TABLE.column("valid_from");
  public static final String VALID_TO = TABLE.column("valid_to");

  private Claims() {}
}

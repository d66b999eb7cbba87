package org.headwaters.tables;

/**
 * Which asset was made from which, and how: the edges of the lineage graph, from child to parent.
 * Grain: one row per child, parent, relation and day from which it holds.
 */
public final class Derivations {
  public static final Table TABLE = Table.of("derivations");

  public static final String CHILD_ID = TABLE.column("child_id");
  public static final String PARENT_ID = TABLE.column("parent_id");
  public static final String RELATION = TABLE.column("relation");
  public static final String VALID_FROM = TABLE.column("valid_from");
  public static final String WEIGHT = TABLE.column("weight");
  public static final String WEIGHT_GIVEN = TABLE.column("weight_given");
  public static final String SHARE_PPM = TABLE.column("share_ppm");
  public static final String CONFIDENCE_PPM = TABLE.column("confidence_ppm");
  public static final String VALID_TO = TABLE.column("valid_to");
  public static final String EVIDENCE = TABLE.column("evidence");

  private Derivations() {}
}

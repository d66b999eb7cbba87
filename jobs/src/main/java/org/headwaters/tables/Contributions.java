package org.headwaters.tables;

/**
 * What each source is of a data set: the numbers by which money is divided, once per data set
 * version. Grain: one row per set of contributions, part and source.
 */
public final class Contributions {
  public static final Table TABLE = Table.of("contributions");

  public static final String CONTRIBUTIONS_ID = TABLE.column("contributions_id");
  public static final String DATASET_ID = TABLE.column("dataset_id");
  public static final String PART = TABLE.column("part");
  public static final String SOURCE_ID = TABLE.column("source_id");
  public static final String DOCUMENTS = TABLE.column("documents");
  public static final String TOKENS = TABLE.column("tokens");
  public static final String WEIGHT = TABLE.column("weight");
  public static final String WEIGHT_REFUSED = TABLE.column("weight_refused");
  public static final String WEIGHT_BEFORE = TABLE.column("weight_before");
  public static final String WEIGHT_TOTAL = TABLE.column("weight_total");

  private Contributions() {}
}

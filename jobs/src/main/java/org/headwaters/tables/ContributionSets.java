package org.headwaters.tables;

/**
 * Which contributions are current for a data set under an attribution policy, and what they are
 * pinned to. Grain: one row per set of contributions made.
 */
public final class ContributionSets {
  public static final Table TABLE = Table.of("contribution_sets");

  public static final String SEQ = TABLE.column("seq");
  public static final String DATASET_ID = TABLE.column("dataset_id");
  public static final String CONTRIBUTIONS_ID = TABLE.column("contributions_id");
  public static final String ATTRIBUTION_HASH = TABLE.column("attribution_hash");
  public static final String PINS = TABLE.column("pins");

  private ContributionSets() {}
}

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
  public static final String DOCUMENTS = TABLE.column("documents");
  public static final String DOCUMENTS_LINKED = TABLE.column("documents_linked");
  public static final String WEIGHT_PEOPLE = TABLE.column("weight_people");
  public static final String WEIGHT_LINKED = TABLE.column("weight_linked");
  public static final String WEIGHT_SOURCED = TABLE.column("weight_sourced");
  public static final String TOO_SMALL = TABLE.column("too_small");

  /** A set of contributions that was made; the highest seq of a data set and policy is current. */
  public record Registered(
      long seq,
      String datasetId,
      String contributionsId,
      String attributionHash,
      String pins,
      long documents,
      long documentsLinked,
      long weightPeople,
      long weightLinked,
      long weightSourced,
      long tooSmall) {}

  public static final Codec<Registered> CODEC = Codec.of(TABLE, Registered.class);

  private ContributionSets() {}
}

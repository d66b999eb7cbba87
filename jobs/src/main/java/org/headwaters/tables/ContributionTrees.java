package org.headwaters.tables;

/**
 * The sum trees over contributions: what a proof of a source's weight ends at. Grain: one row per
 * set of contributions and part.
 */
public final class ContributionTrees {
  public static final Table TABLE = Table.of("contribution_trees");

  public static final String CONTRIBUTIONS_ID = TABLE.column("contributions_id");
  public static final String PART = TABLE.column("part");

  /** The root of one part's tree, and what it adds up. */
  public record Tree(
      String contributionsId,
      String datasetId,
      String part,
      long sources,
      long weight,
      String root) {}

  public static final Codec<Tree> CODEC = Codec.of(TABLE, Tree.class);

  private ContributionTrees() {}
}

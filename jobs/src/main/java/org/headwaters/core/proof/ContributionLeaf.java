package org.headwaters.core.proof;

import java.util.Map;

/**
 * A source's leaf in the sum tree of its contributions' part. Its one sum is the weight, so that a
 * proof yields the weight, what weighs before it and the total: all that dividing money needs.
 *
 * @param contributionsId the set of contributions
 * @param part of the data set, such as {@code documents}
 * @param sourceId the source as it is shown; the leaf's key
 * @param weightRefused the part of the weight under an effective refusal
 */
public record ContributionLeaf(
    String contributionsId,
    String part,
    String sourceId,
    long documents,
    long tokens,
    long weight,
    long weightRefused) {

  /** What the tree of a part belongs to. */
  public static String tree(String contributionsId, String part) {
    return contributionsId + "/" + part;
  }

  /** The leaf with the lake's salt. */
  public SumLeaf salted(LeafSalts salts) {
    String of = tree(contributionsId, part);
    return new SumLeaf(
        SumLeaf.Kind.CONTRIBUTIONS,
        of,
        salts.salt(SumLeaf.Kind.CONTRIBUTIONS, of, sourceId),
        Map.of(
            "source_id", sourceId,
            "documents", Long.toString(documents),
            "tokens", Long.toString(tokens),
            "weight_refused", Long.toString(weightRefused)),
        Sums.of(weight));
  }
}

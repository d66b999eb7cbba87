package org.headwaters.core.proof;

import java.util.Map;
import java.util.TreeMap;

/**
 * A claim that a booking rests on, as a leaf of the booking's tree of claims. In the order of
 * patterns all claims on one source lie side by side, and each says how many there are, so that
 * whoever is shown one can ask for all. Its one sum counts it.
 *
 * @param previous the booking before it; empty for the first
 * @param period the month, as {@code 2026-09}
 * @param pattern what is claimed, as sources are shown
 * @param cells all that the claim says, the key too, as the texts of a {@link CanonicalRow}
 * @param ofPattern how many claims the pattern has
 */
public record ClaimLeaf(
    String previous,
    String period,
    String pattern,
    String holderId,
    String claimId,
    Map<String, String> cells,
    long ofPattern) {
  /** The tree's name among the roots of a booking. */
  public static final String TABLE = "tree/claims";

  /** Of the content: how many claims the pattern has. */
  public static final String OF_PATTERN = "of_pattern";

  public ClaimLeaf {
    cells = Map.copyOf(cells);
  }

  /** The leaf with the lake's salt. */
  public SumLeaf salted(LeafSalts salts) {
    String of = StatementLeaf.tree(previous, period);
    Map<String, String> content = new TreeMap<>(cells);
    content.put(OF_PATTERN, Long.toString(ofPattern));
    String key = String.join("\0", pattern, holderId, claimId);
    return new SumLeaf(
        SumLeaf.Kind.CLAIMS, of, salts.salt(SumLeaf.Kind.CLAIMS, of, key), content, Sums.of(1));
  }
}

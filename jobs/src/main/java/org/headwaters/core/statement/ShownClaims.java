package org.headwaters.core.statement;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.claims.Claim;
import org.headwaters.core.claims.CommunityMember;
import org.headwaters.core.proof.ClaimLeaf;
import org.headwaters.core.proof.JsonFields;
import org.headwaters.core.proof.SumLeaf;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.core.source.SourceId;
import org.jspecify.annotations.Nullable;

/**
 * The claims that a file shows, seen to be those that were booked: of each pattern all that there
 * are, side by side in the tree.
 */
final class ShownClaims {
  /** Columns of claims and community_members, as rows of them are hashed. */
  private static final String PATTERN = "pattern";

  private static final String HOLDER_ID = "holder_id";
  private static final String CLAIM_ID = "claim_id";
  private static final String HOLDER_KNOWN = "holder_known";
  private static final String SHARE_PPM = "share_ppm";
  private static final String STATUS = "status";
  private static final String ACCEPTS_REFUSED = "accepts_refused";
  private static final String VALID_FROM = "valid_from";
  private static final String VALID_TO = "valid_to";
  private static final String COMMUNITY_ID = "community_id";

  private final Map<String, List<LeafProof>> byPattern = new TreeMap<>();

  /**
   * Looks at each claim's place.
   *
   * @param of the tree's
   * @throws InvalidInput for a claim that was not booked, or one that is not shown
   */
  ShownClaims(List<LeafProof> leaves, String of, TableRoot root) {
    for (LeafProof leaf : leaves) {
      leaf.check(SumLeaf.Kind.CLAIMS, of, root);
      byPattern.computeIfAbsent(leaf.said(PATTERN), pattern -> new ArrayList<>()).add(leaf);
    }
    byPattern.forEach(ShownClaims::checkWhole);
  }

  private static void checkWhole(String pattern, List<LeafProof> claims) {
    long first = claims.get(0).proof().inclusion().index();
    for (LeafProof claim : claims) {
      long there = JsonFields.signed("of_pattern", claim.said(ClaimLeaf.OF_PATTERN));
      InvalidInput.check(
          there == claims.size(),
          "%s: %d claims are shown, but %d were booked.",
          pattern,
          claims.size(),
          there);
      long index = claim.proof().inclusion().index();
      InvalidInput.check(
          index == first, "%s: claim %d of the tree is where %d must be.", pattern, index, first);
      first++;
    }
  }

  /**
   * The claims on a source.
   *
   * @param patterns as shown, by the pattern that the source's path is told to lie under
   */
  List<Claim> on(Map<String, SourceId> patterns) {
    List<Claim> claims = new ArrayList<>();
    patterns.forEach(
        (shown, pattern) ->
            byPattern
                .getOrDefault(shown, List.of())
                .forEach(leaf -> claims.add(claim(leaf.leaf().content(), pattern))));
    return claims;
  }

  private static Claim claim(Map<String, String> said, SourceId pattern) {
    return new Claim(
        text(said, HOLDER_ID),
        text(said, CLAIM_ID),
        Boolean.parseBoolean(text(said, HOLDER_KNOWN)),
        pattern,
        ppm(said.get(SHARE_PPM)),
        Claim.Status.parse(text(said, STATUS)),
        Boolean.parseBoolean(said.get(ACCEPTS_REFUSED)),
        day(said.get(VALID_FROM)),
        day(said.get(VALID_TO)));
  }

  /** The row of a community as it counts; InvalidInput if it is none. */
  static CommunityMember member(RowProof row, TableRoot root) {
    row.check(root);
    LocalDate from = day(row.said(VALID_FROM));
    return new CommunityMember(
        row.said(COMMUNITY_ID),
        row.said(HOLDER_ID),
        Boolean.parseBoolean(row.said(HOLDER_KNOWN)),
        from == null ? LocalDate.MIN : from,
        ppm(row.cell(SHARE_PPM)));
  }

  /** All claims that the file shows, a sentence each. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    byPattern
        .values()
        .forEach(
            claims ->
                claims.forEach(
                    leaf -> {
                      Map<String, String> said = leaf.leaf().content();
                      String ppm = said.get(SHARE_PPM);
                      told.add(
                          said.get(PATTERN)
                              + ": "
                              + said.get(STATUS)
                              + " by "
                              + said.get(HOLDER_ID)
                              + ", "
                              + (ppm == null ? "all of it" : ppm + " ppm")
                              + ", filed "
                              + said.getOrDefault("filed_at", "on an unknown day"));
                    }));
    return told;
  }

  private static String text(Map<String, String> said, String name) {
    String text = said.get(name);
    if (text == null) {
      throw new InvalidInput("A claim does not say its %s.", name);
    }
    return text;
  }

  private static @Nullable Integer ppm(@Nullable String text) {
    return text == null ? null : Math.toIntExact(JsonFields.signed(SHARE_PPM, text));
  }

  private static @Nullable LocalDate day(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidInput("'%s' is no day.", text);
    }
  }
}

package org.headwaters.core.claims;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.source.SourceId;

/** Claims by pattern: those that could match a source are found without reading the others. */
public final class ClaimIndex {
  private final ClaimPatterns patterns;
  private final Map<String, List<Claim>> byPattern = new HashMap<>();

  /** In any order. */
  public ClaimIndex(ClaimPatterns patterns, Collection<Claim> claims) {
    this.patterns = patterns;
    for (Claim claim : claims) {
      byPattern.computeIfAbsent(claim.pattern().text(), pattern -> new ArrayList<>(1)).add(claim);
    }
  }

  /** All claims that {@link ClaimResolver} needs for a source, of any status and date. */
  public List<Claim> matching(SourceId source) {
    List<Claim> matching = new ArrayList<>();
    for (ClaimPatterns.Candidate candidate : patterns.candidates(source)) {
      matching.addAll(byPattern.getOrDefault(candidate.pattern(), List.of()));
    }
    return matching;
  }
}

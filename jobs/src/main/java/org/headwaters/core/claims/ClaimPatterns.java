package org.headwaters.core.claims;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.core.source.Host;
import org.headwaters.core.source.Sites;
import org.headwaters.core.source.SourceId;
import org.headwaters.core.source.SourceId.Kind;
import org.jspecify.annotations.Nullable;

/** Which patterns match a source, as texts that a join can compare by equality. */
public final class ClaimPatterns {
  private final Sites sites;

  /** Sites tell whose domain claim may cover a path of {@code path:en.wikipedia.org/wiki}. */
  public ClaimPatterns(Sites sites) {
    this.sites = sites;
  }

  /**
   * All patterns that could match: the source itself, its shorter paths, and last {@code
   * domain:{site}} of an account or path, whose claims take at most what domain_claims_cover grants
   * them.
   */
  public List<String> candidates(SourceId source) {
    List<String> candidates = new ArrayList<>(levels(source));
    String site = coverSite(source);
    if (site != null) {
      candidates.add(SourceId.domain(site).text());
    }
    return candidates;
  }

  /** The source's own levels, most specific first. */
  static List<String> levels(SourceId source) {
    Kind kind = source.kind();
    if (kind == Kind.UNDISCLOSED) {
      return List.of();
    }
    List<String> levels = new ArrayList<>(3);
    String text = source.text();
    levels.add(text);
    if (kind == Kind.PATH) {
      int first = text.indexOf('/');
      int slash = text.lastIndexOf('/');
      while (slash > first) {
        levels.add(text.substring(0, slash));
        slash = text.lastIndexOf('/', slash - 1);
      }
    }
    return levels;
  }

  /** The site whose domain claim may cover an account or path; null for other sources. */
  @Nullable String coverSite(SourceId source) {
    Kind kind = source.kind();
    if (kind != Kind.PATH && kind != Kind.ACCOUNT) {
      return null;
    }
    // An account without a url stands under its data set's id, which is no host.
    String host = source.host();
    return host == null || !host.equals(Host.ofName(host)) ? null : sites.ofHost(host);
  }
}

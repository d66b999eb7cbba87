package org.headwaters.transforms;

import crawlercommons.domains.EffectiveTldFinder;
import org.headwaters.core.source.PublicSuffixes;
import org.headwaters.core.source.Sites;
import org.jspecify.annotations.Nullable;

/** The Public Suffix List that is shipped with the code: the same sites on every machine. */
public enum ShippedSuffixes implements PublicSuffixes {
  /** The one instance; the list is read once per JVM. */
  INSTANCE;

  private static final Sites SITES = new Sites(INSTANCE);

  /** The sites by this list; call it where it is used, so that Spark ships no list. */
  public static Sites sites() {
    return SITES;
  }

  @Override
  public @Nullable String privateDomain(String host) {
    // Strict: a last label that no rule names is no suffix. Private suffixes are kept.
    return EffectiveTldFinder.getAssignedDomain(host, true, false);
  }
}

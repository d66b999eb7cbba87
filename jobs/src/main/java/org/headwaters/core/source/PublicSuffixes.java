package org.headwaters.core.source;

import org.jspecify.annotations.Nullable;

/** The Public Suffix List, private section included; the list itself is shipped outside core. */
@FunctionalInterface
public interface PublicSuffixes {

  /**
   * The private domain of a host: one label more than its longest public suffix, so {@code
   * myblog.blogspot.com} and {@code foo.github.io} are their own. Null if the host is itself a
   * suffix or ends in none that is known.
   *
   * @param host as {@link Host} gives it: lower case, punycode, no final dot, no IP address
   */
  @Nullable String privateDomain(String host);
}

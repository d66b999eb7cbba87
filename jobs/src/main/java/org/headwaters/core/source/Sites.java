package org.headwaters.core.source;

import org.jspecify.annotations.Nullable;

/**
 * The site of a host: its private domain, else the host itself (IP addresses, bare suffixes,
 * unknown suffixes, single labels).
 *
 * <p>Without a cache: one of 16,384 hosts brought no gain that could be measured over the list's
 * own look-up, well under a microsecond a row either way.
 */
public final class Sites {
  private final PublicSuffixes suffixes;

  /** By this list. */
  public Sites(PublicSuffixes suffixes) {
    this.suffixes = suffixes;
  }

  /** The site of a url; null where {@link Host#ofUrl} finds no host. */
  public @Nullable String ofUrl(@Nullable String url) {
    String host = Host.ofUrl(url);
    return host == null ? null : ofHost(host);
  }

  /** The site of a host as {@link Host} gives it. */
  public String ofHost(String host) {
    if (Host.isAddress(host)) {
      return host;
    }
    String domain = suffixes.privateDomain(host);
    return domain == null ? host : domain;
  }
}

package org.headwaters.core.source;

import org.jspecify.annotations.Nullable;

/**
 * The site of a host: its private domain, else the host itself (IP addresses, bare suffixes,
 * unknown suffixes, single labels).
 *
 * <p>Safe for use by many threads: the cache holds immutable entries, and losing a race costs a
 * second look-up, never a wrong answer.
 */
public final class Sites {
  private static final int SLOTS = 1 << 14;

  private final PublicSuffixes suffixes;
  private final @Nullable Entry[] cache = new Entry[SLOTS];

  private record Entry(String host, String site) {}

  /** With a cache of 16,384 hosts, at most about 3 MB. */
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
    int hash = host.hashCode();
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    Entry known = cache[slot];
    if (known != null && known.host().equals(host)) {
      return known.site();
    }
    String site = lookUp(host);
    cache[slot] = new Entry(host, site);
    return site;
  }

  private String lookUp(String host) {
    if (Host.isAddress(host)) {
      return host;
    }
    String domain = suffixes.privateDomain(host);
    return domain == null ? host : domain;
  }
}

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

  /**
   * A url that names no scheme, read as https if its host has a private domain; any other text as
   * it is.
   */
  public String absolute(String url) {
    if (namesScheme(url)) {
      return url;
    }
    String read = "https://" + url;
    String host = Host.ofUrl(read);
    boolean site = host != null && !Host.isAddress(host) && suffixes.privateDomain(host) != null;
    return site ? read : url;
  }

  /** A colon ends a scheme unless a port stands behind it; an at sign speaks of mail. */
  private static boolean namesScheme(String url) {
    for (int i = 0; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == ':') {
        return i + 1 == url.length() || !Character.isDigit(url.charAt(i + 1));
      }
      if (c == '@' || (i == 0 && (c == '/' || c == '\\'))) {
        return true;
      }
      if (c == '/' || c == '\\' || c == '?' || c == '#') {
        return false;
      }
    }
    return false;
  }
}

package org.headwaters.core.source;

import org.jspecify.annotations.Nullable;

/**
 * Where in a url its host and its path lie, found by one scan.
 *
 * @param hostFrom first character of the host
 * @param hostTo after its last character
 * @param pathFrom where path, query or fragment begin; the url's end if there is none
 * @param end after the url's last character that is no blank
 */
record UrlSpan(int hostFrom, int hostTo, int pathFrom, int end) {

  /** Null if this is no absolute http, https or ftp url. */
  static @Nullable UrlSpan of(@Nullable String url) {
    if (url == null) {
      return null;
    }
    int start = 0;
    int end = url.length();
    while (start < end && url.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && url.charAt(end - 1) <= ' ') {
      end--;
    }
    int authority = authorityFrom(url, start);
    return authority < 0 ? null : within(url, authority, end);
  }

  @Nullable String host(String url) {
    return Host.normal(url, hostFrom, hostTo);
  }

  private static int authorityFrom(String url, int start) {
    for (String scheme : new String[] {"https://", "http://", "//", "ftp://"}) {
      if (url.regionMatches(true, start, scheme, 0, scheme.length())) {
        return start + scheme.length();
      }
    }
    return -1;
  }

  private static @Nullable UrlSpan within(String url, int authority, int end) {
    int hostFrom = authority;
    int colon = -1;
    int i = authority;
    for (; i < end; i++) {
      char c = url.charAt(i);
      // Browsers read a backslash as a slash: http://good.example\@evil.example is good.example.
      if (c == '/' || c == '?' || c == '#' || c == '\\') {
        break;
      }
      if (c == '@') {
        hostFrom = i + 1;
        colon = -1;
      } else if (c == ':') {
        colon = i;
      } else if (c == ']') {
        colon = -1; // the colons so far were the address's own
      }
    }
    if (colon < 0) {
      return new UrlSpan(hostFrom, i, i, end);
    }
    for (int p = colon + 1; p < i; p++) {
      if (url.charAt(p) < '0' || url.charAt(p) > '9') {
        return null;
      }
    }
    return new UrlSpan(hostFrom, colon, i, end);
  }
}

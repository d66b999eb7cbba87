package org.headwaters.core.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Paths of urls with their steps taken: {@code .} and {@code ..}, also percent-encoded, lead where
 * RFC 3986 (5.2.4) says, and a backslash is a slash, as in browsers.
 */
final class UrlPath {
  private UrlPath() {}

  /** The path, which begins with a slash or is empty, without query, resolved. */
  static String resolved(String path) {
    String slashed = path.replace('\\', '/');
    if (!slashed.contains("/.") && !slashed.toLowerCase(Locale.ROOT).contains("/%2e")) {
      return slashed;
    }
    Deque<String> segments = new ArrayDeque<>();
    boolean folder = false;
    for (int from = 1; from <= slashed.length(); ) {
      int slash = slashed.indexOf('/', from);
      int to = slash < 0 ? slashed.length() : slash;
      String segment = slashed.substring(from, to);
      int dots = dots(segment);
      if (dots == 0) {
        segments.addLast(segment);
      } else if (dots == 2) {
        segments.pollLast();
      }
      folder = dots > 0;
      from = to + 1;
    }
    return "/" + String.join("/", segments) + (folder && !segments.isEmpty() ? "/" : "");
  }

  /** The names in a resolved path: what stands between its slashes and is not empty. */
  static List<String> segments(String resolved) {
    List<String> segments = new ArrayList<>(4);
    for (int from = 0; from < resolved.length(); ) {
      int slash = resolved.indexOf('/', from);
      int to = slash < 0 ? resolved.length() : slash;
      if (to > from) {
        segments.add(resolved.substring(from, to));
      }
      from = to + 1;
    }
    return segments;
  }

  /** 1 for here, 2 for up, 0 for a name. */
  private static int dots(String segment) {
    if (segment.length() > 6) {
      return 0;
    }
    String plain = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
    return plain.equals(".") ? 1 : plain.equals("..") ? 2 : 0;
  }
}

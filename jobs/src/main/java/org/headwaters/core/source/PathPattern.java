package org.headwaters.core.source;

import java.nio.charset.StandardCharsets;

/**
 * A pattern for a url's path and query, as RFC 9309 writes them: a prefix in which {@code *} stands
 * for any characters and a final {@code $} for the path's end. Nothing else has a meaning of its
 * own. {@code /*.pdf$} matches every path that ends in {@code .pdf}.
 *
 * @param text begins with a slash and does not end with a star, which would add nothing
 */
public record PathPattern(String text) {
  /** The pattern of everything. */
  public static final PathPattern ALL = new PathPattern("/");

  private static final String HEX = "0123456789ABCDEF";

  /** What RFC 3986 lets stand in a path or query; percent-encoded it means something else. */
  private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

  /** A pattern as people write it: also without its first slash, or with stars at the end. */
  public static PathPattern of(String written) {
    String text = plain(written.startsWith("/") ? written : "/" + written, true);
    int end = text.length();
    while (end > 1 && text.charAt(end - 1) == '*') {
      end--;
    }
    return new PathPattern(text.substring(0, end));
  }

  /** The pattern of what begins with a url's path and query, in which nothing has a meaning. */
  public static PathPattern ofPath(String path) {
    return new PathPattern(plain(path, false));
  }

  /**
   * A text as RFC 9309 (2.2.2) compares it: what is not ASCII is percent-encoded, and letters,
   * digits and other unreserved characters are not. In a query {@code %2F} and {@code %3A} are
   * slash and colon. {@code *} and {@code $} that mean themselves are percent-encoded.
   *
   * @param pattern whether {@code *} and a final {@code $} have their meaning
   */
  static String plain(String text, boolean pattern) {
    int last = text.length() - 1;
    boolean same = true;
    for (int i = 0; i <= last && same; i++) {
      char c = text.charAt(i);
      same = isUnreserved(c) || c == '/' || c == '?' || c == '=' || c == '&';
      same |= pattern && (c == '*' || (c == '$' && i == last));
    }
    return same ? text : encoded(text, pattern);
  }

  private static String encoded(String text, boolean pattern) {
    StringBuilder plain = new StringBuilder(text.length() + 16);
    boolean query = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int octet = c == '%' ? octet(text, i) : -1;
      boolean special = pattern ? c == '$' && i + 1 < text.length() : c == '*' || c == '$';
      query |= c == '?';
      if (octet >= 0) {
        boolean open = isUnreserved(octet) || (query && (octet == '/' || octet == ':'));
        plain.append(open ? String.valueOf((char) octet) : percent(octet));
        i += 3;
        continue;
      }
      if (!special && (isUnreserved(c) || RESERVED.indexOf(c) >= 0)) {
        plain.appendCodePoint(c);
      } else {
        for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
          plain.append(percent(b & 0xFF));
        }
      }
      i += Character.charCount(c);
    }
    return plain.toString();
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /** The octet that stands percent-encoded at a place; -1 if none does. */
  private static int octet(String text, int at) {
    if (at + 2 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 1), 16);
    int low = Character.digit(text.charAt(at + 2), 16);
    return high < 0 || low < 0 || text.charAt(at + 1) > 'f' || text.charAt(at + 2) > 'f'
        ? -1
        : (high << 4) + low;
  }

  private static String percent(int octet) {
    return "%" + HEX.charAt(octet >> 4) + HEX.charAt(octet & 15);
  }

  /** Whether a path, with its query, matches a pattern. Takes time by the product of lengths. */
  static boolean matches(String pattern, String path) {
    if (pattern.indexOf('*') < 0 && !isAnchored(pattern)) {
      return path.startsWith(pattern);
    }
    boolean anchored = isAnchored(pattern);
    int end = anchored ? pattern.length() - 1 : pattern.length();
    int star = -1;
    int retry = 0;
    int p = 0;
    int i = 0;
    while (true) {
      if (p == end && (!anchored || i == path.length())) {
        return true;
      }
      if (p < end && pattern.charAt(p) == '*') {
        star = p++;
        retry = i;
      } else if (p < end && i < path.length() && pattern.charAt(p) == path.charAt(i)) {
        p++;
        i++;
      } else if (star >= 0 && retry < path.length()) {
        // The last star takes one character more; an earlier one never has to.
        p = star + 1;
        i = ++retry;
      } else {
        return false;
      }
    }
  }

  private static boolean isAnchored(String pattern) {
    return pattern.endsWith("$");
  }

  private boolean isAnchored() {
    return isAnchored(text);
  }

  /** Whether a path matches it. */
  public boolean matches(String path) {
    return matches(text, plain(path, false));
  }

  /** What every path that matches begins with. */
  private String beginning() {
    int star = text.indexOf('*');
    return star >= 0 ? text.substring(0, star) : isAnchored() ? whole() : text;
  }

  private String whole() {
    return text.substring(0, text.length() - 1);
  }

  /** One path only. */
  private boolean isExact() {
    return isAnchored() && text.indexOf('*') < 0;
  }

  /**
   * Whether whatever matches this surely matches the other too; false also where that cannot be
   * told from the two texts.
   */
  public boolean isWithin(PathPattern other) {
    if (equals(other)) {
      return true;
    }
    return other.isAnchored() ? isExact() && other.matches(whole()) : other.matches(beginning());
  }

  /** Whether some path may match both; true also where that cannot be told from the two texts. */
  public boolean mayMeet(PathPattern other) {
    if (isExact()) {
      return other.matches(whole());
    }
    if (other.isExact()) {
      return matches(other.whole());
    }
    String one = beginning();
    String two = other.beginning();
    return (one.startsWith(two) || two.startsWith(one)) && endsMeet(other);
  }

  private boolean endsMeet(PathPattern other) {
    if (!isAnchored() || !other.isAnchored()) {
      return true;
    }
    String one = whole().substring(text.lastIndexOf('*') + 1);
    String two = other.whole().substring(other.text.lastIndexOf('*') + 1);
    return one.endsWith(two) || two.endsWith(one);
  }

  /** The same meaning, written with at least so many characters, so that it counts as longer. */
  public String paddedTo(int length) {
    StringBuilder padded = new StringBuilder(text);
    int at = isAnchored() ? Math.max(0, padded.indexOf("*")) : padded.length();
    boolean canGrow = !isAnchored() || text.indexOf('*') >= 0;
    while (canGrow && padded.length() < length) {
      padded.insert(at, '*');
    }
    return padded.toString();
  }
}

package org.headwaters.core.source;

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

  /** A pattern as people write it: also without its first slash, or with stars at the end. */
  public static PathPattern of(String written) {
    String text = written.startsWith("/") ? written : "/" + written;
    int end = text.length();
    while (end > 1 && text.charAt(end - 1) == '*') {
      end--;
    }
    return new PathPattern(text.substring(0, end));
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
    return matches(text, path);
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

package org.headwaters.core.money;

import java.util.Comparator;

/**
 * The order of all keys: by the bytes of their UTF-8 form, which is the order of their code points.
 * Spark sorts strings the same way; {@link String#compareTo} does not (it puts U+1F600 before
 * U+FFFD). Strings must be well-formed: no lone surrogates.
 */
public enum KeyOrder implements Comparator<String> {
  /** The one instance. */
  UTF8;

  @Override
  public int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Character.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Moves surrogates, which stand for U+10000 and above, behind U+E000 to U+FFFF. */
  private static char rank(char c) {
    if (c < Character.MIN_SURROGATE) {
      return c;
    }
    return (char) (Character.isSurrogate(c) ? c + 0x2000 : c - 0x800);
  }
}

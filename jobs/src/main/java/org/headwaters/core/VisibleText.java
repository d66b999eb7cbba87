package org.headwaters.core;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Text that a person can see: without spaces around it, and without the characters that show
 * nothing or turn others around.
 *
 * <p>Two texts that look the same would otherwise be two ids, and a cell that looks empty a value.
 */
public final class VisibleText {
  private VisibleText() {}

  /**
   * The text without any Unicode space around it; null if there is nothing in it that can be seen.
   * What {@link #firstHidden} finds inside is left there.
   */
  public static @Nullable String of(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isSpace(c) && !isHidden(c)) {
        return text.substring(from, to);
      }
    }
    return null;
  }

  /** Where the first hidden character of a text without spaces around it stands; -1 without one. */
  public static int firstHidden(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isHidden(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /** The text with every hidden character written as U+…, so that a terminal shows it as it is. */
  public static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      shown.append(isHidden(c) ? String.format(Locale.ROOT, "<U+%04X>", (int) c) : c);
    }
    return shown.toString();
  }

  /** Whether it is a space of any width, a break of lines or pages, or a tab. */
  public static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  /**
   * Whether it is a control character, a break of lines, or a formatting character that has no
   * width or sets the direction of writing. None of these lies beyond the first 65,536 characters.
   */
  public static boolean isHidden(char c) {
    if (c < 0xAD) {
      return Character.isISOControl(c);
    }
    return c == '\u00AD'
        || c == '\u061C'
        || c == '\u180E'
        || (c >= '\u200B' && c <= '\u200F')
        || (c >= '\u2028' && c <= '\u202E')
        || (c >= '\u2060' && c <= '\u206F')
        || c == '\uFEFF';
  }
}

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
    for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!isHidden(c) && !isBlank(c) && !(c <= Character.MAX_VALUE && isSpace((char) c))) {
        return text.substring(from, to);
      }
    }
    return null;
  }

  /** Where the first hidden character of a text without spaces around it stands; -1 without one. */
  public static int firstHidden(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (isHidden(text.codePointAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /** The text with every hidden character written as U+…, so that a terminal shows it as it is. */
  public static String escaped(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isHidden(c)) {
                shown.append(String.format(Locale.ROOT, "<U+%04X>", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** Whether it is a space of any width, a break of lines or pages, or a tab. */
  public static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
  }

  /**
   * Whether it is a control character, a break of lines, a formatting character that has no width
   * or sets the direction of writing, half of a character, or none at all. The marks that are
   * written around numbers in Arabic and the like can be seen and are text.
   */
  public static boolean isHidden(int c) {
    if (c < 0xAD) {
      return Character.isISOControl(c);
    }
    return c == 0xAD
        || c == 0x061C
        || c == 0x180E
        || within(c, 0x200B, 0x200F)
        || within(c, 0x2028, 0x202E)
        || within(c, 0x2060, 0x206F)
        || within(c, Character.MIN_SURROGATE, Character.MAX_SURROGATE)
        || within(c, 0xFDD0, 0xFDEF)
        || c == 0xFEFF
        || within(c, 0xFFF9, 0xFFFB)
        || (c & 0xFFFE) == 0xFFFE
        || within(c, 0x13430, 0x1345F)
        || within(c, 0x1BCA0, 0x1BCA3)
        || within(c, 0x1D173, 0x1D17A)
        || within(c, 0xE0000, 0xE007F);
  }

  /**
   * Whether it shows nothing by itself, though it has its place beside others: fillers of Hangul,
   * the empty cell of Braille, joiners of accents, and what chooses among the shapes of a letter.
   */
  private static boolean isBlank(int c) {
    return c == 0x034F
        || within(c, 0x115F, 0x1160)
        || within(c, 0x17B4, 0x17B5)
        || within(c, 0x180B, 0x180F)
        || c == 0x2800
        || c == 0x3164
        || within(c, 0xFE00, 0xFE0F)
        || c == 0xFFA0
        || within(c, 0xE0100, 0xE01EF);
  }

  private static boolean within(int c, int first, int last) {
    return first <= c && c <= last;
  }
}

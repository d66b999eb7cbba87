package org.headwaters.reports.print;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.headwaters.core.VisibleText;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Kind;

/**
 * Values as a reader sees them. Text from outside may hold anything: what cannot be seen is written
 * out, what has no end is cut. Escaping is the template's work.
 */
final class Shown {
  /** In place of a value that there is none of. */
  static final String NONE = "none";

  /** In place of a value that is not told. */
  static final String WITHHELD = "few";

  private static final int TEXT_LENGTH = 160;
  private static final int WORDS_LENGTH = 800;

  private Shown() {}

  /** A cell of a kind. */
  static String cell(Cell cell, Kind kind) {
    String value = cell.value();
    if (value == null) {
      return cell.withheld() ? WITHHELD : NONE;
    }
    return switch (kind) {
      case TEXT -> text(value);
      case MICROS -> units(new BigInteger(value));
      case PPM -> new BigDecimal(new BigInteger(value), 4).toPlainString() + " %";
      case COUNT -> grouped(value);
    };
  }

  /** Text for a page: hidden characters written out, cut after {@value #TEXT_LENGTH} characters. */
  static String text(String text) {
    return cut(VisibleText.escaped(text), TEXT_LENGTH);
  }

  /** Sentences of ours that may name something from outside: the same, with more room. */
  static String words(String text) {
    return cut(VisibleText.escaped(text), WORDS_LENGTH);
  }

  /** Cut after so many characters; a character is never cut in two. */
  static String cut(String text, int length) {
    if (text.codePointCount(0, text.length()) <= length) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
  }

  /** Micros as units with all six decimals. */
  static String units(BigInteger micros) {
    String plain = new BigDecimal(micros, 6).toPlainString();
    int point = plain.indexOf('.');
    return grouped(plain.substring(0, point)) + plain.substring(point);
  }

  /** Digits in groups of three, with a space that does not break. */
  private static String grouped(String digits) {
    StringBuilder grouped = new StringBuilder(digits);
    int first = digits.startsWith("-") ? 1 : 0;
    for (int at = digits.length() - 3; at > first; at -= 3) {
      grouped.insert(at, '\u00A0');
    }
    return grouped.toString();
  }
}

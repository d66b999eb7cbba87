package org.headwaters.jobs.books;

import java.math.BigDecimal;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * A value as a CSV file shows it: numbers without exponents, times in UTC, null as an empty cell.
 */
final class CsvCell {
  /**
   * What makes a spreadsheet run a cell as a formula, the wide forms that it takes for the same
   * included.
   */
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private CsvCell() {}

  /**
   * The same, for a spreadsheet: a text that would be run as a formula begins with an apostrophe.
   */
  static @Nullable String harmless(@Nullable Object value) {
    String text = text(value);
    return value instanceof String && !isHarmless(text) ? "'" + text : text;
  }

  private static boolean isHarmless(@Nullable String text) {
    return text == null || text.isEmpty() || FORMULA_STARTS.indexOf(text.charAt(0)) < 0;
  }

  static @Nullable String text(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    return value == null ? null : value.toString();
  }
}

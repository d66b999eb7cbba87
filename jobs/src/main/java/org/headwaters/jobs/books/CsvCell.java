package org.headwaters.jobs.books;

import java.math.BigDecimal;
import java.sql.Timestamp;
import org.headwaters.core.FormulaText;
import org.headwaters.tables.RowTime;
import org.jspecify.annotations.Nullable;

/**
 * A value as a CSV file shows it: numbers without exponents, times in UTC, null as an empty cell.
 */
final class CsvCell {
  private CsvCell() {}

  /**
   * The same, for a spreadsheet: a text that would be run as a formula begins with an apostrophe.
   */
  static @Nullable String harmless(@Nullable Object value) {
    return value instanceof String text ? FormulaText.harmless(text) : text(value);
  }

  static @Nullable String text(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Timestamp time) {
      return RowTime.instant(time).toString();
    }
    return value == null ? null : value.toString();
  }
}

package org.headwaters.jobs.books;

import java.math.BigDecimal;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * A value as a CSV file shows it: numbers without exponents, times in UTC, null as an empty cell.
 */
final class CsvCell {
  private CsvCell() {}

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

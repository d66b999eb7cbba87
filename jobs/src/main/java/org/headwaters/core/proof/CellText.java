package org.headwaters.core.proof;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.headwaters.core.Breach;

/**
 * The one text of a cell's value, by its type. Equal values have equal texts, whatever holds them:
 * a decimal's trailing zeros and the time zone of the machine do not count.
 */
final class CellText {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);
  private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final int NANOS_PER_MICRO = 1000;

  private CellText() {}

  /**
   * The cell as JSON.
   *
   * @param column names it in the error
   * @throws Breach for a type that no table has, or a date or time outside the years 0001 to 9999
   */
  static Json of(String column, Object value) {
    if (!(value instanceof Iterable<?> items)) {
      return Json.text(text(column, value));
    }
    List<Json> texts = new ArrayList<>();
    for (Object item : items) {
      Breach.check(item != null, "Column %s: an array with a missing element.", column);
      texts.add(Json.text(text(column, item)));
    }
    return new Json.Array(texts);
  }

  private static String text(String column, Object value) {
    if (value instanceof String || value instanceof Boolean || value instanceof BigInteger) {
      return value.toString();
    }
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return Long.toString(((Number) value).longValue());
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
    if (value instanceof LocalDate date) {
      return date(column, date);
    }
    if (value instanceof Instant instant) {
      return timestamp(column, instant);
    }
    throw new Breach("Column %s: %s has no canonical text.", column, value.getClass().getName());
  }

  private static String date(String column, LocalDate date) {
    Breach.check(
        !date.isBefore(FIRST_DAY) && !date.isAfter(LAST_DAY),
        "Column %s: %s is not in the years 0001 to 9999.",
        column,
        date);
    return date.toString();
  }

  /** Always with six decimals, since a lake holds microseconds. */
  private static String timestamp(String column, Instant instant) {
    var utc = instant.atOffset(ZoneOffset.UTC);
    Breach.check(
        utc.getNano() % NANOS_PER_MICRO == 0,
        "Column %s: %s is more exact than a microsecond.",
        column,
        instant);
    date(column, utc.toLocalDate());
    return SECONDS.format(utc)
        + String.format(Locale.ROOT, ".%06dZ", utc.getNano() / NANOS_PER_MICRO);
  }
}

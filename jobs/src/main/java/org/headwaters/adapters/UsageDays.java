package org.headwaters.adapters;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The days [first, end) of a line of a usage report, and how the report writes them. */
record UsageDays(String text, LocalDate first, LocalDate end) {
  private static final String SECONDS = "[0-9]{9,11}";

  /** Of a month, else of a week by its first day, else of one day; null if they are no such. */
  static @Nullable UsageDays of(
      @Nullable String period, @Nullable String week, @Nullable String date) {
    try {
      if (period != null) {
        LocalDate first = YearMonth.parse(period).atDay(1);
        return new UsageDays(period, first, first.plusMonths(1));
      }
      String text = week == null ? date : week;
      if (text == null) {
        return null;
      }
      LocalDate first = day(text);
      return new UsageDays(text, first, first.plusDays(week == null ? 1 : 7));
    } catch (DateTimeException e) {
      return null; // that is the question
    }
  }

  /**
   * A day, or the day in UTC of a moment: ISO 8601 with or without a zone, or seconds since 1970.
   */
  private static LocalDate day(String text) {
    if (text.matches(SECONDS)) {
      return Instant.ofEpochSecond(Long.parseLong(text)).atZone(ZoneOffset.UTC).toLocalDate();
    }
    if (text.length() <= 10) {
      return LocalDate.parse(text);
    }
    String moment = text.replace(' ', 'T');
    boolean zoned = moment.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})");
    return OffsetDateTime.parse(zoned ? moment : moment + "Z")
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toLocalDate();
  }
}

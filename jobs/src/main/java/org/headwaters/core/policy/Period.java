package org.headwaters.core.policy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.headwaters.core.UsageError;

/** A calendar month in UTC, written {@code 2026-09}. */
public record Period(YearMonth month) implements Comparable<Period> {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final String TO = "..";
  private static final int MAX_RANGE = 1200;

  /** Reads {@code 2026-09}; UsageError for anything else. */
  public static Period parse(String text) {
    if (SHAPE.matcher(text).matches()) {
      try {
        YearMonth month = YearMonth.parse(text);
        UsageError.check(
            month.getYear() > 0, "Period '%s' is before the year 1; write e.g. 2026-09.", text);
        return new Period(month);
      } catch (DateTimeParseException e) {
        // falls through: month 00 or 13 reads like a period but is none
      }
    }
    throw new UsageError("Period '%s' is not a month; write e.g. 2026-09.", text);
  }

  /** Reads {@code 2026-09} or {@code 2026-09..2026-12}: all its months, both ends included. */
  public static List<Period> range(String text) {
    int to = text.indexOf(TO);
    if (to < 0) {
      return List.of(parse(text));
    }
    Period first = parse(text.substring(0, to));
    Period last = parse(text.substring(to + TO.length()));
    UsageError.check(
        first.compareTo(last) <= 0, "Period %s ends before it begins; swap its ends.", text);
    List<Period> periods = new ArrayList<>();
    for (Period period = first; period.compareTo(last) <= 0; period = period.next()) {
      UsageError.check(
          periods.size() < MAX_RANGE, "Period %s has over %s months; split it.", text, MAX_RANGE);
      periods.add(period);
    }
    return periods;
  }

  /** The month that a day lies in. */
  public static Period containing(LocalDate day) {
    return new Period(YearMonth.from(day));
  }

  /** Its first day. */
  public LocalDate firstDay() {
    return month.atDay(1);
  }

  /** Its last day: what is valid then counts for the whole month. */
  public LocalDate lastDay() {
    return month.atEndOfMonth();
  }

  /** The month after. */
  public Period next() {
    return plusMonths(1);
  }

  /** So many months later, or earlier if negative. */
  public Period plusMonths(int months) {
    return new Period(month.plusMonths(months));
  }

  @Override
  public int compareTo(Period other) {
    return month.compareTo(other.month);
  }

  @Override
  public String toString() {
    return month.toString();
  }
}

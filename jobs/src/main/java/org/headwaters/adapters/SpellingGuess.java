package org.headwaters.adapters;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a file seems to spell its numbers and days, from its first rows, with what to look at.
 *
 * @param settings decimal, thousands, date_format, as the settings would say it; nothing where they
 *     are as ours
 * @param doubts sentences about what could be read in another way too
 */
record SpellingGuess(Map<String, Object> settings, List<String> doubts) {
  private static final List<String> DAYS =
      List.of(
          "dd.MM.yyyy",
          "d.M.yyyy",
          "MM/dd/yyyy",
          "M/d/yyyy",
          "dd/MM/yyyy",
          "d/M/yyyy",
          "dd-MM-yyyy",
          "yyyy/MM/dd",
          "yyyy.MM.dd",
          "MM/yyyy",
          "MM.yyyy",
          "yyyy/MM",
          "MMM yyyy",
          "MMMM yyyy",
          "MMM d, yyyy",
          "d MMM yyyy",
          "yyyy-MM-dd",
          "yyyy-MM-dd'T'HH:mm:ssX",
          "yyyyMM",
          "yyyyMMdd",
          "yyyyMMddHHmmss",
          "yyyy-MM-dd HH:mm:ss",
          "yyyy/MM/dd HH:mm:ss",
          "dd.MM.yyyy HH:mm:ss",
          "dd/MMM/yyyy:HH:mm:ss Z");

  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern MOMENT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9:.]+(Z|[+-][0-9:]+)?");

  /** The values of a column of days, and what the column holds. */
  record Days(Spelling.Kind kind, List<String> values) {
    boolean ours() {
      Pattern ours = kind == Spelling.Kind.MONTH ? MONTH : kind == Spelling.Kind.DAY ? DAY : MOMENT;
      return values.stream().allMatch(each -> ours.matcher(each).matches());
    }
  }

  /** A guess from the values of columns that hold numbers, and of each that holds days. */
  static SpellingGuess of(List<String> numbers, Map<String, Days> days) {
    SpellingGuess guess = new SpellingGuess(new LinkedHashMap<>(), new ArrayList<>());
    guess.numbers(numbers.stream().map(each -> each.replaceAll("[^0-9.,' ]", "").strip()).toList());
    Map<String, String> patterns = new LinkedHashMap<>();
    days.forEach((column, values) -> guess.day(column, values, patterns));
    if (patterns.values().stream().distinct().count() == 1) {
      guess.settings.put(Spelling.DATE_FORMAT, patterns.values().iterator().next());
    } else if (!patterns.isEmpty()) {
      guess.settings.put(Spelling.DATE_FORMAT, patterns);
    }
    return guess;
  }

  private void numbers(List<String> numbers) {
    boolean comma = false;
    boolean point = false;
    for (String number : numbers) {
      int lastComma = number.lastIndexOf(',');
      int lastPoint = number.lastIndexOf('.');
      boolean both = lastComma >= 0 && lastPoint >= 0;
      comma |= both ? lastComma > lastPoint : decimals(number, ',');
      point |= both ? lastPoint > lastComma : decimals(number, '.');
    }
    boolean commas = numbers.stream().anyMatch(each -> each.indexOf(',') >= 0);
    boolean points = numbers.stream().anyMatch(each -> each.indexOf('.') >= 0);
    if (comma && !point) {
      settings.put(Spelling.DECIMAL, ",");
      if (points) {
        settings.put(Spelling.THOUSANDS, ".");
      }
    } else if (commas && !comma) {
      settings.put(Spelling.THOUSANDS, ",");
      if (!point) {
        doubts.add("1,234 could be one and a bit as well as one thousand and more");
      }
    } else if (points && !point) {
      doubts.add("1.234 is read as one and a bit; if it is one thousand and more, set thousands");
    } else if (comma) {
      doubts.add("some numbers have a decimal comma, some a decimal point");
    }
    String ticks = numbers.stream().anyMatch(each -> each.matches(".*[0-9]'[0-9]{3}.*")) ? "'" : "";
    String spaces =
        numbers.stream().anyMatch(each -> each.matches(".*[0-9] [0-9]{3}.*")) ? " " : "";
    if (!(ticks + spaces).isEmpty()) {
      settings.put(Spelling.THOUSANDS, ticks.isEmpty() ? spaces : ticks);
    }
  }

  /** Whether the mark can only stand before decimals. */
  private static boolean decimals(String number, char mark) {
    int first = number.indexOf(mark);
    return first >= 0 && first == number.lastIndexOf(mark) && number.length() - first != 4;
  }

  private void day(String column, Days days, Map<String, String> patterns) {
    if (days.ours()) {
      return;
    }
    List<String> values = days.values();
    List<String> fitting =
        DAYS.stream().filter(each -> values.stream().allMatch(v -> parses(each, v))).toList();
    if (fitting.isEmpty()) {
      doubts.add(column + " is written as '" + values.get(0) + "': set date_format");
      return;
    }
    patterns.put(column, fitting.get(0));
    boolean turned =
        fitting.stream().anyMatch(each -> each.startsWith("M"))
            && fitting.stream().anyMatch(each -> each.startsWith("d"));
    if (turned) {
      doubts.add(
          "'"
              + values.get(0)
              + "' could begin with the day as well as with the month: "
              + fitting.get(0)
              + " is taken");
    }
  }

  private static boolean parses(String pattern, String text) {
    try {
      Spelling.formatter(pattern).parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}

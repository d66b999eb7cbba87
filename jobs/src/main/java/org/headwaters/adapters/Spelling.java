package org.headwaters.adapters;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.headwaters.contracts.ContractColumn;
import org.headwaters.core.UsageError;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * How a file spells numbers, days and names, where that is not as we do. A value that is not
 * spelled so is a fault: {@code 1.5} is not fifteen because the settings call the point a mark of
 * thousands.
 *
 * @param decimal what stands before the decimals
 * @param thousands what stands between groups of digits; empty for nothing
 * @param days our column → pattern of its days; under "" the pattern of all others
 * @param values our column → their value → ours
 */
record Spelling(
    String table,
    String decimal,
    String thousands,
    Map<String, String> days,
    Map<String, Map<String, String>> values)
    implements Serializable {
  static final String DECIMAL = "decimal";
  static final String THOUSANDS = "thousands";
  static final String DATE_FORMAT = "date_format";
  static final String VALUES = "values";
  static final Set<String> OPTIONS =
      Set.of(DECIMAL, THOUSANDS, DATE_FORMAT, VALUES, Composed.OPTION);

  /** More are no number that any column takes. */
  private static final int DIGITS = 100;

  private static final String OURS = "[0-9]{4}-[0-9]{2}";
  private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

  /** What a column holds. */
  enum Kind {
    TEXT,
    NUMBER,
    DAY,
    MOMENT,
    MONTH;

    static Kind of(ContractColumn column) {
      if (column.name().equals("period")) {
        return MONTH;
      }
      return switch (column.type()) {
        case "date" -> DAY;
        case "timestamp" -> MOMENT;
        case "string", "boolean" -> TEXT;
        default -> NUMBER;
      };
    }
  }

  /** Either a value as we spell it, or what is wrong with theirs. */
  record Read(@Nullable String value, @Nullable Row fault) {}

  static Spelling of(InputSource source) {
    Map<String, Object> options = source.options();
    String decimal = one(source, DECIMAL, ".");
    String thousands = one(source, THOUSANDS, "");
    UsageError.check(
        !decimal.equals(thousands) && !decimal.isEmpty(),
        "inputs.%s: decimal and thousands are both '%s'. Give two different marks.",
        source.table(),
        decimal);
    Map<String, String> days = new HashMap<>();
    Object said = options.get(DATE_FORMAT);
    if (said instanceof Map<?, ?> map) {
      map.forEach((column, pattern) -> days.put(column.toString(), String.valueOf(pattern)));
    } else if (said != null) {
      days.put("", said.toString());
    }
    days.values().forEach(pattern -> checkPattern(source.table(), pattern));
    return new Spelling(source.table(), decimal, thousands, days, values(source));
  }

  private static String one(InputSource source, String option, String otherwise) {
    String text = OutsideText.option(source, option);
    UsageError.check(
        text == null || (text.length() == 1 && !Character.isLetterOrDigit(text.charAt(0))),
        "inputs.%s.%s is '%s'; give the one mark that the file uses.",
        source.table(),
        option,
        String.valueOf(text));
    return text == null ? otherwise : text;
  }

  private static void checkPattern(String table, String pattern) {
    try {
      formatter(pattern);
    } catch (IllegalArgumentException e) {
      throw new UsageError(
          "inputs.%s.date_format is '%s': %s. Write it as in dd.MM.yyyy, MM/yyyy or yyyy-MM-dd"
              + " HH:mm:ss.",
          table, pattern, InputFiles.firstLine(e));
    }
  }

  private static Map<String, Map<String, String>> values(InputSource source) {
    Map<String, Map<String, String>> values = new HashMap<>();
    Object said = source.options().get(VALUES);
    if (said == null) {
      return values;
    }
    UsageError.check(
        said instanceof Map<?, ?> map
            && map.values().stream().allMatch(v -> v instanceof Map<?, ?>),
        "inputs.%s.values is %s; write values: {column: {theirs: ours}}.",
        source.table(),
        said);
    for (Map.Entry<?, ?> column : ((Map<?, ?>) said).entrySet()) {
      Map<String, String> theirs = new HashMap<>();
      ((Map<?, ?>) column.getValue())
          .forEach((their, our) -> theirs.put(String.valueOf(their), String.valueOf(our)));
      values.put(column.getKey().toString(), theirs);
    }
    return values;
  }

  /** Refuses settings about columns that the table does not have. */
  void checkColumns(Table table) {
    Set<String> known = Set.of(table.schema().fieldNames());
    for (Map<String, ?> said : List.of(days, values)) {
      for (String column : said.keySet()) {
        UsageError.check(
            column.isEmpty() || known.contains(column),
            "inputs.%s.%s speaks of the column %s, which the table does not have. Its columns are"
                + " %s.",
            table,
            said == days ? DATE_FORMAT : VALUES,
            column,
            String.join(", ", table.schema().fieldNames()));
      }
    }
  }

  /** Whether a column's cells may have to be read otherwise than they stand. */
  boolean concerns(String column, Kind kind) {
    return values.containsKey(column)
        || switch (kind) {
          case TEXT -> false;
          case NUMBER -> !decimal.equals(".") || !thousands.isEmpty();
          case DAY, MOMENT, MONTH -> pattern(column) != null;
        };
  }

  private @Nullable String pattern(String column) {
    return days.getOrDefault(column, days.get(""));
  }

  /** A cell that holds something, as we spell it. */
  Read read(String column, Kind kind, String cell) {
    Map<String, String> ours = values.get(column);
    if (ours != null) {
      return mapped(column, cell, ours);
    }
    String text = cell.strip();
    if (text.isEmpty() || !concerns(column, kind)) {
      return new Read(cell, null);
    }
    return kind == Kind.NUMBER ? number(column, text) : day(column, kind, text);
  }

  /** What is ours already stays: an export may hold both. */
  private Read mapped(String column, String cell, Map<String, String> ours) {
    String text = cell.strip();
    String our = ours.getOrDefault(cell, ours.get(text));
    if (our != null) {
      return new Read(our, null);
    }
    if (text.isEmpty() || ours.containsValue(text)) {
      return new Read(text, null);
    }
    String told = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return fault(
        column,
        cell,
        "value_is_mapped",
        "Say in inputs." + table + ".values." + column + " what '" + told + "' is.");
  }

  private Read number(String column, String text) {
    boolean negative = false;
    String digits = text;
    // Books write −5 as (5) or 5-; both mean nothing else.
    if (digits.matches("\\(.*\\)")) {
      negative = true;
      digits = digits.substring(1, digits.length() - 1).strip();
    } else if (digits.endsWith("-") || digits.startsWith("-") || digits.startsWith("\u2212")) {
      negative = true;
      digits =
          digits.endsWith("-") ? digits.substring(0, digits.length() - 1) : digits.substring(1);
    } else if (digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    String whole = "[0-9]+";
    if (!thousands.isEmpty()) {
      String mark = thousands.isBlank() ? "[ \u00A0\u202F\u2009]" : Pattern.quote(thousands);
      // Groups of two before the last group of three: 12,34,567.89.
      whole = "(" + whole + "|[0-9]{1,3}(" + mark + "[0-9]{2,3})*" + mark + "[0-9]{3})";
    }
    if (digits.length() > DIGITS
        || !digits.matches(whole + "(" + Pattern.quote(decimal) + "[0-9]*)?")) {
      return fault(
          column,
          text,
          "number_is_spelled_so",
          "The settings say that numbers are written as "
              + (thousands.isEmpty() ? "1234" : "1" + thousands + "234")
              + decimal
              + "5: correct the cell, or inputs."
              + table
              + ".decimal and thousands; take a currency sign away by strip_prefix.");
    }
    int point = digits.indexOf(decimal);
    String left = (point < 0 ? digits : digits.substring(0, point)).replaceAll("[^0-9]", "");
    String right = point < 0 ? "" : digits.substring(point + 1);
    return new Read((negative ? "-" : "") + left + (right.isEmpty() ? "" : "." + right), null);
  }

  private Read day(String column, Kind kind, String text) {
    String pattern = String.valueOf(pattern(column));
    if (kind == Kind.MONTH && text.matches(OURS)) {
      return new Read(text, null);
    }
    try {
      TemporalAccessor parsed = formatter(pattern).parse(text);
      return new Read(spelled(parsed, kind), null);
    } catch (DateTimeException e) {
      return fault(
          column,
          text,
          "day_is_spelled_so",
          "The settings say that days are written as "
              + pattern
              + ": correct the cell, or inputs."
              + table
              + ".date_format"
              + (kind == Kind.MONTH ? "." : " (a day of the month is needed)."));
    }
  }

  private static String spelled(TemporalAccessor parsed, Kind kind) {
    if (kind == Kind.MONTH) {
      return YearMonth.of(parsed.get(ChronoField.YEAR), parsed.get(ChronoField.MONTH_OF_YEAR))
          .toString();
    }
    LocalDate day = LocalDate.from(parsed);
    if (kind == Kind.DAY) {
      return day.toString();
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneOffset zone = parsed.query(TemporalQueries.offset());
    return day.atTime(time == null ? LocalTime.MIDNIGHT : time)
        .toInstant(zone == null ? ZoneOffset.UTC : zone)
        .toString();
  }

  static DateTimeFormatter formatter(String pattern) {
    return FORMATTERS.computeIfAbsent(
        pattern,
        // A year of our era is meant; strict, as 31.02. is no day.
        p ->
            new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(p.replace('y', 'u'))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT));
  }

  private static Read fault(String column, String value, String rule, String fix) {
    return new Read(null, RawRows.fault(column, value, rule, fix));
  }
}

package org.headwaters.adapters;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/**
 * How a usage report is read: which column says what, and which tokens are counted within others.
 *
 * @param columns our name → the report's
 * @param service the service, where the report does not name one
 * @param beside the parts that are told beside input or output instead of within them
 */
record UsageReading(
    Map<String, String> columns, String service, Set<String> beside, PriceTable prices)
    implements Serializable {
  private static final String NUMBER = "[0-9]{1,18}";

  /**
   * What one line says.
   *
   * @param model as the report names it: two names may mean one model, and both count
   * @param time as the report writes it: a day, the first day of a week, or a month
   * @param charged part → tokens that are charged as that part; each token is in one part only
   */
  record Usage(
      String service,
      String model,
      String time,
      String period,
      PriceTable.Price price,
      Map<String, Long> charged) {
    long tokens() {
      return charged.values().stream().reduce(0L, Math::addExact);
    }
  }

  /** Either of the two. */
  record Read(@Nullable Usage usage, @Nullable Row fault) {}

  Read read(Records.Cells line) {
    if (line.fault() != null) {
      return new Read(null, line.fault());
    }
    Map<String, Long> told = new LinkedHashMap<>();
    for (String part : UsagePart.NAMES) {
      String text = cell(line, UsagePart.column(part));
      if (text != null && !text.matches(NUMBER)) {
        return wrong(line, UsagePart.column(part), "is_a_bigint", "Write a number of tokens.");
      }
      if (text != null) {
        told.put(part, Long.parseLong(text));
      }
    }
    if (!told.containsKey(UsagePart.INPUT) && !told.containsKey(UsagePart.OUTPUT)) {
      return wrong(
          line,
          UsagePart.column(UsagePart.INPUT),
          "parts_are_told",
          "Ask for input_tokens and output_tokens: a line without them is not a line of nothing.");
    }
    Map<String, Long> charged = apart(told);
    if (charged.values().stream().anyMatch(tokens -> tokens < 0)) {
      return wrong(
          line,
          "",
          "parts_are_within",
          "cached_tokens are within input_tokens and reasoning_tokens within output_tokens, but here they are more; if the report counts them apart, set cached: beside or reasoning: beside.");
    }
    String total = cell(line, "total_tokens");
    if (total != null
        && !total.equals(String.valueOf(charged.values().stream().reduce(0L, Math::addExact)))) {
      return wrong(
          line,
          "total_tokens",
          "parts_add_up",
          "The parts do not add up to total_tokens: correct them, or set cached: and reasoning: to within or beside as the report means it.");
    }
    return priced(line, charged);
  }

  /** Takes out of input and output what is told again as a part of them. */
  private Map<String, Long> apart(Map<String, Long> told) {
    Map<String, Long> charged = new LinkedHashMap<>();
    for (Map.Entry<String, Long> part : told.entrySet()) {
      charged.merge(part.getKey(), part.getValue(), Math::addExact);
      String whole = UsagePart.whole(part.getKey());
      if (!whole.equals(part.getKey()) && !beside.contains(part.getKey())) {
        charged.merge(whole, -part.getValue(), Math::addExact);
      }
    }
    return charged;
  }

  private Read priced(Records.Cells line, Map<String, Long> charged) {
    String model = cell(line, "model");
    String itsService = cell(line, "service_id");
    String ours = itsService == null ? service : itsService;
    if (model == null || ours.isEmpty()) {
      String missing = model == null ? "model" : "service_id";
      return wrong(line, missing, "is_required", "Give " + missing + ".");
    }
    String time = time(line);
    LocalDate first;
    LocalDate end;
    try {
      boolean month = cell(line, "period") != null;
      first = month ? YearMonth.parse(time).atDay(1) : LocalDate.parse(time);
      end = month ? first.plusMonths(1) : first.plusDays(cell(line, "week") != null ? 7 : 1);
    } catch (DateTimeParseException e) {
      return wrong(
          line, "date", "is_a_date", "Give date or week as YYYY-MM-DD, or period as YYYY-MM.");
    }
    PriceTable.Price price = prices.on(model, first, end);
    if (price == null) {
      return wrong(
          line,
          "model",
          prices.knows(model) ? "price_covers_the_time" : "model_has_a_price",
          "Add a line for "
              + model
              + " to the price table that holds from "
              + first
              + " until before "
              + end
              + "; where the price changed in between, report day by day.");
    }
    for (String part : beside) {
      if (charged.containsKey(part) && !price.perMillion().containsKey(part)) {
        return wrong(line, part, "part_has_a_price", "Add " + part + " to the price of " + model);
      }
    }
    return new Read(
        new Usage(
            ours, model, time + detail(line), YearMonth.from(first).toString(), price, charged),
        null);
  }

  private String time(Records.Cells line) {
    for (String name : new String[] {"period", "week", "date"}) {
      String text = cell(line, name);
      if (text != null) {
        return text;
      }
    }
    return "";
  }

  /** What tells apart two lines of one model and time: a region, a key, a customer. */
  private String detail(Records.Cells line) {
    String detail = cell(line, "detail");
    return detail == null ? "" : ":" + detail;
  }

  private @Nullable String cell(Records.Cells line, String name) {
    return line.cell(columns.getOrDefault(name, name));
  }

  private Read wrong(Records.Cells line, String column, String rule, String fix) {
    String value = column.isEmpty() ? null : cell(line, column);
    return new Read(
        null,
        RawRows.fault(
            column.isEmpty() ? "" : columns.getOrDefault(column, column),
            value == null ? line.text() : value,
            rule,
            fix));
  }
}

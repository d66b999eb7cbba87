package org.headwaters.adapters;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.headwaters.tables.RawRows;
import org.jspecify.annotations.Nullable;

/**
 * How a line of a usage report is read and priced.
 *
 * @param service the service, where the report does not name one
 * @param tolerance by how many tokens a report's totals may differ from the sum of its parts
 * @param prices empty of models where the report itself says amounts
 */
record UsageReading(UsageReport report, String service, long tolerance, PriceTable prices)
    implements Serializable {
  private static final String NUMBER = "-?[0-9]{1,15}";

  /** A line above it is a mistake, and sums of many below it still fit. */
  private static final BigDecimal MOST = BigDecimal.TEN.pow(12);

  /** Amounts that were binary fractions carry noise beyond it. */
  private static final int DECIMALS = 12;

  /** Either of the two. */
  record Read(@Nullable Usage usage, @Nullable Row fault) {}

  /** What is wrong with a line, on the way out of reading it. */
  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Row fault;

    Wrong(Row fault) {
      super("", null, false, false);
      this.fault = fault;
    }
  }

  Read read(Records.Cells line) {
    if (line.fault() != null) {
      return new Read(null, line.fault());
    }
    try {
      return new Read(usage(line), null);
    } catch (Wrong e) {
      return new Read(null, e.fault);
    }
  }

  private Usage usage(Records.Cells line) throws Wrong {
    BigDecimal amount = amount(line);
    Map<UsagePart, Long> counts = apart(line, told(line, amount != null));
    checkTotal(line, counts);
    String model = needed(line, "model");
    String named = cell(line, "service_id");
    String ours = named == null ? service : named;
    check(!ours.isEmpty(), line, "service_id", "is_required", "Give service_id.");
    UsageDays days = days(line);
    String time = days.text() + UsageIdentity.of(report, line);
    String period = YearMonth.from(days.first()).toString();
    if (amount != null) {
      String currency = cell(line, UsageReport.CURRENCY);
      Map<UsagePart, Usage.Charge> free = new EnumMap<>(UsagePart.class);
      counts.forEach((part, count) -> free.put(part, new Usage.Charge(count, BigDecimal.ZERO)));
      String money = currency == null ? report.currency() : currency.toUpperCase(Locale.ROOT);
      return new Usage(ours, model, time, period, prices.modelId(model), money, amount, free);
    }
    PriceTable.Price price = price(line, model, days);
    Map<UsagePart, Usage.Charge> charged = charged(line, counts, price);
    Usage usage =
        new Usage(ours, model, time, period, price.modelId(), price.currency(), null, charged);
    check(
        usage.earned().abs().compareTo(MOST) < 0,
        line,
        "",
        "amount_fits",
        "Correct the counts or the price: no line earns a million million.");
    return usage;
  }

  private @Nullable BigDecimal amount(Records.Cells line) throws Wrong {
    String text = cell(line, UsageReport.AMOUNT);
    if (text == null) {
      return null;
    }
    String fix = "Write an amount of money in digits.";
    check(
        text.matches("[+-]?[0-9]{1,12}([.][0-9]{0,40})?([eE][+-]?[0-9]{1,2})?"),
        line,
        UsageReport.AMOUNT,
        "is_an_amount",
        fix);
    BigDecimal amount = new BigDecimal(text).setScale(DECIMALS, RoundingMode.HALF_UP);
    check(amount.abs().compareTo(MOST) < 0, line, UsageReport.AMOUNT, "is_an_amount", fix);
    return amount;
  }

  private Map<UsagePart, Long> told(Records.Cells line, boolean hasAmount) throws Wrong {
    Map<UsagePart, Long> told = new EnumMap<>(UsagePart.class);
    for (UsagePart part : UsagePart.values()) {
      String text = cell(line, part.column());
      if (text != null) {
        String whole = text.replaceFirst("[.]0*$", ""); // as tables with a gap write 12
        check(
            whole.matches(NUMBER),
            line,
            part.column(),
            "is_a_bigint",
            "Write a whole number of at most 15 digits.");
        told.put(part, Long.parseLong(whole));
      }
    }
    check(
        hasAmount || told.containsKey(UsagePart.INPUT) || told.containsKey(UsagePart.OUTPUT),
        line,
        UsagePart.INPUT.column(),
        "parts_are_told",
        "Ask for input_tokens and output_tokens: a line without them is not a line of nothing.");
    boolean sold = told.values().stream().anyMatch(count -> count > 0);
    boolean takenBack = told.values().stream().anyMatch(count -> count < 0);
    check(
        !(sold && takenBack),
        line,
        "",
        "line_has_one_sign",
        "A refund is a line of its own, with all its counts negative.");
    return told;
  }

  /** Takes out of input and output what is told again as a part of them. */
  private Map<UsagePart, Long> apart(Records.Cells line, Map<UsagePart, Long> told) throws Wrong {
    boolean refund = told.values().stream().anyMatch(count -> count < 0);
    Map<UsagePart, Long> charged = new EnumMap<>(told);
    for (Map.Entry<UsagePart, Long> part : told.entrySet()) {
      if (part.getKey().whole().isPresent() && !report.beside().contains(part.getKey())) {
        charged.merge(part.getKey().whole().get(), -part.getValue(), Math::addExact);
      }
    }
    check(
        charged.values().stream().noneMatch(count -> refund ? count > 0 : count < 0),
        line,
        "",
        "parts_are_within",
        "cached_tokens and other parts of input are within input_tokens, reasoning_tokens and other"
            + " parts of output within output_tokens, but here they are more; if the report counts"
            + " them apart, set cached: beside or reasoning: beside.");
    return charged;
  }

  private void checkTotal(Records.Cells line, Map<UsagePart, Long> charged) throws Wrong {
    String total = cell(line, UsageReport.TOTAL);
    if (total == null) {
      return;
    }
    long sum = 0;
    for (Map.Entry<UsagePart, Long> part : charged.entrySet()) {
      sum += part.getKey().isTokens() ? part.getValue() : 0;
    }
    check(
        total.matches(NUMBER) && Math.abs(sum - Long.parseLong(total)) <= tolerance,
        line,
        UsageReport.TOTAL,
        "parts_add_up",
        "The parts add up to "
            + sum
            + ", not to total_tokens: correct them, set cached: and reasoning: to within or beside"
            + " as the report means it, or total_tolerance to how coarsely its totals are"
            + " rounded.");
  }

  private PriceTable.Price price(Records.Cells line, String model, UsageDays days) throws Wrong {
    String tier = UsageReport.tier(cell(line, UsageReport.TIER), cell(line, UsageReport.BATCH));
    check(
        prices.knows(model),
        line,
        "model",
        "model_has_a_price",
        "Add a line for " + model + " to the price table" + on(days));
    check(
        prices.knows(model, tier),
        line,
        cell(line, UsageReport.TIER) == null ? UsageReport.BATCH : UsageReport.TIER,
        "tier_has_a_price",
        "Add a line for "
            + model
            + " with service_tier "
            + (tier.isEmpty() ? "empty" : tier)
            + " to the price table.");
    PriceTable.Price price = prices.on(model, tier, days.first(), days.end());
    if (price == null) {
      throw wrong(
          line,
          "model",
          "price_covers_the_time",
          "Add a line for " + model + " to the price table" + on(days));
    }
    return price;
  }

  private static String on(UsageDays days) {
    return " that holds from "
        + days.first()
        + " until before "
        + days.end()
        + "; where the price changed in between, report day by day.";
  }

  /** A part without a price is told by name: what it costs is not for us to say. */
  private Map<UsagePart, Usage.Charge> charged(
      Records.Cells line, Map<UsagePart, Long> counts, PriceTable.Price price) throws Wrong {
    Map<UsagePart, Usage.Charge> charged = new EnumMap<>(UsagePart.class);
    for (Map.Entry<UsagePart, Long> part : counts.entrySet()) {
      UsagePart name = part.getKey();
      boolean fallsBack = report.beside().contains(name) && !price.prices().containsKey(name);
      BigDecimal each = fallsBack ? null : price.of(name);
      // Requests and calls are free with most models; a price table that is silent says so.
      if (each == null && (!name.isTokens() || part.getValue() == 0)) {
        continue;
      }
      if (each == null) {
        throw wrong(
            line,
            name.column(),
            "part_has_a_price",
            "Add " + name.word() + " to the price of this model.");
      }
      charged.put(name, new Usage.Charge(part.getValue(), each));
    }
    return charged;
  }

  private UsageDays days(Records.Cells line) throws Wrong {
    UsageDays days = UsageDays.of(cell(line, "period"), cell(line, "week"), cell(line, "date"));
    if (days == null) {
      throw wrong(
          line, "date", "is_a_date", "Give date or week as YYYY-MM-DD, or period as YYYY-MM.");
    }
    return days;
  }

  private String needed(Records.Cells line, String name) throws Wrong {
    String text = cell(line, name);
    if (text == null) {
      throw wrong(line, name, "is_required", "Give " + name + ".");
    }
    return text;
  }

  private @Nullable String cell(Records.Cells line, String name) {
    return line.cell(report.theirs(name));
  }

  private void check(boolean right, Records.Cells line, String column, String rule, String fix)
      throws Wrong {
    if (!right) {
      throw wrong(line, column, rule, fix);
    }
  }

  private Wrong wrong(Records.Cells line, String column, String rule, String fix) {
    String value = column.isEmpty() ? null : cell(line, column);
    return new Wrong(
        RawRows.fault(
            column.isEmpty() ? "" : report.theirs(column),
            value == null ? line.text() : value,
            rule,
            fix));
  }
}

package org.headwaters.core.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.Conversion.Converted;
import org.headwaters.core.money.Conversion.Stale;
import org.headwaters.core.money.Conversion.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Units of each currency per 1 unit of the base currency, by day. The base itself is 1 on every day
 * and never stale.
 */
public final class ExchangeRates {
  /** A rate older than this many days on the day of conversion is stale. */
  public static final int MAX_AGE_DAYS = 7;

  /** What most tables of rates are given for, the European Central Bank's among them. */
  private static final String USUAL_BASE = "EUR";

  private final String base;
  private final @Nullable Rate contradiction;
  private final Map<String, NavigableMap<LocalDate, BigDecimal>> byCurrency = new HashMap<>();

  /**
   * One day's rate.
   *
   * @param unitsPerBase more than 0
   */
  public record Rate(LocalDate date, String currency, BigDecimal unitsPerBase) {}

  /** InvalidInput for a rate that is not positive, of the base itself, or given twice a day. */
  public ExchangeRates(String base, Collection<Rate> rates) {
    this(base, rates, null);
  }

  private ExchangeRates(String base, Collection<Rate> rates, @Nullable Rate contradiction) {
    this.base = base;
    this.contradiction = contradiction;
    for (Rate rate : rates) {
      InvalidInput.check(
          rate.unitsPerBase().signum() > 0,
          "The rate of %s on %s is %s; give units per 1 %s, more than 0.",
          rate.currency(),
          rate.date(),
          rate.unitsPerBase().toPlainString(),
          base);
      InvalidInput.check(
          !rate.currency().equals(base),
          "There is a rate of the base currency %s on %s; the base is 1, remove the row.",
          base,
          rate.date());
      BigDecimal other =
          byCurrency
              .computeIfAbsent(rate.currency(), currency -> new TreeMap<>())
              .put(rate.date(), rate.unitsPerBase());
      InvalidInput.check(
          other == null || other.compareTo(rate.unitsPerBase()) == 0,
          "There are two rates of %s on %s; remove one.",
          rate.currency(),
          rate.date());
    }
  }

  /**
   * Rates that do not say what they are given for. The base has no rates of its own, or none but 1
   * as some tables print it: the reporting currency if that holds of it, else the euro. Where both
   * have others, nothing is converted: which rows are the wrong ones is not for us to say.
   */
  public static ExchangeRates of(String reporting, Collection<Rate> rates) {
    for (String base : List.of(reporting, USUAL_BASE)) {
      if (others(base, rates).isEmpty()) {
        return new ExchangeRates(
            base, rates.stream().filter(rate -> !rate.currency().equals(base)).toList());
      }
    }
    return new ExchangeRates(reporting, List.of(), others(USUAL_BASE, rates).get(0));
  }

  /** Rates of a currency that is no base by them. */
  private static List<Rate> others(String currency, Collection<Rate> rates) {
    return rates.stream()
        .filter(rate -> rate.currency().equals(currency))
        .filter(rate -> rate.unitsPerBase().compareTo(BigDecimal.ONE) != 0)
        .toList();
  }

  /**
   * Converts an exact amount: amount · rate(to)/rate(from), each with its last rate on or before
   * the day, rounded once, half-even, to micros. A currency into itself needs no rate.
   *
   * <p>Worked example: base EUR, USD 1.25: 10 USD are 8,000,000 micros of EUR.
   *
   * @param lastDay the last day of the period
   */
  public Conversion convert(Money amount, String to, LocalDate lastDay) {
    String from = amount.currency();
    if (from.equals(to)) {
      return new Converted(micros(amount.units(), BigDecimal.ONE, BigDecimal.ONE), noDates());
    }
    if (contradiction != null) {
      return new Conversion.Baseless(contradiction);
    }
    SortedMap<String, LocalDate> dates = new TreeMap<>(KeyOrder.UTF8);
    SortedSet<String> unknown = new TreeSet<>(KeyOrder.UTF8);
    BigDecimal fromRate = leg(from, lastDay, dates, unknown);
    BigDecimal toRate = leg(to, lastDay, dates, unknown);
    if (!unknown.isEmpty()) {
      return new Unknown(Collections.unmodifiableSortedSet(unknown));
    }
    SortedMap<String, LocalDate> stale = new TreeMap<>(dates);
    stale.values().removeIf(date -> !date.isBefore(lastDay.minusDays(MAX_AGE_DAYS)));
    if (!stale.isEmpty()) {
      return new Stale(Collections.unmodifiableSortedMap(stale));
    }
    return new Converted(
        micros(amount.units(), toRate, fromRate), Collections.unmodifiableSortedMap(dates));
  }

  /**
   * Whether a currency can be converted on this day: 1 unit of it in the base, with the date of its
   * rate, or what is wrong with it.
   */
  public Conversion freshness(String currency, LocalDate lastDay) {
    return convert(new Money(BigDecimal.ONE, currency), base, lastDay);
  }

  /** The currency that all rates are given for. */
  public String base() {
    return base;
  }

  private BigDecimal leg(
      String currency,
      LocalDate lastDay,
      SortedMap<String, LocalDate> dates,
      SortedSet<String> unknown) {
    if (currency.equals(base)) {
      return BigDecimal.ONE;
    }
    Map.Entry<LocalDate, BigDecimal> last =
        byCurrency.getOrDefault(currency, Collections.emptyNavigableMap()).floorEntry(lastDay);
    if (last == null) {
      unknown.add(currency);
      return BigDecimal.ONE;
    }
    dates.put(currency, last.getKey());
    return last.getValue();
  }

  /** BigDecimal rounds the exact quotient here, not one that was cut before. */
  private static BigInteger micros(BigDecimal units, BigDecimal toRate, BigDecimal fromRate) {
    return units
        .multiply(toRate)
        .movePointRight(Micros.DECIMALS)
        .divide(fromRate, 0, RoundingMode.HALF_EVEN)
        .toBigIntegerExact();
  }

  private static SortedMap<String, LocalDate> noDates() {
    return Collections.emptySortedMap();
  }
}

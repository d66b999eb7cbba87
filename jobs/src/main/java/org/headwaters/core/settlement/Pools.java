package org.headwaters.core.settlement;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.Conversion;
import org.headwaters.core.money.ExchangeRates;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Money;
import org.headwaters.core.policy.Policy;

/**
 * What a period's revenue leaves for those upstream, from sums of lines to pools.
 *
 * @param pools by earner, kind, currency, covers
 * @param unconvertible currencies without a usable rate, with the sentence why; their lines are
 *     rejects
 */
public record Pools(List<Pool> pools, SortedMap<String, String> unconvertible) {
  private static final BigInteger LIMIT = BigInteger.valueOf(Long.MAX_VALUE);

  /** Copies. */
  public Pools {
    pools = List.copyOf(pools);
    unconvertible = Collections.unmodifiableSortedMap(new TreeMap<>(unconvertible));
  }

  /**
   * Converts each sum at the rates of the period's last day, and cuts off the policy's part.
   *
   * @throws InvalidInput when the reporting currency has no fresh rate, or the period's revenue is
   *     beyond 64 bits
   */
  public static Pools of(
      List<RevenueSum> sums, ExchangeRates rates, Policy policy, LocalDate lastDay) {
    String reporting = policy.reportingCurrency();
    List<Pool> pools = new ArrayList<>();
    SortedMap<String, String> unconvertible = new TreeMap<>(KeyOrder.UTF8);
    BigInteger all = BigInteger.ZERO;
    for (RevenueSum sum : sums) {
      Conversion conversion =
          rates.convert(new Money(sum.amount(), sum.currency()), reporting, lastDay);
      if (conversion instanceof Conversion.Converted converted) {
        all = all.add(converted.micros().abs());
        check(all, sum, lastDay);
        long grossMicros = converted.micros().longValueExact();
        int ratePpm = policy.royaltyRatePpm().getOrDefault(sum.kind(), 0);
        pools.add(
            new Pool(
                sum,
                converted.rateDates(),
                grossMicros,
                Apportionment.ppmOf(grossMicros, ratePpm)));
      } else {
        unconvertible.put(sum.currency(), problem(conversion, reporting, lastDay));
      }
    }
    pools.sort(Pool.ORDER);
    return new Pools(pools, unconvertible);
  }

  /** Every amount of a period is a part of this sum of absolute values. */
  private static void check(BigInteger all, RevenueSum sum, LocalDate lastDay) {
    InvalidInput.check(
        all.compareTo(LIMIT) <= 0,
        "revenue: the amounts of the period ending %s add up to %s micros, with %s of %s in %s,"
            + " more than %s. Correct these lines.",
        lastDay,
        all,
        sum.kind().key(),
        sum.earnerId(),
        sum.currency(),
        LIMIT);
  }

  private static String problem(Conversion conversion, String reporting, LocalDate lastDay) {
    if (conversion instanceof Conversion.Stale stale) {
      InvalidInput.check(
          !stale.rateDates().containsKey(reporting),
          "The last rate of the reporting currency %s is of %s, more than 7 days before %s. Deliver"
              + " newer exchange_rates.",
          reporting,
          String.valueOf(stale.rateDates().get(reporting)),
          lastDay);
      return "stale_rate: the last rate is of "
          + stale.rateDates().values().stream()
              .map(LocalDate::toString)
              .collect(Collectors.joining(" and "))
          + ", more than 7 days before "
          + lastDay;
    }
    if (conversion instanceof Conversion.Baseless baseless) {
      ExchangeRates.Rate row = baseless.row();
      return String.format(
          Locale.ROOT,
          "unknown_base: a rate of %s on %s is %s, so the rates are given for another currency,"
              + " which is not %s either",
          row.currency(),
          row.date(),
          row.unitsPerBase().stripTrailingZeros().toPlainString(),
          reporting);
    }
    Conversion.Unknown unknown = (Conversion.Unknown) conversion;
    InvalidInput.check(
        !unknown.currencies().contains(reporting),
        "There is no rate of the reporting currency %s on or before %s. Deliver exchange_rates.",
        reporting,
        lastDay);
    return "unknown_rate: there is no rate on or before " + lastDay;
  }

  /** All that was earned, less what was refunded. */
  public long grossMicros() {
    return pools.stream().mapToLong(Pool::grossMicros).reduce(0, Math::addExact);
  }

  /** Pools added per earner and cover: what is split over the levies. */
  SortedMap<EarnerCover, Long> byEarnerAndCover() {
    SortedMap<EarnerCover, Long> sums = new TreeMap<>(EarnerCover.ORDER);
    for (Pool pool : pools) {
      sums.merge(
          new EarnerCover(pool.sum().earnerId(), pool.sum().covers()),
          pool.poolMicros(),
          Math::addExact);
    }
    return sums;
  }
}

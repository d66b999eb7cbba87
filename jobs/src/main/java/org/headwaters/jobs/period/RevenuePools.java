package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.Conversion;
import org.headwaters.core.money.ExchangeRates;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.core.money.Money;
import org.headwaters.core.policy.RevenueKind;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Table;
import org.headwaters.transforms.RevenueSums;
import org.jspecify.annotations.Nullable;

/**
 * What a period's revenue leaves for those upstream: DESIGN §5.2, from lines to pools.
 *
 * @param pools by earner, kind, currency, covers
 * @param unconvertible currencies without a usable rate, with the sentence why; their lines are
 *     rejects
 */
record RevenuePools(List<Pool> pools, SortedMap<String, String> unconvertible) {
  // The table and the core's class share a name; these are the table's.
  private static final Table RATES = org.headwaters.tables.ExchangeRates.TABLE;
  private static final String RATE_DATE = org.headwaters.tables.ExchangeRates.RATE_DATE;
  private static final String RATE_CURRENCY = org.headwaters.tables.ExchangeRates.CURRENCY;
  private static final String RATE = org.headwaters.tables.ExchangeRates.RATE;

  /**
   * The lines of one earner, kind, currency and cover.
   *
   * @param amount exact, in units of the currency
   * @param grossMicros the same in micros of the reporting currency, rounded once
   * @param poolMicros what is passed upstream; the rest is retained
   */
  record Pool(
      String earnerId,
      String kind,
      String currency,
      @Nullable String covers,
      long lines,
      BigDecimal amount,
      SortedMap<String, LocalDate> rateDates,
      long grossMicros,
      long poolMicros) {
    long retainedMicros() {
      return Math.subtractExact(grossMicros, poolMicros);
    }
  }

  static RevenuePools of(PeriodRun run) {
    LocalDate lastDay = run.period().lastDay();
    String reporting = run.policy().reportingCurrency();
    Dataset<Row> sums =
        RevenueSums.apply(run.inputs().current(Revenue.TABLE), run.period().toString());
    ExchangeRates rates = rates(run, reporting, lastDay);
    List<Pool> pools = new ArrayList<>();
    SortedMap<String, String> unconvertible = new java.util.TreeMap<>(KeyOrder.UTF8);
    for (Row row : sums.collectAsList()) {
      String currency = row.getAs(Revenue.CURRENCY);
      BigDecimal amount = row.getAs(RevenueSums.AMOUNT);
      Conversion conversion = rates.convert(new Money(amount, currency), reporting, lastDay);
      if (conversion instanceof Conversion.Converted converted) {
        pools.add(pool(run, row, converted));
      } else {
        unconvertible.put(currency, problem(conversion, reporting, lastDay));
      }
    }
    pools.sort(
        Comparator.comparing(Pool::earnerId, KeyOrder.UTF8)
            .thenComparing(Pool::kind, KeyOrder.UTF8)
            .thenComparing(Pool::currency, KeyOrder.UTF8)
            .thenComparing(Pool::covers, Comparator.nullsFirst(KeyOrder.UTF8)));
    return new RevenuePools(
        Collections.unmodifiableList(pools), Collections.unmodifiableSortedMap(unconvertible));
  }

  private static Pool pool(PeriodRun run, Row row, Conversion.Converted converted) {
    String kind = row.getAs(Revenue.KIND);
    int ratePpm = run.policy().royaltyRatePpm().getOrDefault(RevenueKind.of(kind), 0);
    return new Pool(
        row.getAs(Revenue.ASSET_ID),
        kind,
        row.getAs(Revenue.CURRENCY),
        row.getAs(Revenue.COVERS),
        row.<Long>getAs(RevenueSums.LINES),
        row.getAs(RevenueSums.AMOUNT),
        converted.rateDates(),
        converted.micros(),
        Apportionment.ppmOf(converted.micros(), ratePpm));
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
          + stale.rateDates()
          + ", more than 7 days before "
          + lastDay;
    }
    Conversion.Unknown unknown = (Conversion.Unknown) conversion;
    InvalidInput.check(
        !unknown.currencies().contains(reporting),
        "There is no rate of the reporting currency %s on or before %s. Deliver exchange_rates.",
        reporting,
        lastDay);
    return "unknown_rate: there is no rate on or before " + lastDay;
  }

  /** The last rate of each currency; grows with currencies. */
  private static ExchangeRates rates(PeriodRun run, String reporting, LocalDate lastDay) {
    List<ExchangeRates.Rate> last =
        run
            .inputs()
            .current(RATES)
            .where(col(RATE_DATE).leq(lit(Date.valueOf(lastDay))))
            .groupBy(RATE_CURRENCY)
            .agg(max_by(struct(col(RATE_DATE), col(RATE)), col(RATE_DATE)).as("last"))
            .select(col(RATE_CURRENCY), col("last.*"))
            .collectAsList()
            .stream()
            .map(
                row ->
                    new ExchangeRates.Rate(
                        row.getDate(1).toLocalDate(), row.getString(0), row.getDecimal(2)))
            .toList();
    return new ExchangeRates(base(last, reporting), last);
  }

  /**
   * The base currency has no rows of its own: the reporting currency if that has none, else the
   * euro (ECB).
   */
  private static String base(List<ExchangeRates.Rate> rates, String reporting) {
    Set<String> known =
        rates.stream()
            .map(ExchangeRates.Rate::currency)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!known.contains(reporting)) {
      return reporting;
    }
    InvalidInput.check(
        !known.contains("EUR"),
        "The exchange rates name %s and EUR, so their base currency is unknown. Deliver rates per 1"
            + " EUR, or per 1 %s.",
        reporting,
        reporting);
    return "EUR";
  }

  long grossMicros() {
    return pools.stream().mapToLong(Pool::grossMicros).reduce(0, Math::addExact);
  }

  long retainedMicros() {
    return pools.stream().mapToLong(Pool::retainedMicros).reduce(0, Math::addExact);
  }

  /** Pools added per earner and cover, as DESIGN §5.2 splits them. */
  Map<EarnerCover, Long> byEarnerAndCover() {
    SortedMap<EarnerCover, Long> sums = new java.util.TreeMap<>(EarnerCover.ORDER);
    for (Pool pool : pools) {
      sums.merge(
          new EarnerCover(pool.earnerId(), pool.covers()), pool.poolMicros(), Math::addExact);
    }
    return sums;
  }

  /** Who earned, and the asset or source that a licence fee covers, if it does. */
  record EarnerCover(String earnerId, @Nullable String covers) {
    static final Comparator<EarnerCover> ORDER =
        Comparator.comparing(EarnerCover::earnerId, KeyOrder.UTF8)
            .thenComparing(EarnerCover::covers, Comparator.nullsFirst(KeyOrder.UTF8));
  }
}

package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.answers.Trial;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.money.ExchangeRates;
import org.headwaters.core.policy.RevenueKind;
import org.headwaters.core.settlement.Pools;
import org.headwaters.core.settlement.RevenueSum;
import org.headwaters.lake.Inputs;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Table;
import org.headwaters.transforms.RevenueSums;
import org.jspecify.annotations.Nullable;

/** Brings a period's revenue to the driver: one sum per earner, kind, currency and cover. */
final class RevenuePools {
  // The table and the core's class share a name; these are the table's.
  private static final Table RATES = org.headwaters.tables.ExchangeRates.TABLE;
  private static final String RATE_DATE = org.headwaters.tables.ExchangeRates.RATE_DATE;
  private static final String RATE_CURRENCY = org.headwaters.tables.ExchangeRates.CURRENCY;
  private static final String RATE = org.headwaters.tables.ExchangeRates.RATE;

  private RevenuePools() {}

  static Pools of(PeriodRun run) {
    LocalDate lastDay = run.day();
    return Pools.of(
        sums(run), rates(run, run.policy().reportingCurrency(), lastDay), run.policy(), lastDay);
  }

  /** The period's revenue with the lineage, to be settled by any rule. */
  static Trial trial(PeriodRun run, LineageInput lineage) {
    LocalDate lastDay = run.day();
    return new Trial(
        sums(run),
        rates(run, run.policy().reportingCurrency(), lastDay),
        lastDay,
        run.policy(),
        lineage);
  }

  private static List<RevenueSum> sums(PeriodRun run) {
    List<RevenueSum> sums = new ArrayList<>();
    for (Row row :
        RevenueSums.apply(run.inputs().current(Revenue.TABLE), run.period().toString())
            .collectAsList()) {
      sums.add(sum(run, row));
    }
    return sums;
  }

  private static RevenueSum sum(PeriodRun run, Row row) {
    BigDecimal whole = row.getAs(RevenueSums.WHOLE_UNITS);
    BigDecimal fraction = row.getAs(RevenueSums.FRACTION);
    BigDecimal amount = whole.add(fraction);
    String earner = row.getAs(Revenue.ASSET_ID);
    String currency = row.getAs(Revenue.CURRENCY);
    InvalidInput.check(
        amount.abs().compareTo(RevenueSums.LIMIT) < 0,
        "revenue: the lines of %s in %s add up to %s, not below %s. Correct these lines.",
        earner,
        currency,
        amount.stripTrailingZeros().toPlainString(),
        RevenueSums.LIMIT.toPlainString());
    return new RevenueSum(
        earner,
        RevenueKind.of(row.getAs(Revenue.KIND)),
        currency,
        covers(run, row),
        row.<Long>getAs(RevenueSums.LINES),
        amount);
  }

  /** What a fee pays for, by the name under which it is shown. */
  private static @Nullable String covers(PeriodRun run, Row row) {
    @Nullable String covers = row.getAs(Revenue.COVERS);
    return covers == null ? null : run.names().source(covers);
  }

  /** The last rate of each currency; grows with currencies. */
  private static ExchangeRates rates(PeriodRun run, String reporting, LocalDate lastDay) {
    return rates(
        run.inputs()
            .current(RATES)
            .where(col(RATE_DATE).leq(lit(Date.valueOf(lastDay))))
            .groupBy(RATE_CURRENCY)
            .agg(max_by(struct(col(RATE_DATE), col(RATE)), col(RATE_DATE)).as("last"))
            .select(col(RATE_CURRENCY), col("last.*")),
        reporting);
  }

  /** Every rate of some currencies and of the reporting one, of any day. */
  static ExchangeRates rates(Inputs inputs, String reporting, Set<String> currencies) {
    Set<String> wanted = new TreeSet<>(currencies);
    wanted.add(reporting);
    wanted.add("EUR");
    return rates(
        inputs
            .current(RATES)
            .where(col(RATE_CURRENCY).isin(wanted.toArray()))
            .select(RATE_CURRENCY, RATE_DATE, RATE),
        reporting);
  }

  private static ExchangeRates rates(Dataset<Row> rows, String reporting) {
    List<ExchangeRates.Rate> rates =
        rows.collectAsList().stream()
            .map(
                row ->
                    new ExchangeRates.Rate(
                        row.getDate(1).toLocalDate(), row.getString(0), row.getDecimal(2)))
            .toList();
    return ExchangeRates.of(reporting, rates);
  }
}

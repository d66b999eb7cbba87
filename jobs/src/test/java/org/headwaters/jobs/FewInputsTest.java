package org.headwaters.jobs;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.headwaters.SharedSpark;
import org.headwaters.adapters.InputSource;
import org.headwaters.cli.Worlds;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.period.PublishedRows;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.Pools;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Periods of which next to nothing is known: a table that nobody delivered is empty, never an
 * error, and money whose way is unknown has a name.
 */
final class FewInputsTest {
  private static final Path HOME = Path.of(System.getProperty("headwaters.home", ".."));
  private static final Period PERIOD = Period.parse("2026-09");

  @TempDir Path folder;

  @Test
  void revenueAloneIsBookedAndLinesWithoutAUsableRateAreRejectedWithTheDates() {
    Deliverer deliverer = new Deliverer(folder);
    Path revenue =
        deliverer.file(
            "revenue.csv",
            """
            revenue_id,period,asset_id,kind,gross_amount,currency
            r1,2026-09,service:s,subscription,1000.00,EUR
            r2,2026-09,service:s,subscription,-100.00,EUR
            r3,2026-09,service:s,subscription,500.00,USD
            r4,2026-09,service:s,subscription,500.00,CHF
            """);
    Path rates =
        deliverer.file(
            "exchange_rates.csv",
            "rate_date,currency,rate\n2026-09-22,USD,1.1\n2026-10-01,USD,1.2\n");
    deliverer.deliver(Revenue.TABLE, revenue);
    deliverer.deliver(ExchangeRates.TABLE, rates);

    List<String> told = new ArrayList<>();
    assertThatThrownBy(() -> settle(deliverer, "", told))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith(
            "Cannot book 2026-09: revenue that is or may be of it was rejected, or found no rate:"
                + " 1 line of CHF, 500 as far as can be read; 1 line of USD, 500 as far as can be"
                + " read.");
    assertThat(deliverer.lake().read(Bookings.TABLE).count()).isZero();
    settle(deliverer, "the rates come next week", told);

    assertThat(told)
        .contains(
            "rejected all lines in CHF: unknown_rate: there is no rate on or before 2026-09-30",
            "rejected all lines in USD: stale_rate: the last rate is of 2026-09-22, more than"
                + " 7 days before 2026-09-30");
    assertThat(deliverer.rejects())
        .containsExactly(
            "r3 | 0 | currency | USD | stale_rate: the last rate is of 2026-09-22, more than 7 days"
                + " before 2026-09-30 | Deliver an exchange rate of the period's last 7 days, per 1"
                + " unit of one base currency, then run the period again.",
            "r4 | 0 | currency | CHF | unknown_rate: there is no rate on or before 2026-09-30 |"
                + " Deliver an exchange rate of the period's last 7 days, per 1 unit of one base"
                + " currency, then run the period again.");
    // 900 in all; a tenth is passed on, 6 % of it to the sample policy's two funds.
    assertThat(totals(deliverer))
        .isEqualTo(new PeriodTotals(900_000_000, 810_000_000, 5_400_000, 0, 0, 0, 84_600_000));
  }

  @Test
  void aMillionUsageLinesOfNineMillionthsMakeAPoolOfNinetyCents() {
    Deliverer deliverer = new Deliverer(folder);
    Path revenue = folder.resolve("inputs/revenue.parquet");
    SharedSpark.session()
        .range(1_000_000)
        .select(
            concat(lit("line "), col("id")).as(Revenue.REVENUE_ID),
            lit("2026-09").as(Revenue.PERIOD),
            lit("service:s").as(Revenue.ASSET_ID),
            lit("usage").as(Revenue.KIND),
            lit("0.000009").cast("decimal(24,6)").as(Revenue.GROSS_AMOUNT),
            lit("EUR").as(Revenue.CURRENCY))
        .write()
        .parquet(revenue.toString());
    JobReport report = deliverer.deliver(Revenue.TABLE, revenue);
    assertThat(Deliverer.counts(report, Revenue.TABLE))
        .containsExactly(1_000_000L, 1_000_000L, 0L, 0L);

    settle(deliverer, "", new ArrayList<>());

    Row pool = deliverer.lake().read(Pools.TABLE).head();
    assertThat(pool.<Long>getAs(Pools.GROSS_MICROS)).isEqualTo(9_000_000);
    assertThat(pool.<Long>getAs(Pools.POOL_MICROS)).isEqualTo(900_000);
  }

  private void settle(Deliverer deliverer, String acceptRejected, List<String> told) {
    JobContext context =
        Worlds.context(HOME.resolve("sample-data/headwaters.yaml"), deliverer.lake());
    Pipeline.runBy(
        context,
        new Pipeline.Plan(
            List.<InputSource.Delivered>of(),
            List.of(PERIOD),
            new SettleJob.Reasons("", acceptRejected),
            IngestJob.ANY_REJECTED),
        (job, each) -> {
          JobReport report = job.run(each);
          told.addAll(report.lines());
          return report;
        });
    for (Table table : PublishedRows.TABLES) {
      assertThat(folder.resolve("lake/published").resolve(table.name())).isDirectory();
    }
  }

  private static PeriodTotals totals(Deliverer deliverer) {
    return BookingChain.read(deliverer.lake()).current(PERIOD).orElseThrow().totals();
  }
}

package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Row;
import org.headwaters.cli.Worlds;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.BookingClass;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.ledger.TrialBalance;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.books.BeancountJob;
import org.headwaters.jobs.books.CloseJob;
import org.headwaters.jobs.period.LineageJob;
import org.headwaters.jobs.period.PropagateJob;
import org.headwaters.jobs.period.PublishJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.Progress;
import org.headwaters.lake.BookingChain;
import org.headwaters.tables.Claims;
import org.headwaters.tables.Holders;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Revenue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A month's books after it was booked. Licence fees of 10 EUR cover one source: 0.60 EUR are
 * levied, 9.40 EUR reach it.
 */
final class BooksOverTimeTest {
  private static final Path HOME = Path.of(System.getProperty("headwaters.home", ".."));
  private static final Period JANUARY = Period.parse("2026-01");
  private static final Period FEBRUARY = Period.parse("2026-02");
  private static final Period LATE = Period.parse("2029-02");
  private static final List<Period> PERIODS = List.of(JANUARY, FEBRUARY, LATE);
  private static final String CLAIMS = "holder_id,claim_id,pattern,share_ppm,status\n";
  private static final String ADA = "holder:ada,1,domain:a.example,600000,verified\n";
  private static final String BEN = "holder:ben,1,domain:a.example,400000,verified\n";

  @TempDir Path folder;

  @Test
  void claimsOfTodayReachMonthsThatWereBookedAndNothingIsTakenWithoutAReason() {
    Deliverer deliverer = world();
    claims(deliverer, CLAIMS + ADA);
    run(deliverer, JANUARY, "");
    new PublishJob(JANUARY).run(context(deliverer));
    run(deliverer, FEBRUARY, "");
    assertThat(balances(deliverer, JANUARY))
        .containsEntry("settle revenue/service:s", -10_000_000L)
        .containsEntry("settle passed_on/service:s", 10_000_000L)
        .containsEntry("settle due/unknown", -10_000_000L)
        .containsEntry("settle fund/commons", 500_000L)
        .containsEntry("settle fund/audit", 100_000L)
        .containsEntry("settle payable/holder:ada", 5_640_000L)
        .containsEntry("settle unclaimed/service:s", 3_760_000L)
        .hasSize(7);
    assertThat(kinds(deliverer)).containsExactly("2026-01 settle", "2026-02 settle");

    anotherCurrencyIsRefused(deliverer);
    whatOthersBookedMeanwhileIsNotTakenInSilence(deliverer);

    assertThat(kinds(deliverer).subList(2, 4)).containsExactly("2026-02 claim", "2026-01 claim");
    assertThat(balances(deliverer, JANUARY))
        .containsEntry("settle payable/holder:ada", 5_640_000L)
        .containsEntry("claim payable/holder:ben", 3_760_000L)
        .containsEntry("claim unclaimed/service:s", -3_760_000L)
        .hasSize(9);
    assertThat(BookingChain.read(deliverer.lake()).current(JANUARY).orElseThrow().totals())
        .extracting(totals -> totals.payableMicros(), totals -> totals.unclaimedMicros())
        .containsExactly(9_400_000L, 0L);

    claims(deliverer, CLAIMS + ADA);
    assertThatThrownBy(() -> run(deliverer, FEBRUARY, ""))
        .isInstanceOf(UsageError.class)
        .hasMessageStartingWith(
            "Cannot book: claims or holders as now delivered take from what is booked for"
                + " holder:ben -7520000 micros.");
    assertThat(kinds(deliverer)).hasSize(4);
    run(deliverer, FEBRUARY, "ben was not the author");
    assertThat(balances(deliverer, JANUARY)).hasSize(7);
    assertThat(kinds(deliverer).subList(4, 6)).containsExactly("2026-02 settle", "2026-01 claim");
    assertThat(deliverer.lake().read(Journal.TABLE).where("reason is not null").count())
        .as("reasons stay")
        .isEqualTo(4);

    closedMonthsAreNotSettledAgain(deliverer);
    whatWaitedTooLongGoesToTheFundAndALateClaimTakesItBack(deliverer);
    publishedBooksBalance(deliverer);
  }

  private Deliverer world() {
    Deliverer deliverer = new Deliverer(folder);
    deliverer.deliver(
        Holders.TABLE,
        deliverer.file(
            "holders.csv", "holder_id,kind\nholder:ada,organisation\nholder:ben,organisation\n"));
    deliverer.deliver(
        Revenue.TABLE,
        deliverer.file(
            "revenue.csv",
            """
            revenue_id,period,asset_id,kind,covers,gross_amount,currency
            r1,2026-01,service:s,licence_fee,domain:a.example,10.00,EUR
            r2,2026-02,service:s,licence_fee,domain:a.example,10.00,EUR
            r3,2029-02,service:s,licence_fee,domain:a.example,10.00,EUR
            """));
    return deliverer;
  }

  private static void anotherCurrencyIsRefused(Deliverer deliverer) {
    JobContext euros = context(deliverer);
    Policy dollars = Policy.of(Map.of("reporting_currency", "USD"));
    JobContext context =
        new JobContext(euros.lake(), List.of(dollars), euros.lakeSecret(), Progress.SILENT);
    assertThatThrownBy(() -> new LineageJob(LATE).run(context))
        .isInstanceOf(UsageError.class)
        .hasMessage(
            "Cannot go on in USD: this lake is booked in EUR. Keep reporting_currency, or book in a"
                + " lake of its own.");
    assertThatThrownBy(() -> new SettleJob(FEBRUARY, "in dollars").run(context))
        .isInstanceOf(UsageError.class);
  }

  /** A settle by claims without Ben stops before it books; another books Ben's meanwhile. */
  private static void whatOthersBookedMeanwhileIsNotTakenInSilence(Deliverer deliverer) {
    String withoutBen = CLAIMS + ADA + "holder:ben,2,domain:b.example,,verified\n";
    claims(deliverer, withoutBen);
    JobContext context = context(deliverer);
    AtomicBoolean stopped = new AtomicBoolean();
    Progress others =
        line -> {
          if (line.equals("book 2026-02") && stopped.compareAndSet(false, true)) {
            claims(deliverer, CLAIMS + ADA + BEN);
            run(deliverer, FEBRUARY, "");
            claims(deliverer, withoutBen);
          }
        };
    new LineageJob(FEBRUARY).run(context);
    new PropagateJob(FEBRUARY).run(context);
    assertThatThrownBy(
            () ->
                new SettleJob(FEBRUARY, "")
                    .run(
                        new JobContext(
                            context.lake(), context.policies(), context.lakeSecret(), others)))
        .isInstanceOf(UsageError.class)
        .hasMessageStartingWith(
            "Cannot book: claims or holders as now delivered take from what is booked for"
                + " holder:ben -7520000 micros.");
    assertThat(stopped).isTrue();
    claims(deliverer, CLAIMS + ADA + BEN);
  }

  private static void closedMonthsAreNotSettledAgain(Deliverer deliverer) {
    JobContext context = context(deliverer);
    CloseJob.closing(FEBRUARY, "audited").run(context);
    deliverer.deliver(
        Revenue.TABLE,
        deliverer.file(
            "more.csv",
            "revenue_id,period,asset_id,kind,covers,gross_amount,currency\n"
                + "r4,2026-02,service:s,licence_fee,domain:a.example,10.00,EUR\n"));
    assertThatThrownBy(() -> run(deliverer, FEBRUARY, "late revenue"))
        .isInstanceOf(UsageError.class)
        .hasMessageStartingWith("Cannot settle 2026-02: it was closed by booking 7: audited.");
    assertThatThrownBy(() -> CloseJob.reopening(FEBRUARY, " ")).isInstanceOf(UsageError.class);
    CloseJob.reopening(FEBRUARY, "revenue came late").run(context);
    run(deliverer, FEBRUARY, "late revenue");
    assertThat(balances(deliverer, FEBRUARY))
        .containsEntry("settle revenue/service:s", -20_000_000L)
        .containsEntry("settle payable/holder:ada", 11_280_000L);
  }

  private static void whatWaitedTooLongGoesToTheFundAndALateClaimTakesItBack(Deliverer deliverer) {
    run(deliverer, LATE, "");
    assertThat(balances(deliverer, JANUARY))
        .as("37 months later")
        .containsEntry("expiry unclaimed/service:s", -3_760_000L)
        .containsEntry("expiry fund/commons", 3_760_000L);
    assertThat(balances(deliverer, FEBRUARY).keySet())
        .as("36 months later")
        .noneMatch(account -> account.startsWith("expiry"));
    claims(deliverer, CLAIMS + ADA + BEN);
    run(deliverer, LATE, "");
    assertThat(balances(deliverer, JANUARY))
        .containsEntry("claim payable/holder:ben", 3_760_000L)
        .as("honoured from the fund")
        .doesNotContainKey("expiry fund/commons");
  }

  private void publishedBooksBalance(Deliverer deliverer) {
    new PublishJob(FEBRUARY).run(context(deliverer));
    new PublishJob(LATE).run(context(deliverer));
    whatLostARaceIsNotExported(deliverer);
    TrialBalance balance = new TrialBalance();
    for (Row row :
        deliverer
            .lake()
            .spark()
            .read()
            .parquet(folder.resolve("lake/published/journal").toString())
            .selectExpr("cast(period as string)", "class", "account", "amount_micros")
            .collectAsList()) {
      balance.add(
          row.getString(0),
          BookingClass.of(row.getString(1)),
          Account.parse(row.getString(2)).kind(),
          row.getLong(3));
    }
    assertThat(balance.breaches()).isEmpty();
    for (Period period : PERIODS) {
      assertThat(balance.totals(period.toString()))
          .isEqualTo(BookingChain.read(deliverer.lake()).current(period).orElseThrow().totals());
    }
  }

  /** Lines of a booking that the chain does not name lie there for good, and count for nobody. */
  private static void whatLostARaceIsNotExported(Deliverer deliverer) {
    JournalLine stray =
        new JournalLine(
            1,
            JANUARY.toString(),
            BookingClass.SETTLE,
            Account.parse("payable/holder:stray"),
            1_000_000,
            "");
    deliverer
        .lake()
        .replace(
            Journal.TABLE,
            List.of(Journal.row("lost", 99, stray)),
            Map.of(Journal.PERIOD, JANUARY.toString(), Journal.BOOKING_ID, "lost"));
    StringBuilder text = new StringBuilder();
    new BeancountJob(null, text::append).run(context(deliverer));
    assertThat(text.toString()).contains("Payable").doesNotContainIgnoringCase("stray");
  }

  private static void claims(Deliverer deliverer, String text) {
    deliverer.deliver(Claims.TABLE, deliverer.file("claims.csv", text));
  }

  private static JobContext context(Deliverer deliverer) {
    return Worlds.context(HOME.resolve("sample-data/headwaters.yaml"), deliverer.lake());
  }

  /** The steps of a month; none of these worlds has documents. */
  private static void run(Deliverer deliverer, Period period, String reason) {
    JobContext context = context(deliverer);
    new LineageJob(period).run(context);
    new PropagateJob(period).run(context);
    new SettleJob(period, reason).run(context);
  }

  private static List<String> kinds(Deliverer deliverer) {
    List<String> kinds = new ArrayList<>();
    for (Booking booking : BookingChain.read(deliverer.lake()).all()) {
      kinds.add(booking.period() + " " + booking.kind());
    }
    return kinds;
  }

  /** What the lines of a period's bookings add up to, by class and account; none is 0. */
  private static Map<String, Long> balances(Deliverer deliverer, Period period) {
    List<String> booked =
        BookingChain.read(deliverer.lake()).of(period).stream().map(Booking::bookingId).toList();
    Map<String, Long> balances = new TreeMap<>();
    for (Row row : deliverer.lake().read(Journal.TABLE).collectAsList()) {
      if (booked.contains(row.<String>getAs(Journal.BOOKING_ID))) {
        balances.merge(
            row.<String>getAs(Journal.CLASS) + " " + row.getAs(Journal.ACCOUNT),
            row.<Long>getAs(Journal.AMOUNT_MICROS),
            Math::addExact);
      }
    }
    balances.values().removeIf(micros -> micros == 0);
    return balances;
  }
}

package org.headwaters.jobs.reports;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.arrival.StandingRejects;
import org.headwaters.jobs.period.BookedPeriod;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Inputs;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;
import org.headwaters.tables.Assets;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ValueEvents;

/** Reads what a report is made of, from what is booked. */
final class ReportFacts {
  private static final int TREND_MONTHS = 12;

  private final JobContext context;
  private final BookingChain chain;

  ReportFacts(JobContext context) {
    this.context = context;
    this.chain = BookingChain.read(context.lake());
  }

  /**
   * Of these periods, in order.
   *
   * @throws UsageError if one is not booked
   */
  Facts read(List<Period> periods) {
    List<BookedPeriod> booked = new ArrayList<>();
    for (Period period : periods) {
      booked.add(booked(period));
    }
    List<Facts.Trend> trend = trend(periods.get(periods.size() - 1));
    List<Month> months = new ArrayList<>();
    for (int at = 0; at < periods.size(); at++) {
      Period period = periods.get(at);
      context.progress().doing("report " + period);
      months.add(
          new MonthFacts(booked.get(at))
              .read(bookingsOf(period), spread(trend, period, booked.get(at))));
    }
    BookedPeriod last = booked.get(booked.size() - 1);
    return new Facts(
        months,
        chain.all(),
        months.size() == 1 ? months.get(0).payees() : MonthFacts.payees(booked),
        trend,
        assets(last.inputs()),
        valueEvents(last.inputs()),
        StandingRejects.counts(context.lake()).stream()
            .map(each -> new Facts.Rejected(each.table(), each.column(), each.rule(), each.rows()))
            .toList(),
        linked(last));
  }

  /** As the trend has it; of a month before its twelve it is worked out apart. */
  private static Month.Concentration spread(
      List<Facts.Trend> trend, Period period, BookedPeriod booked) {
    for (Facts.Trend each : trend) {
      if (each.period().equals(period.toString())) {
        return each.concentration();
      }
    }
    return SiteFacts.concentration(booked);
  }

  /** What is booked of a period, now. */
  BookedPeriod booked(Period period) {
    Optional<Booking> booking = chain.current(period);
    UsageError.check(
        booking.isPresent(),
        "Cannot report %s: it is not booked. Run `headwaters settle --period %s` first.",
        period,
        period);
    return BookedPeriod.of(context, booking.orElseThrow());
  }

  private List<Booking> bookingsOf(Period period) {
    return chain.of(period).stream().filter(Booking::divides).toList();
  }

  /** Of the booked months up to this one, the last twelve. */
  private List<Facts.Trend> trend(Period last) {
    List<Period> booked =
        chain.periods().stream().filter(period -> period.compareTo(last) <= 0).toList();
    List<Facts.Trend> trend = new ArrayList<>();
    for (Period period : booked.subList(Math.max(0, booked.size() - TREND_MONTHS), booked.size())) {
      context.progress().doing("report " + period + ", sources");
      trend.add(new Facts.Trend(period.toString(), SiteFacts.concentration(booked(period))));
    }
    return trend;
  }

  /** Assets as their providers describe them, in the order of their ids. */
  static List<Facts.Asset> assets(Inputs inputs) {
    return inputs.current(Assets.TABLE).collectAsList().stream()
        .map(
            row ->
                new Facts.Asset(
                    row.getAs(Assets.ASSET_ID),
                    row.getAs(Assets.NAME),
                    row.getAs(Assets.PROVIDER),
                    row.getAs(Assets.LICENSE),
                    row.getAs(Assets.HOMEPAGE)))
        .sorted(Comparator.comparing(Facts.Asset::assetId))
        .toList();
  }

  private static List<Facts.ValueEvent> valueEvents(Inputs inputs) {
    return inputs
        .current(ValueEvents.TABLE)
        .orderBy(ValueEvents.PROVIDER, ValueEvents.HAPPENED_ON, ValueEvents.EVENT_ID)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Facts.ValueEvent(
                    row.getAs(ValueEvents.PROVIDER),
                    row.getAs(ValueEvents.KIND),
                    String.valueOf(row.<Object>getAs(ValueEvents.HAPPENED_ON)),
                    row.<BigDecimal>getAs(ValueEvents.AMOUNT).stripTrailingZeros().toPlainString(),
                    row.getAs(ValueEvents.CURRENCY)))
        .toList();
  }

  /** Documents of the sets that the last month rests on, each counted once. */
  private List<Facts.Linked> linked(BookedPeriod last) {
    return context
        .lake()
        .read(DocumentLinks.TABLE, DocumentLinks.CONTRIBUTIONS_ID, last.contributionsIds())
        .groupBy(
            col(DocumentLinks.DATASET_ID),
            col(DocumentLinks.LINKED_BY),
            coalesce(col(DocumentLinks.ESTIMATED), lit(false)))
        .agg(count_distinct(col(DocumentLinks.DOCUMENT_ID)))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Facts.Linked(
                    row.getString(0), row.getString(1), row.getBoolean(2), row.getLong(3)))
        .sorted(
            Comparator.comparing(Facts.Linked::datasetId)
                .thenComparing(Facts.Linked::linkedBy)
                .thenComparing(Facts.Linked::estimated))
        .toList();
  }
}

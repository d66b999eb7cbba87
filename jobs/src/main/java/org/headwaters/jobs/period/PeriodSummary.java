package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.core.settlement.Coverage.Rung;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Coverage;
import org.headwaters.tables.MissingInputs;
import org.headwaters.tables.TopSources;

/**
 * What a person is told about a booked period.
 *
 * @param booking the current one
 * @param coverage how far the money could be followed, from pool to claimed
 * @param missing the inputs that would move most money, largest first
 * @param largest the ten sources with the largest credits, claimed or not
 */
public record PeriodSummary(
    Period period,
    Booking booking,
    List<Step> coverage,
    List<Missing> missing,
    List<SourceAmount> largest) {

  /** One rung of the coverage ladder, in micros and in ppm of the pool. */
  public record Step(String name, long amountMicros, int ppm) {}

  /** An input that is missing, and the money that waits for it. */
  public record Missing(String what, String subject, long amountMicros, String fix) {}

  /** What one source is credited with, over all data sets. */
  public record SourceAmount(String sourceId, long amountMicros) {}

  public PeriodSummary {
    coverage = List.copyOf(coverage);
    missing = List.copyOf(missing);
    largest = List.copyOf(largest);
  }

  /** The summary of the period's current booking; empty if it is not booked. */
  public static Optional<PeriodSummary> read(Lake lake, Period period) {
    return BookingChain.read(lake).current(period).map(booking -> of(lake, period, booking));
  }

  private static PeriodSummary of(Lake lake, Period period, Booking booking) {
    Map<String, Object> slice =
        Map.of(Coverage.PERIOD, period.toString(), Coverage.RUN_ID, booking.runId());
    List<Step> coverage = new ArrayList<>();
    for (Row row : lake.read(Coverage.TABLE, slice).collectAsList()) {
      coverage.add(
          new Step(
              row.getAs(Coverage.STEP),
              row.<Long>getAs(Coverage.AMOUNT_MICROS),
              row.<Integer>getAs(Coverage.PPM)));
    }
    coverage.sort(java.util.Comparator.comparing((Step step) -> Rung.of(step.name())));
    List<Missing> missing = new ArrayList<>();
    for (Row row :
        lake.read(MissingInputs.TABLE, slice).orderBy(col(MissingInputs.RANK)).collectAsList()) {
      missing.add(
          new Missing(
              row.getAs(MissingInputs.WHAT),
              row.getAs(MissingInputs.SUBJECT),
              row.<Long>getAs(MissingInputs.AMOUNT_MICROS),
              row.getAs(MissingInputs.FIX)));
    }
    List<SourceAmount> largest = new ArrayList<>();
    for (Row row :
        lake.read(TopSources.TABLE, slice).orderBy(col(TopSources.RANK)).collectAsList()) {
      largest.add(
          new SourceAmount(
              row.getAs(TopSources.SOURCE_ID), row.<Long>getAs(TopSources.AMOUNT_MICROS)));
    }
    return new PeriodSummary(period, booking, coverage, missing, largest);
  }
}

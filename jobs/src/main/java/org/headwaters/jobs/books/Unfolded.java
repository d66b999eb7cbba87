package org.headwaters.jobs.books;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.policy.Period;
import org.headwaters.core.source.SourceId;
import org.headwaters.jobs.period.OpenedPeriod;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.tables.HolderCredits;
import org.jspecify.annotations.Nullable;

/**
 * What is unclaimed of a booked month, source by source. The lines and what is left of them add up
 * to what is booked, which is one row a data set.
 *
 * @param sources how many sources there are in all
 * @param lines the largest amounts, the largest first
 */
public record Unfolded(
    Period period, String currency, BigInteger micros, long sources, List<Line> lines) {
  /** What a source would get if somebody claimed it, and for which data sets. */
  public record Line(String sourceId, BigInteger micros, List<String> datasets) {
    /** Copies the list. */
    public Line {
      datasets = List.copyOf(datasets);
    }
  }

  /**
   * What is asked for.
   *
   * @param dataset only of this data set; null for all
   * @param source only this source, as it is shown or in the clear; null for all
   * @param top how many lines
   */
  public record Request(@Nullable String dataset, @Nullable String source, int top) {}

  /** Copies the list. */
  public Unfolded {
    lines = List.copyOf(lines);
  }

  /** What the lines leave. */
  public BigInteger other() {
    return lines.stream().map(Line::micros).reduce(micros, BigInteger::subtract);
  }

  /**
   * Works it out from what the month was booked from.
   *
   * @throws UsageError if the month is not booked, or cannot be opened with what is given
   */
  public static Unfolded of(JobContext context, Period period, Request request) {
    OpenedPeriod booked = OpenedPeriod.open(context, period);
    context.progress().doing("unfold " + period);
    Dataset<Row> unclaimed = chosen(context, booked.unclaimed(), request).persist();
    try {
      Dataset<Row> bySource =
          unclaimed
              .groupBy(HolderCredits.SOURCE_ID)
              .agg(
                  sum(HolderCredits.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS),
                  array_sort(collect_set(HolderCredits.DATASET_ID)).as(HolderCredits.DATASET_ID));
      Row all =
          bySource
              .agg(
                  coalesce(sum(HolderCredits.AMOUNT_MICROS), lit(0L)),
                  count(HolderCredits.SOURCE_ID))
              .head();
      List<Line> lines = new ArrayList<>();
      for (Row row :
          bySource
              .orderBy(abs(col(HolderCredits.AMOUNT_MICROS)).desc(), col(HolderCredits.SOURCE_ID))
              .limit(request.top())
              .collectAsList()) {
        lines.add(
            new Line(row.getString(0), BigInteger.valueOf(row.getLong(1)), row.<String>getList(2)));
      }
      check(booked, request, all.getLong(0));
      return new Unfolded(
          period,
          booked.run().policy().reportingCurrency(),
          BigInteger.valueOf(all.getLong(0)),
          all.getLong(1),
          lines);
    } finally {
      unclaimed.unpersist();
    }
  }

  private static Dataset<Row> chosen(JobContext context, Dataset<Row> rows, Request request) {
    Dataset<Row> chosen = rows;
    if (request.dataset() != null) {
      chosen = chosen.where(col(HolderCredits.DATASET_ID).equalTo(request.dataset()));
    }
    if (request.source() != null) {
      String given = SourceId.parse(request.source()).text();
      chosen =
          chosen.where(
              col(HolderCredits.SOURCE_ID)
                  .isin(given, context.lakeSecret().pseudonyms().source(given)));
    }
    return chosen;
  }

  /** Of all sources together the books know the amount. */
  private static void check(OpenedPeriod booked, Request request, long micros) {
    if (request.source() != null) {
      return;
    }
    Dataset<Row> rows =
        booked.holderCredits().where(col(HolderCredits.BUCKET).equalTo(Bucket.UNCLAIMED.key()));
    if (request.dataset() != null) {
      rows = rows.where(col(HolderCredits.DATASET_ID).equalTo(request.dataset()));
    }
    long known = rows.agg(coalesce(sum(HolderCredits.AMOUNT_MICROS), lit(0L))).head().getLong(0);
    Breach.check(
        known == micros,
        "Of %s, %d micros are booked as unclaimed, but the sources add up to %d. Please report"
            + " this.",
        booked.run().period(),
        known,
        micros);
  }
}

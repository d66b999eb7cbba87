package org.headwaters.jobs.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.period.BookedPeriod;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.facts.ModelLineage;
import org.headwaters.tables.Assets;
import org.headwaters.tables.ConsentSignals;
import org.jspecify.annotations.Nullable;

/** Reads what the tables say of one model, as booked for a period. */
final class ModelReader {
  private final JobContext context;
  private final Period period;

  ModelReader(JobContext context, Period period) {
    this.context = context;
    this.period = period;
  }

  /**
   * Of one model.
   *
   * @throws UsageError if the period is not booked or its lineage has no such model
   */
  ModelFacts read(String modelId) {
    BookedPeriod booked = new ReportFacts(context).booked(period);
    ModelAssets assets = new ModelAssets(booked);
    assets.check(modelId, period);
    List<Booking> bookings =
        BookingChain.read(context.lake()).of(period).stream().filter(Booking::divides).toList();
    ModelLineage lineage = assets.lineage(modelId);
    context.progress().doing("documents of " + modelId);
    OwnData own = new OwnData(context, booked, lineage.ownDataSets());
    try {
      long domains = own.domainCount();
      return new ModelFacts(
          period.toString(),
          bookings.get(bookings.size() - 1).bookingId(),
          bookings.size(),
          described(booked, lineage),
          lineage,
          own.slices(),
          own.licences(),
          own.domains(domains),
          domains,
          signals(booked));
    } finally {
      own.release();
    }
  }

  /** The model first, then what it was made from, by id. */
  private static List<ModelFacts.Described> described(BookedPeriod booked, ModelLineage lineage) {
    Map<String, ModelFacts.Described> known = new HashMap<>();
    booked
        .inputs()
        .current(Assets.TABLE)
        .collectAsList()
        .forEach(row -> known.put(row.getAs(Assets.ASSET_ID), described(row)));
    List<ModelFacts.Described> ordered = new ArrayList<>();
    for (String id : lineage.everything()) {
      ModelFacts.Described each = known.getOrDefault(id, ModelFacts.Described.unknown(id));
      if (id.equals(lineage.modelId())) {
        ordered.add(0, each);
      } else {
        ordered.add(each);
      }
    }
    return ordered;
  }

  private static ModelFacts.Described described(Row row) {
    @Nullable Object released = row.getAs(Assets.RELEASED_ON);
    return new ModelFacts.Described(
        row.getAs(Assets.ASSET_ID),
        row.getAs(Assets.NAME),
        row.getAs(Assets.VERSION),
        row.getAs(Assets.PROVIDER),
        released == null ? null : released.toString(),
        row.getAs(Assets.LICENSE),
        row.getAs(Assets.HOMEPAGE));
  }

  private static List<ModelFacts.Signal> signals(BookedPeriod booked) {
    String many = "many";
    String refusals = "refusals";
    return booked
        .inputs()
        .current(ConsentSignals.TABLE)
        .groupBy(ConsentSignals.KIND)
        .agg(
            count(lit(1)).as(many),
            sum(when(col(ConsentSignals.TRAIN).equalTo("n"), 1L).otherwise(0L)).as(refusals))
        .orderBy(ConsentSignals.KIND)
        .collectAsList()
        .stream()
        .map(row -> new ModelFacts.Signal(row.getString(0), row.getLong(1), row.getLong(2)))
        .toList();
  }
}

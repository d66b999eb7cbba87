package org.headwaters.jobs.reports;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.settlement.Coverage.Rung;
import org.headwaters.jobs.period.BookedPeriod;
import org.headwaters.reports.facts.Month;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Coverage;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.LineageFindings;
import org.headwaters.tables.LineageNodes;
import org.headwaters.tables.MissingInputs;
import org.headwaters.tables.Pools;
import org.jspecify.annotations.Nullable;

/** Reads what is booked of one period: what is small as it is, what is large added up. */
final class MonthFacts {
  /** So many sites are read one by one: each may have a page of its own. */
  private static final int SITES = 1_000;

  private final BookedPeriod booked;

  MonthFacts(BookedPeriod booked) {
    this.booked = booked;
  }

  /** The month whose bookings these are, the last of which counts. */
  Month read(List<Booking> bookings, Month.Concentration concentration) {
    SiteFacts sites = new SiteFacts(booked, SITES);
    try {
      return new Month(
          bookings,
          booked.policy(),
          earned(),
          nodes(),
          through(),
          findings(),
          booked.flows(),
          coverage(),
          missing(),
          waiting(),
          payees(List.of(booked)),
          sites.sites(),
          sites.flows(),
          contents(),
          concentration);
    } finally {
      sites.release();
    }
  }

  private List<Month.Earned> earned() {
    return Pools.CODEC.records(booked.published(Pools.TABLE).collectAsList()).stream()
        .map(
            pool ->
                new Month.Earned(
                    pool.earnerId(),
                    pool.kind(),
                    pool.currency(),
                    pool.amount().stripTrailingZeros().toPlainString(),
                    pool.lines(),
                    pool.grossMicros(),
                    pool.poolMicros(),
                    pool.retainedMicros()))
        .sorted(
            Comparator.comparing(Month.Earned::earnerId)
                .thenComparing(Month.Earned::kind)
                .thenComparing(Month.Earned::currency)
                .thenComparing(Month.Earned::grossMicros))
        .toList();
  }

  private List<Month.Node> nodes() {
    return LineageNodes.CODEC.records(booked.rows(LineageNodes.TABLE).collectAsList()).stream()
        .map(
            node ->
                new Month.Node(
                    node.assetId(), node.kind(), node.disclosure(), node.depth(), node.groupId()))
        .sorted(Comparator.comparing(Month.Node::assetId))
        .toList();
  }

  private List<Month.Through> through() {
    return AssetBalances.CODEC.records(booked.rows(AssetBalances.TABLE).collectAsList()).stream()
        .map(each -> new Month.Through(each.assetId(), each.inMicros(), each.undisclosedMicros()))
        .sorted(Comparator.comparing(Month.Through::assetId))
        .toList();
  }

  private List<Month.Finding> findings() {
    return LineageFindings.CODEC
        .records(booked.rows(LineageFindings.TABLE).collectAsList())
        .stream()
        .map(
            each ->
                new Month.Finding(each.finding(), each.assetId(), each.parentId(), each.detail()))
        .sorted(
            Comparator.comparing(Month.Finding::finding)
                .thenComparing(Month.Finding::assetId)
                .thenComparing(each -> String.valueOf(each.parentId()))
                .thenComparing(Month.Finding::detail))
        .toList();
  }

  private List<Month.Rung> coverage() {
    return Coverage.CODEC.records(booked.rows(Coverage.TABLE).collectAsList()).stream()
        .sorted(Comparator.comparing(rung -> Rung.of(rung.step())))
        .map(rung -> new Month.Rung(rung.step(), rung.amountMicros(), rung.ppm()))
        .toList();
  }

  private List<Month.Missing> missing() {
    return MissingInputs.CODEC.records(booked.rows(MissingInputs.TABLE).collectAsList()).stream()
        .sorted(Comparator.comparing(MissingInputs.Missing::rank))
        .map(
            each -> new Month.Missing(each.what(), each.subject(), each.amountMicros(), each.fix()))
        .toList();
  }

  private List<Month.Waiting> waiting() {
    return booked
        .rows(HolderCredits.TABLE)
        .groupBy(
            HolderCredits.BUCKET,
            HolderCredits.DATASET_ID,
            HolderCredits.PART,
            HolderCredits.REASON)
        .agg(
            sum(HolderCredits.AMOUNT_MICROS).cast(DataTypes.LongType),
            count_distinct(
                when(
                    col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key()),
                    col(HolderCredits.HOLDER_ID))))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Month.Waiting(
                    Bucket.of(row.getString(0)),
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getLong(5)))
        .sorted(
            Comparator.comparing(Month.Waiting::bucket)
                .thenComparing(each -> String.valueOf(each.datasetId()))
                .thenComparing(Month.Waiting::part)
                .thenComparing(each -> String.valueOf(each.reason())))
        .toList();
  }

  /** Holders who are owed something in any of the months; each counts once. */
  static long payees(List<BookedPeriod> months) {
    @Nullable Dataset<Row> holders = null;
    for (BookedPeriod each : months) {
      Dataset<Row> owed =
          each.rows(HolderCredits.TABLE)
              .where(col(HolderCredits.BUCKET).equalTo(Bucket.PAYABLE.key()))
              .select(HolderCredits.HOLDER_ID);
      holders = holders == null ? owed : holders.union(owed);
    }
    return holders == null
        ? 0
        : holders.agg(count_distinct(col(HolderCredits.HOLDER_ID))).head().getLong(0);
  }

  private List<Month.Contents> contents() {
    return booked
        .rows(Contributions.TABLE)
        .groupBy(Contributions.DATASET_ID, Contributions.PART)
        .agg(
            count(lit(1)),
            sum(Contributions.DOCUMENTS),
            sum(Contributions.TOKENS),
            sum(col(Contributions.WEIGHT).cast("decimal(38,0)")).cast(DataTypes.StringType),
            sum(col(Contributions.WEIGHT_REFUSED).cast("decimal(38,0)")).cast(DataTypes.StringType))
        .collectAsList()
        .stream()
        .map(
            (Row row) ->
                new Month.Contents(
                    row.getString(0),
                    row.getString(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getString(5),
                    row.getString(6)))
        .sorted(Comparator.comparing(Month.Contents::datasetId).thenComparing(Month.Contents::part))
        .toList();
  }
}

package org.headwaters.jobs.reports;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.answers.Spread;
import org.headwaters.core.claims.HoldReason;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.source.SourceId;
import org.headwaters.jobs.period.BookedPeriod;
import org.headwaters.reports.facts.Month;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.HolderCredits;
import org.headwaters.transforms.SiteCredits;
import org.headwaters.transforms.SourceCredits;
import org.jspecify.annotations.Nullable;

/** What sites were credited with in a booked period: at most as many rows as are told. */
final class SiteFacts {
  private final BookedPeriod booked;
  private final Dataset<Row> bySite;
  private final List<String> listed;

  /** Reads the largest {@code told} sites by credit. */
  SiteFacts(BookedPeriod booked, int told) {
    this.booked = booked;
    this.bySite =
        SiteCredits.apply(
                booked.credits(),
                outcomes(),
                booked.policy().consent() == Policy.Consent.HOLD_FOR_OWNER)
            .persist();
    this.listed =
        bySite
            .where(isSite())
            .groupBy(SiteCredits.SITE)
            .agg(sum(SourceCredits.AMOUNT_MICROS).as(SourceCredits.AMOUNT_MICROS))
            .orderBy(abs(col(SourceCredits.AMOUNT_MICROS)).desc(), col(SiteCredits.SITE))
            .limit(told)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
  }

  /** What was decided of credits that claims match names their source. */
  private Dataset<Row> outcomes() {
    return booked
        .rows(HolderCredits.TABLE)
        .where(
            col(HolderCredits.SOURCE_ID)
                .isNotNull()
                .and(col(HolderCredits.DATASET_ID).isNotNull()));
  }

  private static Column isSite() {
    return col(SiteCredits.SITE).notEqual(SourceId.NO_SOURCE.text());
  }

  /** A site's own name if it is told, else null. */
  private Column toldSite() {
    return when(col(SiteCredits.SITE).isInCollection(listed), col(SiteCredits.SITE));
  }

  void release() {
    bySite.unpersist();
  }

  /** The largest first, then all others in one row, if there are others. */
  List<Month.Site> sites() {
    Map<@Nullable String, long[]> decided = new HashMap<>();
    SiteCredits.decided(outcomes())
        .where(isSite())
        .groupBy(
            toldSite().as(SiteCredits.SITE), col(HolderCredits.BUCKET), col(HolderCredits.REASON))
        .agg(
            sum(HolderCredits.AMOUNT_MICROS).as(HolderCredits.AMOUNT_MICROS),
            sum(SiteCredits.HOLDERS).as(SiteCredits.HOLDERS))
        .collectAsList()
        .forEach(row -> decide(decided, row));
    Map<@Nullable String, Month.Site> sites = new HashMap<>();
    for (Row row :
        bySite
            .where(isSite())
            .groupBy(toldSite().as(SiteCredits.SITE))
            .agg(
                sum(SourceCredits.AMOUNT_MICROS).as(SourceCredits.AMOUNT_MICROS),
                sum(SiteCredits.REFUSED_MICROS).as(SiteCredits.REFUSED_MICROS))
            .collectAsList()) {
      @Nullable String site = row.getString(0);
      sites.put(
          site,
          site(
              site, row.getLong(1), row.getLong(2), decided.getOrDefault(site, new long[FIGURES])));
    }
    List<Month.Site> ordered = new ArrayList<>();
    listed.forEach(site -> ordered.add(sites.get(site)));
    if (sites.containsKey(null)) {
      ordered.add(sites.get(null));
    }
    return ordered;
  }

  private static final int FIGURES = 4;

  /** payable, on hold, of it refused, holders. */
  private static void decide(Map<@Nullable String, long[]> decided, Row row) {
    long[] figures = decided.computeIfAbsent(row.getString(0), site -> new long[FIGURES]);
    long micros = row.getLong(3);
    if (Bucket.of(row.getString(1)) == Bucket.PAYABLE) {
      figures[0] = Math.addExact(figures[0], micros);
      figures[3] = Math.addExact(figures[3], row.getLong(4));
    } else {
      figures[1] = Math.addExact(figures[1], micros);
      if (HoldReason.REFUSED.key().equals(row.getString(2))) {
        figures[2] = Math.addExact(figures[2], micros);
      }
    }
  }

  private static Month.Site site(@Nullable String site, long credit, long refused, long[] decided) {
    long onHold = Math.addExact(decided[1], refused);
    return new Month.Site(
        site,
        credit,
        decided[0],
        Math.subtractExact(Math.subtractExact(credit, decided[0]), onHold),
        onHold,
        Math.addExact(decided[2], refused),
        decided[3]);
  }

  /** Which data sets the money of each told site came by. */
  List<Month.SiteFlow> flows() {
    return bySite
        .groupBy(
            col(Contributions.DATASET_ID),
            coalesce(
                    toldSite(), when(isSite(), lit(null)).otherwise(lit(SourceId.NO_SOURCE.text())))
                .as(SiteCredits.SITE))
        .agg(sum(SourceCredits.AMOUNT_MICROS).as(SourceCredits.AMOUNT_MICROS))
        .orderBy(Contributions.DATASET_ID, SiteCredits.SITE)
        .collectAsList()
        .stream()
        .map(row -> new Month.SiteFlow(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }

  /** How evenly credits are spread: amounts come to the driver one after another. */
  static Month.Concentration concentration(BookedPeriod booked) {
    String many = "many";
    Dataset<Row> amounts =
        booked
            .credits()
            .where(col(Contributions.SOURCE_ID).notEqual(SourceId.NO_SOURCE.text()))
            .groupBy(Contributions.SOURCE_ID)
            .agg(sum(SourceCredits.AMOUNT_MICROS).as(SourceCredits.AMOUNT_MICROS))
            .where(col(SourceCredits.AMOUNT_MICROS).gt(0))
            .groupBy(SourceCredits.AMOUNT_MICROS)
            .agg(count(lit(1)).as(many))
            .persist();
    try {
      @Nullable Long sources = amounts.agg(sum(many)).head().getAs(0);
      Spread.Downward spread = new Spread.Downward(sources == null ? 0 : sources);
      Iterator<Row> down =
          amounts.orderBy(col(SourceCredits.AMOUNT_MICROS).desc()).toLocalIterator();
      while (down.hasNext()) {
        Row row = down.next();
        spread.add(row.getLong(0), row.getLong(1));
      }
      Spread told = spread.spread();
      return new Month.Concentration(
          told.receivers(),
          told.micros().longValueExact(),
          told.topPercentMicros().longValueExact(),
          told.topTenMicros().longValueExact(),
          told.giniPpm());
    } finally {
      amounts.unpersist();
    }
  }
}

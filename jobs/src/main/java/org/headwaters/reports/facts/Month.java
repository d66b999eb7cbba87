package org.headwaters.reports.facts;

import java.util.List;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.settlement.MoneyFlow;
import org.jspecify.annotations.Nullable;

/**
 * What is booked of a period. Persons are not told apart: sources are told by site.
 *
 * @param bookings those of the period, oldest first; the last one counts
 * @param policy by which it was booked
 * @param waiting who is owed and what waits, by bucket, data set, part and reason
 * @param payees distinct holders who are owed something
 * @param sites the largest by credit, then one row without a site for all others
 */
public record Month(
    List<Booking> bookings,
    Policy policy,
    List<Earned> earned,
    List<Node> nodes,
    List<Through> through,
    List<Finding> findings,
    List<MoneyFlow> flows,
    List<Rung> coverage,
    List<Missing> missing,
    List<Waiting> waiting,
    long payees,
    List<Site> sites,
    List<SiteFlow> siteFlows,
    List<Contents> contents,
    Concentration concentration) {
  /** Copies. */
  public Month {
    bookings = List.copyOf(bookings);
    earned = List.copyOf(earned);
    nodes = List.copyOf(nodes);
    through = List.copyOf(through);
    findings = List.copyOf(findings);
    flows = List.copyOf(flows);
    coverage = List.copyOf(coverage);
    missing = List.copyOf(missing);
    waiting = List.copyOf(waiting);
    sites = List.copyOf(sites);
    siteFlows = List.copyOf(siteFlows);
    contents = List.copyOf(contents);
  }

  /** The booking that counts. */
  public Booking booking() {
    return bookings.get(bookings.size() - 1);
  }

  /** The period, as {@code 2026-09}. */
  public String period() {
    return booking().period();
  }

  /** Revenue of one earner, kind and currency. */
  public record Earned(
      String earnerId,
      String kind,
      String currency,
      String amount,
      long lines,
      long grossMicros,
      long poolMicros,
      long retainedMicros) {}

  /** An asset of the lineage graph; assets of one group lie on one cycle. */
  public record Node(String assetId, String kind, String disclosure, int depth, String groupId) {}

  /** What came into an asset, and what of it nobody could be named for. */
  public record Through(String assetId, long inMicros, long undisclosedMicros) {}

  /** What is odd, missing or capped in the lineage. */
  public record Finding(String finding, String assetId, @Nullable String parentId, String detail) {}

  /** How far the money could be followed. */
  public record Rung(String step, long amountMicros, int ppm) {}

  /** An input that is missing, and the money that waits for it. */
  public record Missing(String what, String subject, long amountMicros, String fix) {}

  /**
   * Money in a bucket.
   *
   * @param payees holders who have a part of it; 0 where nobody is owed
   */
  public record Waiting(
      Bucket bucket,
      @Nullable String datasetId,
      String part,
      @Nullable String reason,
      long amountMicros,
      long payees) {}

  /**
   * What a site's pages and people are credited with, and what became of it.
   *
   * @param site as {@code domain:example.org} or {@code account:example.org/}; null for all others
   * @param payees holders who are owed a part
   */
  public record Site(
      @Nullable String site,
      long creditMicros,
      long payableMicros,
      long unclaimedMicros,
      long onHoldMicros,
      long refusedMicros,
      long payees) {}

  /** What of a data set's money a site is credited with; null for sites that are not listed. */
  public record SiteFlow(String datasetId, @Nullable String site, long amountMicros) {}

  /** What a data set is made of, by part: documents, generated, feedback, feedback_models. */
  public record Contents(
      String datasetId,
      String part,
      long sources,
      long documents,
      long tokens,
      String weight,
      String weightRefused) {}

  /**
   * How evenly credits are spread over the sources with a positive credit.
   *
   * @param topPercentMicros of the largest hundredth of the sources, at least one
   * @param topTenMicros of the ten largest
   * @param giniPpm 0 where all get the same
   */
  public record Concentration(
      long sources, long sumMicros, long topPercentMicros, long topTenMicros, int giniPpm) {}
}

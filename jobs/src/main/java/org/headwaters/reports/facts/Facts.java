package org.headwaters.reports.facts;

import java.util.List;
import org.headwaters.core.ledger.Booking;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made of.
 *
 * @param months the periods that it is about, in order
 * @param chain every booking of the lake, oldest first
 * @param payees distinct holders who are owed something over all months
 * @param trend the last twelve booked periods up to the last month, oldest first
 * @param assets as delivered when the last month was booked
 */
public record Facts(
    List<Month> months,
    List<Booking> chain,
    long payees,
    List<Trend> trend,
    List<Asset> assets,
    List<ValueEvent> valueEvents,
    List<Rejected> rejected,
    List<Linked> linked) {
  /** Copies. */
  public Facts {
    months = List.copyOf(months);
    chain = List.copyOf(chain);
    trend = List.copyOf(trend);
    assets = List.copyOf(assets);
    valueEvents = List.copyOf(valueEvents);
    rejected = List.copyOf(rejected);
    linked = List.copyOf(linked);
  }

  /** Of one of the months alone; what is told of today is the same. */
  public Facts only(Month month) {
    return new Facts(
        List.of(month),
        chain,
        month.payees(),
        trend.stream().filter(each -> each.period().compareTo(month.period()) <= 0).toList(),
        assets,
        valueEvents,
        rejected,
        linked);
  }

  /** How evenly a period's credits were spread. */
  public record Trend(String period, Month.Concentration concentration) {}

  /** A service, model or data set as its provider describes it. */
  public record Asset(
      String assetId,
      @Nullable String name,
      @Nullable String provider,
      @Nullable String licence,
      @Nullable String homepage) {
    /** One that nobody describes. */
    public static Asset unknown(String assetId) {
      return new Asset(assetId, null, null, null, null);
    }
  }

  /** What a provider is worth on paper; never payable. */
  public record ValueEvent(
      String provider, String kind, String happenedOn, String amount, String currency) {}

  /** Rows that were rejected and are not right since. */
  public record Rejected(String table, @Nullable String column, String rule, long rows) {}

  /** Documents of a data set by how they were linked, and whether their tokens were estimated. */
  public record Linked(String datasetId, String linkedBy, boolean estimated, long documents) {}
}

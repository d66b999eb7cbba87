package org.headwaters.reports.told;

import static org.headwaters.reports.told.Rows.number;
import static org.headwaters.reports.told.Rows.text;

import java.math.BigInteger;
import java.util.List;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Section;
import org.headwaters.reports.model.Sheet;

/** Whose work it was: sites, how evenly credits are spread, and who had refused. */
final class Sources {
  private static final Sheet CONCENTRATION =
      Sheet.of(
          "concentration",
          "Sources over the last twelve booked months",
          "One row per month. A source is a site, an author, a rater or a maker with a positive"
              + " credit. Gini is 0 ppm where all sources get the same, near 1000000 where one"
              + " gets all.",
          Column.text("period", "Month"),
          Column.count("sources", "Sources"),
          Column.micros("credit_micros", "Credits"),
          Column.ppm("top_percent_ppm", "Largest 1 %"),
          Column.ppm("top_ten_ppm", "Ten largest"),
          Column.ppm("gini_ppm", "Gini"));

  private static final Sheet REFUSALS =
      Sheet.of(
          "refusals",
          "Refusals to train that were ignored",
          "One row per month and data set with documents: the weight of pages that were under an"
              + " effective refusal to train when they were fetched.",
          Column.text("period", "Month"),
          Column.text("dataset_id", "Data set"),
          Column.count("weight", "Weight"),
          Column.count("weight_refused", "Of it refused"),
          Column.ppm("refused_ppm", "Refused share"));

  private static final String CLAIM =
      "Persons are told by site only, in one row. Whoever made a site or wrote there can claim its"
          + " money; what nobody claims waits.";

  private final Facts facts;
  private final long enough;
  private final Silence silence;

  /** {@code enough} payees hide each other; 0: nothing is hidden. */
  Sources(Facts facts, long enough, Silence silence) {
    this.facts = facts;
    this.enough = enough;
    this.silence = silence;
  }

  /** What a reader is told where rows are silent. */
  static String few(long enough) {
    return "What fewer than "
        + enough
        + " holders get is not told, nor what it could be worked out from: where a row says “few”,"
        + " its credit is told and what became of it is not. Where all of a month's credits are"
        + " payable, the totals alone tell it.";
  }

  Section sites() {
    return Section.of(
        "sources",
        "Sources",
        enough == 0 ? List.of(CLAIM) : List.of(CLAIM, few(enough)),
        SiteRows.SITES.with(Rows.of(facts.months(), new SiteRows(silence)::largest)),
        CONCENTRATION.with(concentration()));
  }

  private List<List<Cell>> concentration() {
    Rows rows = new Rows();
    for (Facts.Trend trend : facts.trend()) {
      Month.Concentration each = trend.concentration();
      rows.add(
          text(trend.period()),
          number(each.sources()),
          number(each.sumMicros()),
          Cell.ppm(each.topPercentMicros(), each.sumMicros()),
          Cell.ppm(each.topTenMicros(), each.sumMicros()),
          each.sources() == 0 ? Cell.none() : number(each.giniPpm()));
    }
    return rows.all();
  }

  Section refusals() {
    String held =
        facts.months().stream()
                .anyMatch(month -> month.policy().consent() == Policy.Consent.HOLD_FOR_OWNER)
            ? "The policy holds money for such uses until the owner says whether it is taken: it is"
                + " in the sheet buckets, with the reason refused."
            : "The policy pays and flags: money for such uses is not held.";
    return Section.of(
        "refusals",
        "Refusals",
        List.of(held),
        REFUSALS.with(
            Rows.of(
                facts.months(),
                (rows, month) ->
                    month.contents().stream()
                        .filter(each -> each.part().equals(ContributionPart.DOCUMENTS.key()))
                        .forEach(each -> refused(rows, month, each)))));
  }

  private static void refused(Rows rows, Month month, Month.Contents each) {
    rows.add(
        text(month.period()),
        text(each.datasetId()),
        text(each.weight()),
        text(each.weightRefused()),
        Cell.ppm(new BigInteger(each.weightRefused()), new BigInteger(each.weight())));
  }
}

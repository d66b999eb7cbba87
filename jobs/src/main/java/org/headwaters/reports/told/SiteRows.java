package org.headwaters.reports.told;

import static org.headwaters.reports.told.Rows.number;
import static org.headwaters.reports.told.Rows.text;

import java.util.ArrayList;
import java.util.List;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Sheet;

/** What sites are credited with and what became of it, as rows. */
final class SiteRows {
  /** So many sites are told one by one in a report; a site's own page is made of more. */
  private static final int TOLD = 100;

  static final Sheet SITES =
      Sheet.of(
          "sites",
          "Sites",
          "One row per month and site, the largest by credit, then all others. Payable, unclaimed"
              + " and on hold add up to the credit; refused is the part of on hold that waits"
              + " because its pages had refused training.",
          Column.text("period", "Month"),
          Column.text("site", "Site"),
          Column.text("site_id", "Id"),
          Column.micros("credit_micros", "Credit"),
          Column.micros("payable_micros", "Payable"),
          Column.micros("unclaimed_micros", "Unclaimed"),
          Column.micros("on_hold_micros", "On hold"),
          Column.micros("refused_micros", "Of it refused"),
          Column.count("payees", "Holders"));

  private final Silence silence;

  SiteRows(Silence silence) {
    this.silence = silence;
  }

  /** The largest of a month, the others in one row; that one is silent if it holds a silent one. */
  void largest(Rows rows, Month month) {
    List<Month.Site> others = new ArrayList<>();
    int told = 0;
    for (Month.Site site : month.sites()) {
      if (site.site() != null && told < TOLD) {
        rows.add(cells(month, site));
        told++;
      } else {
        others.add(site);
      }
    }
    if (!others.isEmpty()) {
      rows.add(cells(month, sum(others), others.stream().anyMatch(silence::hides)));
    }
  }

  /** Every site of a month that was read. */
  void all(Rows rows, Month month) {
    month.sites().forEach(site -> rows.add(cells(month, site)));
  }

  /** One row. */
  Cell[] cells(Month month, Month.Site site) {
    return cells(month, site, silence.hides(site));
  }

  private static Cell[] cells(Month month, Month.Site site, boolean hidden) {
    return new Cell[] {
      text(month.period()),
      text(Names.site(site.site())),
      text(site.site()),
      number(site.creditMicros()),
      hidden ? Cell.ofFew() : number(site.payableMicros()),
      hidden ? Cell.ofFew() : number(site.unclaimedMicros()),
      hidden ? Cell.ofFew() : number(site.onHoldMicros()),
      hidden ? Cell.ofFew() : number(site.refusedMicros()),
      hidden ? Cell.ofFew() : number(site.payees())
    };
  }

  private static Month.Site sum(List<Month.Site> sites) {
    long[] sums = new long[6];
    for (Month.Site each : sites) {
      long[] figures = {
        each.creditMicros(),
        each.payableMicros(),
        each.unclaimedMicros(),
        each.onHoldMicros(),
        each.refusedMicros(),
        each.payees()
      };
      for (int at = 0; at < sums.length; at++) {
        sums[at] = Math.addExact(sums[at], figures[at]);
      }
    }
    return new Month.Site(null, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
  }
}

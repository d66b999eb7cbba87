package org.headwaters.reports.told;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.headwaters.reports.facts.Month;

/**
 * Which sites say in no month what became of their credit.
 *
 * <p>A site that is silent in one month is silent in all that are told together: from a month that
 * tells, somebody who knows that nothing about the site changed would read the one that does not.
 * More silence never narrows what it could be, so each month's bounds still hold.
 */
final class Silence {
  /** Sites that are not told by name. */
  private static final String OTHERS = "";

  private final Set<String> sites;

  private Silence(Set<String> sites) {
    this.sites = Set.copyOf(sites);
  }

  /**
   * Over all these months.
   *
   * @param enough so many payees hide each other; 0: nothing is hidden
   */
  static Silence of(List<Month> months, long enough) {
    Set<String> silent = new HashSet<>();
    for (Month month : months) {
      List<FewPayees.Row> rows =
          month.sites().stream()
              .map(
                  each ->
                      new FewPayees.Row(each.creditMicros(), each.payableMicros(), each.payees()))
              .toList();
      FewPayees.silent(rows, enough).forEach(at -> silent.add(key(month.sites().get(at))));
    }
    return new Silence(silent);
  }

  /** Whether this site's row tells its credit alone. */
  boolean hides(Month.Site site) {
    return sites.contains(key(site));
  }

  private static String key(Month.Site site) {
    return site.site() == null ? OTHERS : site.site();
  }
}

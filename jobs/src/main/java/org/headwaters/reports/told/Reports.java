package org.headwaters.reports.told;

import java.util.List;
import org.headwaters.core.Breach;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Report;

/** Facts become a report. */
public final class Reports {
  private Reports() {}

  /**
   * For a regulator: everything that is told of a period without telling one person from another.
   */
  public static Report regulator(Facts facts) {
    Breach.check(!facts.months().isEmpty(), "A report is about one period at least.");
    Month last = facts.months().get(facts.months().size() - 1);
    String currency = last.policy().reportingCurrency();
    Names names = new Names(facts.assets());
    WhereItWent where = new WhereItWent(facts);
    Money money = new Money(facts, names);
    Lineage lineage = new Lineage(facts, names);
    Sources sources = new Sources(facts);
    Quality quality = new Quality(facts);
    return new Report(
        "regulator",
        facts.months().stream().map(Month::period).toList(),
        currency,
        facts.months().stream().mapToLong(month -> month.bookings().size()).sum()
            - facts.months().size()
            + 1,
        new FirstPage(facts, names, currency).sentences(),
        List.of(
            where.money(),
            lineage.flows(),
            where.buckets(),
            where.coverage(),
            money.earned(),
            money.funds(),
            lineage.disclosure(),
            lineage.genealogy(),
            sources.sites(),
            sources.refusals(),
            lineage.licences(),
            new Changes(facts).section(),
            quality.data(),
            quality.method()));
  }
}

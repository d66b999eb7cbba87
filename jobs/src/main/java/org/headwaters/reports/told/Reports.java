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
    return of("regulator", facts, 0, Silence.of(List.of(), 0));
  }

  /**
   * For anybody: what fewer payees than {@code enough} get is not told, nor what it could be worked
   * out from (docs/decisions/0023).
   */
  public static Report everybody(Facts facts, long enough) {
    return everybody(facts, enough, Silence.of(facts.months(), enough));
  }

  /** The same where more months are told beside these. */
  static Report everybody(Facts facts, long enough, Silence silence) {
    Breach.check(enough > 1, "One payee hides nobody: %d.", enough);
    return of("public", facts, enough, silence);
  }

  private static Report of(String profile, Facts facts, long enough, Silence silence) {
    Breach.check(!facts.months().isEmpty(), "A report is about one period at least.");
    Month last = facts.months().get(facts.months().size() - 1);
    String currency = last.policy().reportingCurrency();
    Names names = new Names(facts.assets());
    WhereItWent where = new WhereItWent(facts, enough);
    Money money = new Money(facts, names);
    Lineage lineage = new Lineage(facts, names);
    Sources sources = new Sources(facts, enough, silence);
    Quality quality = new Quality(facts, enough);
    return new Report(
        profile,
        facts.months().stream().map(Month::period).toList(),
        currency,
        facts.months().stream().mapToLong(month -> month.bookings().size()).sum()
            - facts.months().size()
            + 1,
        new FirstPage(facts, names, currency, enough).sentences(),
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

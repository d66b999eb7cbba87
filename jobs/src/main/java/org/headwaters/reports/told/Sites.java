package org.headwaters.reports.told;

import static org.headwaters.reports.told.Rows.number;
import static org.headwaters.reports.told.Rows.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.headwaters.core.Breach;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Leaf;
import org.headwaters.reports.model.Leaf.Way;
import org.headwaters.reports.model.Report;
import org.headwaters.reports.model.Section;
import org.headwaters.reports.model.Sheet;
import org.headwaters.reports.model.Site;

/** Facts become what everybody may look up: a page a month, a page a domain, a report a month. */
public final class Sites {
  /** The page to open. */
  public static final String INDEX = "index.html";

  /** The page by which a reader checks a proof, where there is one. */
  public static final String VERIFY = "verify.html";

  private static final Sheet MONTHS =
      Sheet.of(
          "months",
          "Booked months",
          "One row per booked month; a month leads to its page, and that to its report.",
          Column.text("period", "Month"),
          Column.micros("gross_micros", "Gross"),
          Column.micros("pool_micros", "Pool"),
          Column.micros("payable_micros", "Payable"),
          Column.micros("unclaimed_micros", "Unclaimed"),
          Column.micros("on_hold_micros", "On hold"),
          Column.micros("undisclosed_micros", "Undisclosed"));

  private static final Sheet DOMAINS =
      Sheet.of(
          "domains",
          "Domains told apart",
          "One row per domain that is told apart in a month, the largest first: what its pages and"
              + " the people who work there are credited with over all months.",
          Column.text("domain", "Domain"),
          Column.micros("credit_micros", "Credit"));

  private final Facts facts;
  private final long enough;
  private final Silence silence;
  private final String contact;
  private final boolean verifies;
  private final Domains domains;

  private Sites(Facts facts, long enough, String contact, boolean verifies) {
    this.facts = facts;
    this.enough = enough;
    this.silence = Silence.of(facts.months(), enough);
    this.contact = contact.isEmpty() ? "whoever publishes this site" : contact;
    this.verifies = verifies;
    this.domains = new Domains(facts.months());
  }

  /**
   * Every month of the facts.
   *
   * @param enough so many payees hide each other
   * @param contact whom to tell that a site is one's own; empty: nobody is named
   * @param verifies whether a page by which a proof is checked lies beside these
   */
  public static Site of(Facts facts, long enough, String contact, boolean verifies) {
    Breach.check(!facts.months().isEmpty(), "A site is about one month at least.");
    return new Sites(facts, enough, contact, verifies).site();
  }

  private Site site() {
    Sheet months = MONTHS.with(Rows.of(facts.months(), Sites::total));
    Rows rows = new Rows();
    domains.hosts().forEach(host -> rows.add(text(host), number(domains.creditMicros(host))));
    Sheet told = DOMAINS.with(rows.all());
    List<Leaf> leaves = new ArrayList<>();
    Map<String, Report> reports = new HashMap<>();
    List<Leaf> below = new ArrayList<>();
    for (int at = 0; at < facts.months().size(); at++) {
      Month month = facts.months().get(at);
      Report report = report(month);
      reports.put("reports/" + month.period(), report);
      below.add(month(at, report));
    }
    domains.hosts().forEach(host -> below.add(domain(host)));
    leaves.add(index(months, told, report(facts.months().get(facts.months().size() - 1))));
    leaves.addAll(below);
    return new Site(leaves, reports, List.of(months, told));
  }

  private Report report(Month month) {
    return Reports.everybody(facts.only(month), enough, silence);
  }

  private Leaf index(Sheet months, Sheet told, Report latest) {
    Map<String, String> toMonths = new HashMap<>();
    facts.months().forEach(month -> toMonths.put(month.period(), monthPath(month)));
    Map<String, String> toDomains = new HashMap<>();
    domains.hosts().forEach(host -> toDomains.put(host, Domains.path(host)));
    Month last = facts.months().get(facts.months().size() - 1);
    List<Way> ways = new ArrayList<>();
    ways.add(new Way("The latest report", "reports/" + last.period() + "/" + INDEX));
    if (verifies) {
      ways.add(new Way("Check a proof", VERIFY));
    }
    return new Leaf(
        INDEX,
        "What AI models return to those whose work they are made of",
        "Look a month or a domain up. The five sentences are of "
            + last.period()
            + ". Amounts in "
            + currency()
            + ", to the millionth.",
        ways,
        latest.sentences(),
        List.of(
            Section.of("months", "Months", List.of(), months),
            Section.of("domains", "Domains", List.of(Sources.few(enough)), told),
            Section.of(
                "claim", "Is one of them yours?", new HowToClaim(contact, last.policy()).anybody()),
            Section.of("check", "Check it", check())),
        Map.of("period", toMonths, "domain", toDomains));
  }

  private List<String> check() {
    return List.of(
        "Each month's report names the booking that it tells and the hashes of its files. Whoever"
            + " keeps a copy sees when a month was booked again; its report says why.",
        verifies
            ? "Whoever has a statement with a proof can check it on the page “Check a proof”, which"
                + " sends nothing anywhere."
            : "Whoever has a statement can check it with the command “headwaters verify”.");
  }

  private static void total(Rows rows, Month month) {
    PeriodTotals totals = month.booking().totals();
    rows.add(
        text(month.period()),
        number(totals.grossMicros()),
        number(Money.pool(totals)),
        number(totals.payableMicros()),
        number(totals.unclaimedMicros()),
        number(totals.onHoldMicros()),
        number(totals.undisclosedMicros()));
  }

  private String currency() {
    return facts.months().get(facts.months().size() - 1).policy().reportingCurrency();
  }

  private static String monthPath(Month month) {
    return "periods/" + month.period() + ".html";
  }

  private Leaf month(int at, Report report) {
    Month month = facts.months().get(at);
    List<Way> ways = new ArrayList<>();
    ways.add(new Way("All months and domains", "../" + INDEX));
    ways.add(new Way("The whole report", "../reports/" + month.period() + "/" + INDEX));
    if (at > 0) {
      Month before = facts.months().get(at - 1);
      ways.add(new Way("Month before: " + before.period(), before.period() + ".html"));
    }
    if (at + 1 < facts.months().size()) {
      Month after = facts.months().get(at + 1);
      ways.add(new Way("Month after: " + after.period(), after.period() + ".html"));
    }
    Map<String, String> links = new HashMap<>();
    for (Month.Site site : month.sites()) {
      Domains.host(site)
          .ifPresent(host -> links.put(String.valueOf(site.site()), "../" + Domains.path(host)));
    }
    Facts only = facts.only(month);
    return new Leaf(
        monthPath(month),
        month.period(),
        "What was earned, and where it went. Version "
            + report.version()
            + ", the latest when it was made. Amounts in "
            + report.currency()
            + ", to the millionth.",
        ways,
        report.sentences(),
        List.of(
            new WhereItWent(only, enough).money(),
            Section.of(
                "sources",
                "Sites",
                List.of(Sources.few(enough)),
                SiteRows.SITES.with(Rows.of(only.months(), new SiteRows(silence)::all)))),
        Map.of("site_id", links));
  }

  private Leaf domain(String host) {
    Rows rows = new Rows();
    Map<String, String> months = new HashMap<>();
    for (Domains.Told told : domains.rows(host)) {
      rows.add(new SiteRows(silence).cells(told.month(), told.site()));
      months.put(told.month().period(), "../" + monthPath(told.month()));
    }
    Month last = facts.months().get(facts.months().size() - 1);
    List<String> words = new ArrayList<>();
    words.add(
        "Credit is what this site's work brought in. Payable is owed to holders whose claims are"
            + " verified, unclaimed waits for somebody to claim it, on hold for a decision; refused"
            + " is the part of that which waits because the pages had refused training.");
    words.add(Sources.few(enough));
    words.add("In a month without a row the site was among the smaller ones, or had no credit.");
    return new Leaf(
        Domains.path(host),
        host,
        "What the work at this site is credited with, and what became of it. Amounts in "
            + currency()
            + ", to the millionth.",
        List.of(new Way("All months and domains", "../" + INDEX)),
        List.of(),
        List.of(
            Section.of("money", "Money", words, SiteRows.SITES.with(rows.all())),
            Section.of("claim", "Is it yours?", new HowToClaim(contact, last.policy()).of(host))),
        Map.of("period", months));
  }
}

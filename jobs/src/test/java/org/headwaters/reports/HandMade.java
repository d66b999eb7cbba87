package org.headwaters.reports;

import java.util.List;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.lineage.Reason;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.lineage.Stage;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;

/**
 * Two months made by hand: one service that earns 1000, one model, two data sets on a cycle with
 * it, two sites. The names in it can be anything.
 */
public final class HandMade {
  private final String name;

  private HandMade(String name) {
    this.name = name;
  }

  /** With this text in the place of every name that comes from outside. */
  static Facts named(String name) {
    return new HandMade(name).facts();
  }

  static Facts plain() {
    return named("Plain");
  }

  /** The first month with these sites. */
  public static Month with(List<Month.Site> sites) {
    Month month = plain().months().get(0);
    return new Month(
        month.bookings(),
        month.policy(),
        month.earned(),
        month.nodes(),
        month.through(),
        month.findings(),
        month.flows(),
        month.coverage(),
        month.missing(),
        month.waiting(),
        month.payees(),
        sites,
        month.siteFlows(),
        month.contents(),
        month.concentration());
  }

  private Facts facts() {
    List<Booking> first = List.of(booking(1, "2026-09", "", 300, 250));
    List<Booking> second =
        List.of(
            booking(2, "2026-10", "", 300, 250), booking(3, "2026-10", "late: " + name, 200, 350));
    Month.Concentration spread = new Month.Concentration(4, 800, 500, 800, 400_000);
    return new Facts(
        List.of(month(first, spread), month(second, spread)),
        List.of(first.get(0), second.get(0), second.get(1)),
        3,
        List.of(new Facts.Trend("2026-09", spread), new Facts.Trend("2026-10", spread)),
        List.of(
            new Facts.Asset("service:a/chat", "Chat " + name, name, null, null),
            new Facts.Asset("model:a/m", "Model " + name, name, "MIT", "https://a.example/"),
            new Facts.Asset("dataset:a/d@1", null, null, "CC-BY-4.0", null)),
        List.of(new Facts.ValueEvent(name, "funding_round", "2026-09-12", "40000000", "EUR")),
        List.of(new Facts.Rejected("revenue", null, name, 2)),
        List.of(new Facts.Linked("dataset:a/d@1", "digest", true, 7)));
  }

  /**
   * Gross 1000 of which 100 are passed on: 6 to funds, the rest as given; 0 is undisclosed then.
   */
  private Booking booking(long seq, String period, String reason, long payable, long unclaimed) {
    long rest = 940 - payable - unclaimed - 90;
    return new Booking(
        seq,
        "",
        Booking.SETTLE,
        List.of(period),
        List.of("run"),
        List.of("p 1 hash"),
        List.of("flows 2"),
        reason,
        List.of(name),
        "root",
        new PeriodTotals(10_000, 9_000, 60, payable, unclaimed, 90, rest));
  }

  private Month month(List<Booking> bookings, Month.Concentration spread) {
    PeriodTotals totals = bookings.get(bookings.size() - 1).totals();
    return new Month(
        bookings,
        Policy.byDefault(),
        List.of(
            new Month.Earned("service:a/chat", "usage", "EUR", "0.01", 2, 10_000, 1_000, 9_000)),
        List.of(
            new Month.Node("service:a/chat", "service", "full", 0, "service:a/chat"),
            new Month.Node("model:a/m", "model", "partial", 1, "dataset:a/d@1"),
            new Month.Node("dataset:a/d@1", "dataset", "full", 1, "dataset:a/d@1")),
        List.of(
            new Month.Through("service:a/chat", 940, 0),
            new Month.Through("model:a/m", 940, totals.undisclosedMicros()),
            new Month.Through("dataset:a/d@1", 0, 0)),
        List.of(
            new Month.Finding("licence_drift", "model:a/m", "dataset:a/d@1", name),
            new Month.Finding("relation_guessed", "model:a/m", null, name)),
        flows(totals.undisclosedMicros()),
        List.of(new Month.Rung("pool", 1_000, 1_000_000), new Month.Rung("claimed", 300, 300_000)),
        List.of(new Month.Missing("lineage", name, totals.undisclosedMicros(), "Ask " + name)),
        List.of(
            new Month.Waiting(
                Bucket.PAYABLE, "dataset:a/d@1", "documents", null, totals.payableMicros(), 3),
            new Month.Waiting(
                Bucket.UNCLAIMED, "dataset:a/d@1", "documents", null, totals.unclaimedMicros(), 0),
            new Month.Waiting(Bucket.ON_HOLD, "dataset:a/d@1", "documents", "refused", 90, 0),
            new Month.Waiting(
                Bucket.UNDISCLOSED,
                "model:a/m",
                "lineage",
                "not_disclosed",
                totals.undisclosedMicros(),
                0)),
        3,
        List.of(
            new Month.Site(
                "domain:" + name,
                300,
                totals.payableMicros() - 100,
                400 - totals.payableMicros(),
                0,
                0,
                2),
            new Month.Site(null, 340, 100, 150, 90, 90, 1)),
        List.of(
            new Month.SiteFlow("dataset:a/d@1", "domain:" + name, 300),
            new Month.SiteFlow("dataset:a/d@1", null, 340)),
        List.of(
            new Month.Contents("dataset:a/d@1", "documents", 4, 7, 70, "70000", "7000"),
            new Month.Contents("dataset:a/d@1", "generated", 1, 3, 30, "30000", "0")),
        spread);
  }

  private static List<MoneyFlow> flows(long undisclosed) {
    return List.of(
        new MoneyFlow("service:a/chat", FlowKind.RETAINED, null, null, null, null, 9_000),
        new MoneyFlow("service:a/chat", FlowKind.FUND, "fund:commons", null, null, null, 60),
        new MoneyFlow("service:a/chat", FlowKind.GRAPH, "service:a/chat", null, null, null, 940),
        new MoneyFlow(
            "service:a/chat",
            FlowKind.ASSET,
            "model:a/m",
            Stage.SERVING,
            Relation.SERVES,
            null,
            940),
        new MoneyFlow(
            "model:a/m", FlowKind.UNDISCLOSED, null, null, null, Reason.NOT_DISCLOSED, undisclosed),
        new MoneyFlow(
            "dataset:a/d@1", FlowKind.DOCUMENTS, null, null, null, null, 940 - undisclosed));
  }
}

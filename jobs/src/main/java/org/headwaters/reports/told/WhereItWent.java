package org.headwaters.reports.told;

import static org.headwaters.reports.told.Rows.number;
import static org.headwaters.reports.told.Rows.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.lineage.Reason;
import org.headwaters.core.policy.Period;
import org.headwaters.core.settlement.Coverage;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.BarPicture;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Section;
import org.headwaters.reports.model.Sheet;
import org.jspecify.annotations.Nullable;

/** Where the money is: totals, buckets and how long they wait, coverage. */
final class WhereItWent {
  private static final Sheet TOTALS =
      Sheet.of(
          "totals",
          "Where the money of each month is",
          "One row per month. Gross is retained plus all that follows pool; pool is gross less"
              + " retained.",
          Column.text("period", "Month"),
          Column.micros("gross_micros", "Gross"),
          Column.micros("retained_micros", "Retained"),
          Column.micros("pool_micros", "Pool"),
          Column.micros("funds_micros", "Funds"),
          Column.micros("payable_micros", "Payable"),
          Column.micros("unclaimed_micros", "Unclaimed"),
          Column.micros("on_hold_micros", "On hold"),
          Column.micros("undisclosed_micros", "Undisclosed"));

  private static final Sheet BUCKETS =
      Sheet.of(
          "buckets",
          "What is owed and what waits, by reason",
          "One row per month, bucket, data set or asset, part and reason, before anything that waited"
              + " too long went to a fund.",
          Column.text("period", "Month"),
          Column.text("bucket", "Bucket"),
          Column.text("reason", "Why it waits"),
          Column.text("dataset_id", "Data set or asset"),
          Column.text("part", "For"),
          Column.micros("amount_micros", "Amount"),
          Column.count("payees", "Holders"));

  private static final Sheet REASONS =
      Sheet.of(
          "buckets",
          "What is owed and what waits, by reason",
          "One row per month, bucket and reason, over all data sets, before anything that waited too"
              + " long went to a fund.",
          Column.text("period", "Month"),
          Column.text("bucket", "Bucket"),
          Column.text("reason", "Why it waits"),
          Column.micros("amount_micros", "Amount"));

  private static final Sheet AGEING =
      Sheet.of(
          "ageing",
          "How long it has been waiting",
          "One row per booked month up to the last of this report, by its booking that counts.",
          Column.text("period", "Month"),
          Column.count("age_months", "Months since"),
          Column.micros("unclaimed_micros", "Unclaimed"),
          Column.micros("on_hold_micros", "On hold"),
          Column.micros("undisclosed_micros", "Undisclosed"));

  private static final Sheet COVERAGE =
      Sheet.of(
          "coverage",
          "How far the money could be followed",
          "One row per month and step; what was earned and what was refunded count by their"
              + " absolute amounts.",
          Column.text("period", "Month"),
          Column.text("step", "Step"),
          Column.text("meaning", "What it is"),
          Column.micros("amount_micros", "Amount"),
          Column.ppm("share_ppm", "Of the pool"));

  private final Facts facts;
  private final long enough;

  /** {@code enough} payees hide each other; 0: nothing is hidden. */
  WhereItWent(Facts facts, long enough) {
    this.facts = facts;
    this.enough = enough;
  }

  Section money() {
    List<BarPicture> bars =
        facts.months().stream()
            .map(
                month ->
                    new BarPicture(
                        "bars-" + month.period(),
                        "Where the pool of " + month.period() + " is",
                        "Bars of one scale; the sheet totals has the amounts.",
                        bars(month.booking().totals())))
            .toList();
    return Section.of(
            "money",
            "Where the money is",
            List.of(),
            TOTALS.with(Rows.of(facts.months(), WhereItWent::total)))
        .barred(bars);
  }

  private static List<BarPicture.Bar> bars(PeriodTotals totals) {
    return List.of(
        new BarPicture.Bar("Payable", totals.payableMicros()),
        new BarPicture.Bar("Unclaimed", totals.unclaimedMicros()),
        new BarPicture.Bar("On hold", totals.onHoldMicros()),
        new BarPicture.Bar("Undisclosed", totals.undisclosedMicros()),
        new BarPicture.Bar("Funds", totals.fundsMicros()));
  }

  private static void total(Rows rows, Month month) {
    PeriodTotals totals = month.booking().totals();
    rows.add(
        text(month.period()),
        number(totals.grossMicros()),
        number(totals.retainedMicros()),
        number(Money.pool(totals)),
        number(totals.fundsMicros()),
        number(totals.payableMicros()),
        number(totals.unclaimedMicros()),
        number(totals.onHoldMicros()),
        number(totals.undisclosedMicros()));
  }

  Section buckets() {
    return Section.of(
        "buckets",
        "Owed and waiting",
        List.of(
            "Payable is owed to holders whose claims are verified. Unclaimed waits for somebody to"
                + " claim its source, on hold for a decision, undisclosed for a provider to say what"
                + " an asset was made from.",
            holds()),
        enough == 0
            ? BUCKETS.with(Rows.of(facts.months(), WhereItWent::bucket))
            : REASONS.with(Rows.of(facts.months(), WhereItWent::reasons)),
        AGEING.with(ageing()));
  }

  /** After how long what waits goes to a fund, as the last month's policy says. */
  private String holds() {
    var policy = facts.months().get(facts.months().size() - 1).policy();
    return "By the policy "
        + policy.name()
        + ", version "
        + policy.version()
        + ", unclaimed money goes to "
        + policy.unclaimed().then()
        + " after "
        + policy.unclaimed().holdMonths()
        + " months, undisclosed money to "
        + policy.undisclosed().then()
        + " after "
        + policy.undisclosed().holdMonths()
        + "; a late claim is still honoured.";
  }

  private static void bucket(Rows rows, Month month) {
    for (Month.Waiting each : month.waiting()) {
      rows.add(
          text(month.period()),
          text(each.bucket().key()),
          text(each.reason()),
          text(each.datasetId()),
          text(each.part()),
          number(each.amountMicros()),
          each.payees() == 0 ? Cell.none() : number(each.payees()));
    }
  }

  /** By data set it could be worked out what the sites in it get. */
  private static void reasons(Rows rows, Month month) {
    Map<String, Map<String, Long>> sums = new LinkedHashMap<>();
    for (Month.Waiting each : month.waiting()) {
      String reason = each.reason() == null ? "" : each.reason();
      sums.computeIfAbsent(each.bucket().key(), bucket -> new TreeMap<>())
          .merge(reason, each.amountMicros(), Math::addExact);
    }
    sums.forEach(
        (bucket, reasons) ->
            reasons.forEach(
                (reason, micros) ->
                    rows.add(text(month.period()), text(bucket), text(reason), number(micros))));
  }

  private List<List<Cell>> ageing() {
    Rows rows = new Rows();
    Period last = Period.parse(facts.months().get(facts.months().size() - 1).period());
    for (Booking booking : Chain.counting(facts.chain())) {
      Period period = Period.parse(booking.period());
      if (period.compareTo(last) <= 0) {
        rows.add(
            text(booking.period()),
            number(java.time.temporal.ChronoUnit.MONTHS.between(period.month(), last.month())),
            number(booking.totals().unclaimedMicros()),
            number(booking.totals().onHoldMicros()),
            number(booking.totals().undisclosedMicros()));
      }
    }
    return rows.all();
  }

  Section coverage() {
    return Section.of(
        "coverage",
        "Coverage",
        List.of(),
        COVERAGE.with(
            Rows.of(
                facts.months(),
                (rows, month) ->
                    month
                        .coverage()
                        .forEach(
                            rung ->
                                rows.add(
                                    text(month.period()),
                                    text(rung.step()),
                                    text(Coverage.Rung.of(rung.step()).meaning()),
                                    number(rung.amountMicros()),
                                    number(rung.ppm()))))));
  }

  /** A reason as a clause: {@code not_disclosed} becomes what a reader understands. */
  static String why(@Nullable String reason) {
    if (reason == null) {
      return "nobody could be named for it";
    }
    for (Reason known : Reason.values()) {
      if (known.key().equals(reason)) {
        return known.clause();
      }
    }
    // Of what is on hold, the word itself says it.
    return reason.replace('_', ' ');
  }
}

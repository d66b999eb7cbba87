package org.headwaters.reports.told;

import static org.headwaters.reports.told.Rows.number;
import static org.headwaters.reports.told.Rows.text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.settlement.FlowKind;
import org.headwaters.core.settlement.MoneyFlow;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Cell;
import org.headwaters.reports.model.Column;
import org.headwaters.reports.model.Section;
import org.headwaters.reports.model.Sheet;

/** Who earned, what of it was returned, and what funds got. */
final class Money {
  private static final Sheet EARNED =
      Sheet.of(
          "revenue",
          "Revenue",
          "One row per month, earner, kind and currency.",
          Column.text("period", "Month"),
          Column.text("earner_id", "Earner"),
          Column.text("kind", "Kind"),
          Column.count("lines", "Lines"),
          Column.text("amount", "Amount as earned"),
          Column.text("currency", "Currency"),
          Column.micros("gross_micros", "Gross"),
          Column.micros("pool_micros", "Pool"),
          Column.micros("retained_micros", "Retained"));

  private static final Sheet PROVIDERS =
      Sheet.of(
          "providers",
          "Captured and returned, by provider",
          "One row per month and provider of the earners. Captured is gross revenue, returned the"
              + " pool that is passed upstream, levies included.",
          Column.text("period", "Month"),
          Column.text("provider", "Provider"),
          Column.micros("captured_micros", "Captured"),
          Column.micros("returned_micros", "Returned"),
          Column.ppm("returned_ppm", "Returned of captured"));

  private static final Sheet VALUE =
      Sheet.of(
          "value_events",
          "What providers are worth on paper",
          "One row per event, for comparison. It is never payable; amounts are as delivered, in"
              + " their own currency.",
          Column.text("provider", "Provider"),
          Column.text("kind", "Event"),
          Column.text("happened_on", "Day"),
          Column.text("amount", "Amount"),
          Column.text("currency", "Currency"));

  private static final Sheet FUNDS =
      Sheet.of(
          "funds",
          "Levies",
          "One row per month and fund: what the policy takes off the top of the pool; and what came to"
              + " funds because it waited too long.",
          Column.text("period", "Month"),
          Column.text("fund", "Fund"),
          Column.micros("amount_micros", "Amount"),
          Column.ppm("levy_ppm", "Of the pool, by the policy"));

  /** In place of a fund: what came to funds because nobody claimed or disclosed it in time. */
  private static final String EXPIRED = "waited too long";

  private final Facts facts;
  private final Names names;

  Money(Facts facts, Names names) {
    this.facts = facts;
    this.names = names;
  }

  /** What is passed upstream. */
  static long pool(PeriodTotals totals) {
    return Math.subtractExact(totals.grossMicros(), totals.retainedMicros());
  }

  Section earned() {
    return Section.of(
        "revenue",
        "Captured and returned",
        List.of(),
        PROVIDERS.with(Rows.of(facts.months(), this::providers)),
        EARNED.with(Rows.of(facts.months(), Money::lines)),
        VALUE.with(value()));
  }

  private static void lines(Rows rows, Month month) {
    for (Month.Earned each : month.earned()) {
      rows.add(
          text(month.period()),
          text(each.earnerId()),
          text(each.kind()),
          number(each.lines()),
          text(each.amount()),
          text(each.currency()),
          number(each.grossMicros()),
          number(each.poolMicros()),
          number(each.retainedMicros()));
    }
  }

  private void providers(Rows rows, Month month) {
    Map<String, long[]> sums = new TreeMap<>();
    for (Month.Earned each : month.earned()) {
      long[] sum = sums.computeIfAbsent(names.provider(each.earnerId()), provider -> new long[2]);
      sum[0] = Math.addExact(sum[0], each.grossMicros());
      sum[1] = Math.addExact(sum[1], each.poolMicros());
    }
    sums.forEach(
        (provider, sum) ->
            rows.add(
                text(month.period()),
                text(provider),
                number(sum[0]),
                number(sum[1]),
                sum[0] <= 0 || sum[1] < 0 ? Cell.none() : Cell.ppm(sum[1], sum[0])));
  }

  private List<List<Cell>> value() {
    Rows rows = new Rows();
    for (Facts.ValueEvent each : facts.valueEvents()) {
      rows.add(
          text(each.provider()),
          text(each.kind()),
          text(each.happenedOn()),
          text(each.amount()),
          text(each.currency()));
    }
    return rows.all();
  }

  Section funds() {
    return Section.of(
        "funds", "Levies and funds", List.of(), FUNDS.with(Rows.of(facts.months(), Money::levies)));
  }

  private static void levies(Rows rows, Month month) {
    Map<String, Long> funds = new TreeMap<>();
    for (MoneyFlow flow : month.flows()) {
      if (flow.kind() == FlowKind.FUND) {
        funds.merge(String.valueOf(flow.toId()), flow.amountMicros(), Math::addExact);
      }
    }
    long levied = funds.values().stream().reduce(0L, Math::addExact);
    long expired = Math.subtractExact(month.booking().totals().fundsMicros(), levied);
    if (expired != 0) {
      rows.add(text(month.period()), text(EXPIRED), number(expired), Cell.none());
    }
    funds.forEach(
        (fund, micros) -> {
          Integer levy = month.policy().leviesPpm().get(fund);
          rows.add(
              text(month.period()),
              text(fund),
              number(micros),
              levy == null ? Cell.none() : number(levy));
        });
  }
}

package org.headwaters.cli;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.headwaters.core.ledger.PeriodTotals;
import org.headwaters.core.money.Micros;
import org.headwaters.core.policy.Period;
import org.headwaters.core.settlement.Coverage.Rung;
import org.headwaters.jobs.period.PeriodSummary;

/**
 * A period's result for a person: where the money is, how far it could be followed, what is
 * missing, who is behind it.
 */
final class SummaryText {
  private SummaryText() {}

  /** Prints the summary, or that the period is not booked. */
  static void print(Period period, Optional<PeriodSummary> found, Console console) {
    if (found.isEmpty()) {
      console.line("Period " + period + ": not booked.");
      console.document(Map.of("period", period.toString(), "booked", false));
      return;
    }
    PeriodSummary summary = found.get();
    console.line("");
    console.line("Period " + period + ", booking " + summary.booking().seq());
    totals(summary.booking().totals(), console);
    console.line("  How far the money could be followed");
    for (PeriodSummary.Step step : summary.coverage()) {
      console.line(
          String.format(
              Locale.ROOT,
              "    %-12s %s  %8s %%  %s",
              step.name(),
              amount(step.amountMicros()),
              BigDecimal.valueOf(step.ppm(), 4).toPlainString(),
              Rung.of(step.name()).meaning()));
    }
    console.line("  The missing inputs that would move most money");
    for (PeriodSummary.Missing missing : summary.missing()) {
      console.line(
          String.format(
              Locale.ROOT,
              "    %s  %-14s %s: %s",
              amount(missing.amountMicros()),
              missing.what(),
              missing.subject(),
              missing.fix()));
    }
    console.line("  The ten largest sources");
    for (PeriodSummary.SourceAmount source : summary.largest()) {
      console.line("    " + amount(source.amountMicros()) + "  " + source.sourceId());
    }
    console.document(document(summary));
  }

  private static void totals(PeriodTotals totals, Console console) {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("= retained", totals.retainedMicros());
    parts.put("+ funds", totals.fundsMicros());
    parts.put("+ payable", totals.payableMicros());
    parts.put("+ unclaimed", totals.unclaimedMicros());
    parts.put("+ on_hold", totals.onHoldMicros());
    parts.put("+ undisclosed", totals.undisclosedMicros());
    console.line(String.format(Locale.ROOT, "    %-14s %s", "gross", amount(totals.grossMicros())));
    parts.forEach(
        (name, micros) ->
            console.line(String.format(Locale.ROOT, "    %-14s %s", name, amount(micros))));
  }

  private static Map<String, ?> document(PeriodSummary summary) {
    Map<String, Object> document = new LinkedHashMap<>();
    PeriodTotals totals = summary.booking().totals();
    document.put("period", summary.period().toString());
    document.put("booked", true);
    document.put("booking_id", summary.booking().bookingId());
    document.put("run_id", summary.booking().runId());
    document.put("gross_micros", totals.grossMicros());
    document.put("retained_micros", totals.retainedMicros());
    document.put("funds_micros", totals.fundsMicros());
    document.put("payable_micros", totals.payableMicros());
    document.put("unclaimed_micros", totals.unclaimedMicros());
    document.put("on_hold_micros", totals.onHoldMicros());
    document.put("undisclosed_micros", totals.undisclosedMicros());
    document.put(
        "coverage",
        summary.coverage().stream()
            .map(s -> Map.of("step", s.name(), "amount_micros", s.amountMicros(), "ppm", s.ppm()))
            .toList());
    document.put(
        "missing_inputs",
        summary.missing().stream()
            .map(
                m ->
                    Map.of(
                        "what", m.what(),
                        "subject", String.valueOf(m.subject()),
                        "amount_micros", m.amountMicros(),
                        "fix", m.fix()))
            .toList());
    List<Map<String, Object>> sources =
        summary.largest().stream()
            .map(
                s ->
                    Map.<String, Object>of(
                        "source_id", s.sourceId(), "amount_micros", s.amountMicros()))
            .toList();
    document.put("top_sources", sources);
    return document;
  }

  /** Micros as units with all six decimals: nothing is rounded away on the screen either. */
  static String amount(long micros) {
    return String.format(Locale.ROOT, "%20s", Micros.units(micros));
  }
}

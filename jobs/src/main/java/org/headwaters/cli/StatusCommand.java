package org.headwaters.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.arrival.StandingRejects;
import org.headwaters.jobs.care.BesideRevenue;
import org.headwaters.jobs.care.LakeState;
import org.headwaters.jobs.period.PeriodSummary;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * What a lake holds: deliveries by table, bookings, the summary of the last booked period, and what
 * to do next.
 */
@Command(
    name = "status",
    description = "Shows deliveries, bookings, the last period's result, and what to do next.",
    footer = {
      "  headwaters status --config headwaters.yaml",
      "  headwaters status --lake ./lake --json"
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Override
  public Integer call() {
    options.recorded(
        (settings, recorder, context) -> {
          tell(context.lake(), options.metrics(settings));
          NextSteps.of(
                  LakeState.read(context.lake()),
                  NextSteps.Where.of(options, settings),
                  false,
                  NextSteps.usual())
              .print(options.console());
        });
    return ExitCode.DONE.code();
  }

  private void tell(Lake lake, Optional<MetricsFile> metrics) {
    Console console = options.console();
    console.line("Lake " + lake.root());
    Inputs inputs = Inputs.now(lake);
    for (Table table : Catalogue.INPUTS) {
      deliveries(table, inputs.deliveries(table), metrics);
    }
    if (Catalogue.INPUTS.stream().allMatch(table -> inputs.deliveries(table).isEmpty())) {
      console.line("Nothing was delivered here. Is it the right place?");
    }
    StandingRejects.byRule(lake).forEach(this::rejects);
    BookingChain chain = BookingChain.read(lake);
    for (Booking booking : chain.all()) {
      booking(booking);
    }
    // Only what counts is watched: a restated period has its last booking.
    for (Period period : chain.periods()) {
      chain.current(period).ifPresent(each -> metrics.ifPresent(file -> file.booking(each)));
    }
    if (chain.all().isEmpty()) {
      console.line("No period is booked.");
    } else {
      Period last = chain.periods().get(chain.periods().size() - 1);
      SummaryText.print(last, PeriodSummary.read(lake, last), console);
      beside(lake, last);
    }
  }

  private void rejects(String table, List<String> rules) {
    Console console = options.console();
    console.line("Rejected of " + table + ", and not right since:");
    rules.forEach(rule -> console.line("  " + rule));
    console.document(Map.of("rejected_of", table, "rules", rules));
  }

  private void beside(Lake lake, Period period) {
    List<String> lines = BesideRevenue.lines(lake, period);
    if (!lines.isEmpty()) {
      Console console = options.console();
      console.line("  Beside the revenue of " + period);
      lines.forEach(line -> console.line("    " + line));
      console.document(Map.of("beside_revenue_of", period.toString(), "lines", lines));
    }
  }

  private void booking(Booking booking) {
    String periods = String.join(", ", booking.periods());
    String runs = String.join(", ", booking.runIds());
    options
        .console()
        .line(
            "Booking "
                + booking.seq()
                + ": "
                + periods
                + " "
                + booking.kind()
                + ", run "
                + runs
                + (booking.reason().isEmpty() ? "" : ", because: " + booking.reason()));
    options
        .console()
        .document(
            Map.of(
                "booking", booking.seq(),
                "period", periods,
                "kind", booking.kind(),
                "run_id", runs,
                "booking_id", booking.bookingId(),
                "reason", booking.reason()));
  }

  private void deliveries(Table table, List<Delivery> deliveries, Optional<MetricsFile> metrics) {
    Console console = options.console();
    long kept = deliveries.stream().mapToLong(d -> d.counts().kept()).sum();
    long rejected = deliveries.stream().mapToLong(d -> d.counts().rejected()).sum();
    if (!deliveries.isEmpty()) {
      console.line(
          String.format(
              java.util.Locale.ROOT,
              "  %-20s %3d %s, %d %s kept, %d rejected",
              table.name(),
              deliveries.size(),
              deliveries.size() == 1 ? "delivery" : "deliveries",
              kept,
              kept == 1 ? "row" : "rows",
              rejected));
    }
    metrics.ifPresent(file -> file.deliveries(table.name(), deliveries.size(), kept, rejected));
    console.document(
        Map.of(
            "table",
            table.name(),
            "deliveries",
            deliveries.size(),
            "rows_kept",
            kept,
            "rows_rejected",
            rejected));
  }
}

package org.headwaters.jobs.arrival;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.OpenTables;

/**
 * Takes deliveries in: files to lake, one delivery a table.
 *
 * <p>First every file of every table is opened, then every row of every table is read and judged,
 * and only then anything is written: a file that cannot be read stops the whole step before that.
 * Each table then becomes visible by one row in {@code deliveries}.
 *
 * <p>Throws {@link InvalidInput} for a file that cannot be read and {@link TryAgain} if others keep
 * delivering the same table meanwhile, {@link UsageError} for a lake whose persons lie open.
 */
public final class IngestJob implements Job {
  private final List<InputSource.Delivered> delivered;

  public IngestJob(List<InputSource.Delivered> delivered) {
    this.delivered = List.copyOf(delivered);
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public JobReport run(JobContext context) {
    OpenTables.refuse(context.lake());
    List<Arrival> arrivals = new ArrayList<>();
    try {
      for (InputSource.Delivered one : delivered) {
        context.progress().doing("ingest " + one.table() + ": opening files");
        arrivals.add(Arrival.open(context, one));
      }
      for (Arrival arrival : arrivals) {
        context.progress().doing("ingest " + arrival.table() + ": checking rows");
        arrival.examine();
      }
      Report report = new Report();
      for (Arrival arrival : arrivals) {
        context.progress().doing("ingest " + arrival.table() + ": writing rows");
        report.add(arrival.table().name(), arrival.take());
      }
      // Two tables that take their parts of one source pass over the same.
      arrivals.stream()
          .flatMap(arrival -> arrival.passedOver().stream())
          .distinct()
          .forEach(report::say);
      if (NameGaps.concern(arrivals.stream().map(Arrival::table))) {
        context.progress().doing("ingest: looking for names that nobody describes");
        Map<String, String> written = new LinkedHashMap<>();
        arrivals.forEach(arrival -> written.putAll(arrival.unresolvedNames()));
        NameGaps.write(context, written).ifPresent(report::say);
      }
      return report.done(name());
    } finally {
      arrivals.forEach(Arrival::close);
    }
  }

  /** What each table's delivery came to. */
  private static final class Report {
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private boolean changed;

    void add(String table, Arrival.Outcome outcome) {
      Delivery.Counts rows = outcome.counts();
      counts.put(table + ".read", rows.read());
      counts.put(table + ".kept", rows.kept());
      counts.put(table + ".identical", rows.identical());
      counts.put(table + ".rejected", rows.rejected());
      lines.add(
          String.format(
              Locale.ROOT,
              "%s: read %d = kept %d + identical %d + rejected %d%s",
              table,
              rows.read(),
              rows.kept(),
              rows.identical(),
              rows.rejected(),
              outcome.note()));
      changed |= outcome.booked();
    }

    void say(String line) {
      lines.add(line);
    }

    JobReport done(String step) {
      return new JobReport(step, changed, counts, lines);
    }
  }
}

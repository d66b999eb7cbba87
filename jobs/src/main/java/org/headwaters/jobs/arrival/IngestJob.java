package org.headwaters.jobs.arrival;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.OpenTables;
import org.headwaters.tables.Table;

/**
 * Takes deliveries in: files to lake, one delivery a table.
 *
 * <p>All problems of all tables are told in one go. First every file of every table is opened, then
 * every row of every table is read and judged, and only then anything is written: a file that
 * cannot be read stops the whole step before that. Each table then becomes visible by one row in
 * {@code deliveries}.
 *
 * <p>A table, or one of its sources, of which every row is rejected is a problem of the report,
 * after the others were taken in. Throws {@link InvalidInput} for a file that cannot be read and
 * {@link TryAgain} if others keep delivering the same table meanwhile, {@link UsageError} for a
 * lake whose persons lie open.
 */
public final class IngestJob implements Job {
  /** No limit to the share of rejected rows. */
  public static final int ANY_REJECTED = 1_000_000;

  private final List<InputSource.Delivered> delivered;
  private final int maxRejectedPpm;
  private final Optional<String> program;

  /** Any number of rows may be rejected, as long as one of a table is not. */
  public IngestJob(List<InputSource.Delivered> delivered) {
    this(delivered, ANY_REJECTED);
  }

  /** Nothing is taken in if more than so many of a million rows of a table would be rejected. */
  public IngestJob(List<InputSource.Delivered> delivered, int maxRejectedPpm) {
    this(delivered, maxRejectedPpm, Program.self());
  }

  /** The same as a program of that name does it; see {@link Recognition}. */
  IngestJob(List<InputSource.Delivered> delivered, int maxRejectedPpm, Optional<String> program) {
    this.delivered = List.copyOf(delivered);
    this.maxRejectedPpm = maxRejectedPpm;
    this.program = program;
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public JobReport run(JobContext context) {
    OpenTables.refuse(context.lake());
    List<Arriving> arrivals = new ArrayList<>();
    try {
      Problems problems = new Problems();
      Recognition recognition = new Recognition(context, program);
      for (InputSource.Delivered one : delivered) {
        context.progress().doing("ingest " + one.table() + ": opening files");
        problems.of(
            () -> arrivals.add(recognition.known(one).orElseGet(() -> Arrival.open(context, one))));
      }
      problems.check();
      for (Arriving arrival : arrivals) {
        context.progress().doing("ingest " + arrival.table() + ": checking rows");
        problems.of(
            () -> {
              arrival.examine();
              checkRejected(arrival.table(), arrival.found());
            });
      }
      problems.check();
      recognition.forget(arrivals);
      Report report = new Report();
      for (Arriving arrival : arrivals) {
        context.progress().doing("ingest " + arrival.table() + ": writing rows");
        Arriving.Outcome outcome = arrival.take();
        report.add(arrival.table().name(), outcome);
        recognition.learn(arrival, outcome);
        if (0 < outcome.counts().rejected() && !outcome.rejectedWhole()) {
          arrival.rejectedSources().forEach(all -> report.wrongSource(arrival.table(), all));
        }
      }
      // Two tables that take their parts of one source pass over the same.
      arrivals.stream()
          .flatMap(arrival -> arrival.passedOver().stream())
          .distinct()
          .forEach(report::say);
      names(context, arrivals).ifPresent(report::say);
      recognition.keep();
      return report.done(name());
    } finally {
      arrivals.forEach(Arriving::close);
    }
  }

  private static Optional<String> names(JobContext context, List<Arriving> arrivals) {
    if (NameGaps.concern(arrivals.stream().filter(Arrival.class::isInstance))) {
      context.progress().doing("ingest: looking for names that nobody describes");
      Map<String, String> written = new LinkedHashMap<>();
      arrivals.forEach(arrival -> written.putAll(arrival.unresolvedNames()));
      return NameGaps.write(context, written);
    }
    return NameGaps.concern(arrivals.stream()) ? NameGaps.told(context.lake()) : Optional.empty();
  }

  private void checkRejected(Table table, Delivery.Counts found) {
    BigInteger million = BigInteger.valueOf(ANY_REJECTED);
    BigInteger most = BigInteger.valueOf(found.read()).multiply(BigInteger.valueOf(maxRejectedPpm));
    InvalidInput.check(
        BigInteger.valueOf(found.rejected()).multiply(million).compareTo(most) <= 0,
        "%s: %d of %d rows would be rejected, more than %d of a million (--max-rejected). Nothing"
            + " was taken in; `headwaters check` says what is wrong with them.",
        table,
        found.rejected(),
        found.read(),
        maxRejectedPpm);
  }

  /** What each table's delivery came to. */
  private static final class Report {
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean changed;

    void add(String table, Arriving.Outcome outcome) {
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
      outcome.rejects().forEach(rule -> lines.add("  " + rule));
      if (outcome.rejectedWhole()) {
        problems.add(
            String.format(
                Locale.ROOT,
                "%s: all %d rows were rejected, so nothing of it was taken in. %s",
                table,
                rows.read(),
                String.join(" ", outcome.rejects())));
      }
      changed |= outcome.booked();
    }

    /** One source of several; of its rows nothing was taken in. */
    void wrongSource(Table table, String all) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: %s were rejected; see `headwaters rejects --table %s`. Correct them, or the"
                  + " settings of that source.",
              table,
              all,
              table));
    }

    void say(String line) {
      lines.add(line);
    }

    JobReport done(String step) {
      return new JobReport(step, changed, counts, lines, problems);
    }
  }
}

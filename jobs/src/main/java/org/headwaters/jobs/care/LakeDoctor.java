package org.headwaters.jobs.care;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.headwaters.adapters.Formats;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.Breach;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.arrival.StandingRejects;
import org.headwaters.jobs.period.PublishedRows;
import org.headwaters.jobs.step.Progress;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.lake.PublishedFolder;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Looks a lake over: may it be written to, is there room, are the tables whole and as their
 * contracts say, are the bookings a chain, and is what readers see what is booked. Changes nothing.
 */
public final class LakeDoctor {
  private static final long GIGABYTE = 1L << 30;

  private final Lake lake;
  private final FileSystem files;
  private final List<Diagnosis> diagnoses = new ArrayList<>();

  private LakeDoctor(Lake lake) {
    this.lake = lake;
    this.files = lake.fileSystem();
  }

  /** Everything that was looked at, in the order of a person's questions. */
  public static List<Diagnosis> examine(
      Lake lake, List<InputSource.Delivered> inputs, Progress progress) throws IOException {
    LakeDoctor doctor = new LakeDoctor(lake);
    doctor.inputs(inputs);
    doctor.place();
    if (doctor.files.exists(new Path(lake.root()))) {
      doctor.disk();
      doctor.tables(progress);
      doctor.rejects();
      doctor.bookings();
    }
    return List.copyOf(doctor.diagnoses);
  }

  private void inputs(List<InputSource.Delivered> inputs) throws IOException {
    int found = 0;
    for (InputSource.Delivered delivered : inputs) {
      for (InputSource source : delivered.sources()) {
        int matching = Formats.found(lake.spark(), source).size();
        if (matching == 0) {
          diagnoses.add(
              Diagnosis.failure(
                  "inputs." + delivered.table(),
                  source.path() + " is not there",
                  "Deliver it, or correct the setting."));
        } else {
          found += matching;
        }
      }
    }
    diagnoses.add(
        Diagnosis.ok("inputs", inputs.size() + " tables, " + found + " files or folders found"));
  }

  /**
   * Whether a file can be made, and on a local disk linked, which is how commits are kept apart.
   */
  private void place() throws IOException {
    Path root = new Path(lake.root());
    String scheme = files.getUri().getScheme();
    if (!files.exists(root)) {
      diagnoses.add(
          Diagnosis.ok("lake", lake.root() + " is not there yet: the first ingest makes it"));
      return;
    }
    Path probe = new Path(root, "_doctor-" + UUID.randomUUID());
    try {
      files.create(probe, false).close();
      if ("file".equals(scheme)) {
        java.nio.file.Path file = java.nio.file.Path.of(probe.toUri().getPath());
        java.nio.file.Path link = file.resolveSibling(file.getFileName() + ".link");
        java.nio.file.Files.createLink(link, file);
        java.nio.file.Files.delete(link);
      }
      diagnoses.add(Diagnosis.ok("lake", lake.root() + " may be written to"));
    } catch (IOException | UnsupportedOperationException e) {
      diagnoses.add(
          Diagnosis.failure(
              "lake",
              "cannot make or link a file in " + lake.root() + ": " + e,
              "Use a folder that you may write to, on a file system with hard links or an object"
                  + " store."));
    } finally {
      files.delete(probe, false);
    }
    if (Set.of("s3", "s3a", "s3n").contains(scheme)
        && lake.spark().conf().getOption("spark.delta.logStore." + scheme + ".impl").isEmpty()) {
      diagnoses.add(
          Diagnosis.warning(
              "log store",
              "on " + scheme + ": only one driver at a time may write",
              "Keep Airflow's pool of one slot; see docs/deploy/object-stores.md."));
    }
  }

  private void disk() throws IOException {
    long used = files.getContentSummary(new Path(lake.root())).getLength();
    long free = files.getStatus(new Path(lake.root())).getRemaining();
    String finding = "the lake holds " + used + " bytes, " + free + " are free";
    diagnoses.add(
        free < Math.max(GIGABYTE, used / 10)
            ? Diagnosis.warning(
                "disk", finding, "Make room: a step writes new files before it drops old ones.")
            : Diagnosis.ok("disk", finding));
  }

  private void tables(Progress progress) throws IOException {
    int sound = 0;
    int missing = 0;
    for (Table table : Catalogue.ALL) {
      progress.doing("looking at " + table);
      if (!lake.exists(table)) {
        missing++;
        continue;
      }
      Optional<Diagnosis> ill = new TableHealth(lake, table).examine();
      ill.ifPresent(diagnoses::add);
      sound += ill.isEmpty() ? 1 : 0;
    }
    diagnoses.add(
        Diagnosis.ok(
            "tables",
            sound + " are whole and as their contracts say, " + missing + " are not made yet"));
  }

  private void rejects() {
    long rejected = StandingRejects.count(lake);
    diagnoses.add(
        rejected == 0
            ? Diagnosis.ok("rejects", "every delivered row came in, or was put right since")
            : Diagnosis.warning(
                "rejects",
                rejected == 1
                    ? "1 row stands rejected: it may not come in as it is"
                    : rejected + " rows stand rejected: they may not come in as they are",
                "See why: headwaters rejects"));
  }

  private void bookings() throws IOException {
    BookingChain chain;
    try {
      chain = BookingChain.read(lake);
    } catch (Breach e) {
      diagnoses.add(Diagnosis.failure("bookings", String.valueOf(e.getMessage()), ""));
      return;
    }
    List<Period> periods = chain.periods();
    diagnoses.add(
        Diagnosis.ok(
            "bookings",
            chain.all().size() + " in an unbroken chain, of " + periods.size() + " periods"));
    for (Period period : periods) {
      published(chain.current(period).orElseThrow());
    }
    for (String period : publishedPeriods()) {
      if (periods.stream().noneMatch(each -> each.toString().equals(period))) {
        diagnoses.add(
            Diagnosis.failure(
                "published",
                period + " is published but not booked",
                "Remove published/*/period=" + period + ", or restore the table bookings."));
      }
    }
    unfinished();
  }

  /** Each publish has a folder of its own and removes it; one that was killed leaves it. */
  private void unfinished() throws IOException {
    FileStatus @Nullable [] left = files.globStatus(new Path(lake.root() + "/_publishing/*/*"));
    if (left != null && left.length > 0) {
      diagnoses.add(
          Diagnosis.warning(
              "published",
              "_publishing holds what " + left.length + " publishes that run or died have left",
              "Nobody reads it; after a week, headwaters vacuum --delete --older-than-days "
                  + VacuumJob.LEAST_DAYS
                  + " removes it."));
    }
  }

  private void published(Booking booking) {
    PublishedFolder folder = new PublishedFolder(lake, booking.period());
    List<String> gaps = folder.gaps(PublishedRows.TABLES, booking.bookingId());
    diagnoses.add(
        gaps.isEmpty()
            ? Diagnosis.ok("published", booking.period() + " shows booking " + booking.seq())
            : Diagnosis.warning(
                "published",
                booking.period()
                    + " does not show booking "
                    + booking.seq()
                    + " whole: "
                    + String.join("; ", gaps),
                "Run headwaters publish --period " + booking.period() + "."));
  }

  private Set<String> publishedPeriods() throws IOException {
    Path folder = new Path(lake.root() + "/published/" + Bookings.TABLE.name());
    Set<String> periods = new TreeSet<>();
    if (files.exists(folder)) {
      for (FileStatus each : files.listStatus(folder)) {
        periods.add(each.getPath().getName().replaceFirst("^period=", ""));
      }
    }
    return periods;
  }
}

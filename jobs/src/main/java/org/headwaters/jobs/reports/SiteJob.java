package org.headwaters.jobs.reports;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.PlainFolder;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.print.SiteFolder;
import org.headwaters.reports.told.Sites;

/**
 * Writes what everybody may look up as one folder of pages: months, domains, reports. The same
 * bookings give the same bytes.
 */
public final class SiteJob implements Job {
  private final List<Period> asked;
  private final long enough;
  private final String contact;
  private final String folder;

  /**
   * Of these booked periods; of none: of every one that is booked.
   *
   * @param enough so many payees hide each other
   * @param contact whom to tell that a site is one's own; empty: nobody is named
   * @param folder a local path; made if it is not there
   */
  public SiteJob(List<Period> asked, long enough, String contact, String folder) {
    this.asked = List.copyOf(asked);
    this.enough = enough;
    this.contact = contact;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "site";
  }

  @Override
  public JobReport run(JobContext context) {
    List<Period> periods = asked.isEmpty() ? BookingChain.read(context.lake()).periods() : asked;
    UsageError.check(
        !periods.isEmpty(), "There is nothing to tell: no period is booked. Run `headwaters run`.");
    return write(new ReportFacts(context).read(periods));
  }

  /** The folder, from facts that are read already. */
  JobReport write(Facts facts) {
    SortedMap<String, byte[]> files =
        SiteFolder.of(Sites.of(facts, enough, contact, SiteFolder.verifies()));
    boolean changed = new PlainFolder(folder, SiteFolder.MARK).write(files);
    long bytes = files.values().stream().mapToLong(file -> file.length).sum();
    return new JobReport(
        name(),
        changed,
        Map.of("files", (long) files.size(), JobReport.FILE_BYTES, bytes),
        List.of(
            facts.months().size()
                + " months"
                + (changed ? "" : ", as they were")
                + ": open "
                + folder
                + "/"
                + Sites.INDEX));
  }
}

package org.headwaters.jobs.reports;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.PlainFolder;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.model.Report;
import org.headwaters.reports.print.ReportFolder;
import org.headwaters.reports.told.Reports;

/**
 * Tells booked periods as one folder of pages, JSON and CSV. The same bookings give the same bytes.
 */
public final class ReportJob implements Job {
  private final List<Period> periods;
  private final long enough;
  private final String folder;

  /**
   * Of one or more booked periods, in order.
   *
   * @param enough for anybody, where so many payees hide each other; 0: for a regulator
   * @param folder a local path; made if it is not there
   */
  public ReportJob(List<Period> periods, long enough, String folder) {
    this.periods = List.copyOf(periods);
    this.enough = enough;
    this.folder = folder;
  }

  /** The periods that it is about, in order. */
  List<Period> periods() {
    return periods;
  }

  @Override
  public String name() {
    return "report";
  }

  @Override
  public JobReport run(JobContext context) {
    return write(new ReportFacts(context).read(periods));
  }

  /** The folder, from facts that are read already. */
  JobReport write(Facts facts) {
    Report report = enough == 0 ? Reports.regulator(facts) : Reports.everybody(facts, enough);
    SortedMap<String, byte[]> files = ReportFolder.of(report);
    boolean changed = new PlainFolder(folder, ReportFolder.PAGE).write(files);
    long bytes = files.values().stream().mapToLong(file -> file.length).sum();
    return new JobReport(
        name(),
        changed,
        Map.of("files", (long) files.size(), JobReport.FILE_BYTES, bytes),
        List.of(
            report.span()
                + (changed ? "" : ", as it was")
                + ": open "
                + folder
                + "/"
                + ReportFolder.PAGE));
  }
}

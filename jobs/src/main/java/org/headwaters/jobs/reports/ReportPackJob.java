package org.headwaters.jobs.reports;

import java.util.List;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.reports.facts.Facts;

/** Writes a report and the site of the same periods, of facts that are read once. */
public final class ReportPackJob implements Job {
  private final ReportJob report;
  private final SiteJob site;

  /** The periods are those of the report. */
  public ReportPackJob(ReportJob report, SiteJob site) {
    this.report = report;
    this.site = site;
  }

  @Override
  public String name() {
    return "report-pack";
  }

  @Override
  public JobReport run(JobContext context) {
    Facts facts = new ReportFacts(context).read(report.periods());
    return JobReport.joined(name(), List.of(report.write(facts), site.write(facts)), List.of());
  }
}

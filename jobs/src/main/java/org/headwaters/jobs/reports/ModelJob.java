package org.headwaters.jobs.reports;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.PlainFolder;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.reports.model.Template;
import org.headwaters.reports.print.Exchange;
import org.headwaters.reports.print.ReportFolder;
import org.headwaters.reports.print.TemplateFolder;
import org.headwaters.reports.told.Attestations;
import org.headwaters.reports.told.Templates;

/**
 * Fills a law's form in for one model, of what is booked and what a person attests, and writes the
 * model's lineage in exchange formats beside it. The same bookings and attestations give the same
 * bytes.
 */
public final class ModelJob implements Job {
  /**
   * What is asked for.
   *
   * @param template one of {@link Templates#IDS}
   * @param folder a local path; made if it is not there
   */
  public record Request(Period period, String modelId, String template, String folder) {}

  private final Request request;
  private final Attestations attestations;

  /** With what a person says of the model. */
  public ModelJob(Request request, Attestations attestations) {
    this.request = request;
    this.attestations = attestations;
  }

  @Override
  public String name() {
    return "report-model";
  }

  @Override
  public JobReport run(JobContext context) {
    ModelFacts facts = new ModelReader(context, request.period()).read(request.modelId());
    Template template = Templates.of(request.template(), facts, attestations);
    SortedMap<String, byte[]> files = TemplateFolder.of(template, Exchange.files(facts));
    boolean changed = new PlainFolder(request.folder(), TemplateFolder.MARK).write(files);
    return new JobReport(
        name(),
        changed,
        Map.of("files", (long) files.size(), "open", (long) template.open().size()),
        List.of(
            request.modelId()
                + (changed ? "" : ", as it was")
                + ": open "
                + request.folder()
                + "/"
                + ReportFolder.PAGE,
            template.open().size() + " questions stand open: " + TemplateFolder.MARK));
  }
}

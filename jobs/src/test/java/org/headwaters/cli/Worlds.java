package org.headwaters.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.headwaters.SharedSpark;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.Pipeline;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.Progress;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LakeSecret;

/** Settings files run through the whole pipeline in the tests' own session. */
public final class Worlds {
  private Worlds() {}

  /** The lake and policies that a settings file names, with another folder for the lake. */
  public static JobContext context(Path settingsFile, Path lakeFolder) {
    Settings settings = settings(settingsFile, lakeFolder);
    Lake lake = new Lake(SharedSpark.session(), settings.lake());
    LakeSecret secret =
        settings.secretFile().map(LakeSecret::ofFile).orElseGet(() -> LakeSecret.of(lake));
    return new JobContext(lake, Workspace.policies(settings), secret, Progress.SILENT);
  }

  /** The policies and the secret that a settings file names, with a lake of one's own. */
  public static JobContext context(Path settingsFile, Lake lake) {
    Settings settings = settings(settingsFile, Path.of("unused"));
    LakeSecret secret = settings.secretFile().map(LakeSecret::ofFile).orElseThrow();
    return new JobContext(lake, Workspace.policies(settings), secret, Progress.SILENT);
  }

  /** The inputs that a settings file names. */
  public static List<InputSource.Delivered> delivered(Path settingsFile) {
    return settings(settingsFile, Path.of("unused")).inputs();
  }

  /** The inputs that lie in a folder. */
  public static List<InputSource.Delivered> inputs(Path folder) {
    return InputFolder.sources(folder.toString()).entrySet().stream()
        .map(table -> new InputSource.Delivered(table.getKey(), table.getValue()))
        .toList();
  }

  /** Ingests, links, contributes, and settles the periods. Returns the reports of all steps. */
  public static List<JobReport> run(
      JobContext context, Path settingsFile, Path lakeFolder, List<Period> periods) {
    List<JobReport> reports = new ArrayList<>();
    Settings settings = settings(settingsFile, lakeFolder);
    // A random world leaves currencies without a rate: its months are booked without them.
    SettleJob.Reasons reasons = new SettleJob.Reasons("", "a world without some rates");
    Pipeline.runBy(
        context,
        new Pipeline.Plan(settings.inputs(), periods, reasons, IngestJob.ANY_REJECTED),
        (job, each) -> {
          JobReport report = job.run(each);
          reports.add(report);
          return report;
        });
    return reports;
  }

  private static Settings settings(Path settingsFile, Path lakeFolder) {
    return Settings.read(settingsFile, new Settings.Overrides(lakeFolder.toString(), null));
  }
}

package org.headwaters.jobs.reports;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.period.BookedPeriod;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.PlainFolder;
import org.headwaters.reports.facts.Facts;
import org.headwaters.reports.facts.ModelLineage;
import org.headwaters.reports.print.Attribution;
import org.headwaters.reports.print.FileNames;
import org.jspecify.annotations.Nullable;

/** Writes who is to be credited for each model of a booked period: a folder a model. */
public final class CreditsJob implements Job {
  private static final String MARK = "models.txt";

  private final Period period;
  private final @Nullable String modelId;
  private final String folder;

  /**
   * Of one model, or of all that the period's lineage holds.
   *
   * @param modelId null for all
   * @param folder a local path; made if it is not there
   */
  public CreditsJob(Period period, @Nullable String modelId, String folder) {
    this.period = period;
    this.modelId = modelId;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "credits";
  }

  @Override
  public JobReport run(JobContext context) {
    BookedPeriod booked = new ReportFacts(context).booked(period);
    ModelAssets assets = new ModelAssets(booked);
    List<String> models = modelId == null ? assets.models() : List.of(modelId);
    models.forEach(model -> assets.check(model, period));
    AtomicLong works = new AtomicLong();
    new PlainFolder(folder, MARK)
        .write(
            draft -> {
              StringBuilder list = new StringBuilder();
              for (String model : models) {
                String place = FileNames.of(model);
                list.append(place).append("  ").append(model).append('\n');
                works.addAndGet(write(context, booked, assets, model, draft.resolve(place)));
              }
              Files.writeString(draft.resolve(MARK), list, StandardCharsets.UTF_8);
            });
    return new JobReport(
        name(),
        true,
        Map.of("models", (long) models.size(), JobReport.FILE_ROWS, works.get()),
        List.of(period + ": open " + folder));
  }

  private long write(
      JobContext context, BookedPeriod booked, ModelAssets assets, String model, Path place)
      throws IOException {
    context.progress().doing("credits of " + model);
    ModelLineage lineage = assets.lineage(model);
    Set<String> own = lineage.ownDataSets();
    List<Facts.Asset> parents =
        lineage.ways().stream()
            .map(ModelLineage.Edge::parentId)
            .filter(parent -> AssetKind.ofId(parent) == AssetKind.MODEL)
            .distinct()
            .map(assets::asset)
            .toList();
    CreditedWorks works = new CreditedWorks(context, booked, own);
    Files.createDirectories(place);
    long many = 0;
    try (Writer markdown = Files.newBufferedWriter(place.resolve("ATTRIBUTION.md"));
        Writer json = Files.newBufferedWriter(place.resolve("ATTRIBUTION.json"))) {
      Attribution out = new Attribution(markdown, json);
      out.begin(
          assets.asset(model),
          period.toString(),
          own.stream().map(assets::asset).toList(),
          parents);
      Iterator<Attribution.Work> each = works.told();
      while (each.hasNext()) {
        out.work(each.next());
        many++;
      }
      out.unnamed(works.counted());
    }
    return many;
  }
}

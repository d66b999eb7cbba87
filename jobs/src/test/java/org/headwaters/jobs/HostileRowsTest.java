package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.headwaters.adapters.InputSource;
import org.headwaters.cli.Worlds;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the door lets in stops nothing: every column of every input is tried with hostile values,
 * and what is kept of them lies beside the sample world. {@code -Dheadwaters.hostile} says how many
 * values a column, {@code -Dheadwaters.hostile.seed} which.
 */
final class HostileRowsTest {
  private static final Path HOME = Path.of(System.getProperty("headwaters.home", ".."));
  private static final int VALUES = Integer.getInteger("headwaters.hostile", 92);
  private static final long SEED = Long.getLong("headwaters.hostile.seed", 20260901);
  private static final Period PERIOD = Period.parse("2026-09");

  @Test
  void whatIsLetInStopsNoStepAndMovesNoMoneyOfOthers(@TempDir Path folder) throws Exception {
    HostileWorld world = new HostileWorld(SEED, VALUES);
    Map<Table, Path> files = world.write(folder.resolve("mass"));
    Path settings = HOME.resolve("sample-data/headwaters.yaml").toRealPath();
    JobContext context = Worlds.context(settings, folder.resolve("lake"));

    List<JobReport> reports = new ArrayList<>();
    Pipeline.runBy(
        context,
        new Pipeline.Plan(
            beside(Worlds.delivered(settings), files),
            List.of(PERIOD),
            new SettleJob.Reasons("", "hostile lines are no revenue"),
            IngestJob.ANY_REJECTED),
        (job, each) -> {
          JobReport report = job.run(each);
          reports.add(report);
          return report;
        });

    counted(context, reports.get(0));
    new Expected(HOME.resolve("sample-data/expected")).within(context, PERIOD);
  }

  /** read = kept + identical + rejected, and each rejected row stands in rejects with a fix. */
  private static void counted(JobContext context, JobReport ingest) {
    for (Table table : Catalogue.INPUTS) {
      List<Long> counts = Deliverer.counts(ingest, table);
      assertThat(counts.get(0)).as("%s", table).isPositive();
      assertThat(counts.get(1) + counts.get(2) + counts.get(3))
          .as("%s", table)
          .isEqualTo(counts.get(0));
      assertThat(counts.get(1)).as("%s", table).isPositive();
      assertThat(
              context
                  .lake()
                  .read(Rejects.TABLE, Map.of(Rejects.TABLE_NAME, table.name()))
                  .select(Rejects.FILE, Rejects.ROW_NUMBER)
                  .distinct()
                  .count())
          .as("%s", table)
          .isEqualTo(counts.get(3));
    }
    assertThat(
            context
                .lake()
                .read(Rejects.TABLE)
                .where("fix IS NULL OR fix = '' OR rule = ''")
                .count())
        .isZero();
  }

  private static List<InputSource.Delivered> beside(
      List<InputSource.Delivered> sample, Map<Table, Path> files) {
    List<InputSource.Delivered> both = new ArrayList<>();
    files.forEach(
        (table, file) -> {
          Stream<InputSource> ofSample =
              sample.stream()
                  .filter(each -> each.table().equals(table.name()))
                  .flatMap(each -> each.sources().stream());
          both.add(
              new InputSource.Delivered(
                  table.name(),
                  Stream.concat(ofSample, Stream.of(Deliverer.source(table, file))).toList()));
        });
    return both;
  }
}

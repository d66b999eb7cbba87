package org.headwaters.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.period.LineageJob;
import org.headwaters.jobs.period.PropagateJob;
import org.headwaters.jobs.period.PublishJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.Progress;
import org.headwaters.lake.Lake;
import org.headwaters.lake.LakeSecret;
import org.headwaters.lake.SparkEngine;

/**
 * A process of its own that does what it is told on its input, a line each: {@code LAKE PERIOD WORD
 * …}, of the words settle, restate, publish and {@code input=TABLE=FILE}. It answers each with a
 * line: the exit code that the command would have ended with, and what it said.
 */
public final class Worker {
  private Worker() {}

  public static void main(String[] args) throws IOException {
    Settings settings = Settings.read(Path.of(args[0]), new Settings.Overrides(args[1], null));
    // Spark writes to standard output too: answers have a mark.
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SparkSession spark =
        SparkEngine.open(
            "worker", Map.of("spark.master", "local[1]", "spark.sql.shuffle.partitions", "2"));
    out.println("#ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> words = List.of(line.trim().split(" ", -1));
      Lake lake = new Lake(spark, words.get(0));
      LakeSecret secret =
          settings.secretFile().map(LakeSecret::ofFile).orElseGet(() -> LakeSecret.of(lake));
      JobContext context =
          new JobContext(lake, Workspace.policies(settings), secret, Progress.SILENT);
      out.println("#" + answer(context, words));
    }
    spark.stop();
  }

  private static String answer(JobContext context, List<String> words) {
    List<String> said = new ArrayList<>();
    try {
      for (String word : words.subList(2, words.size())) {
        run(context, Period.parse(words.get(1)), word, said);
      }
      return "0 " + said;
    } catch (RuntimeException e) {
      ExitCode code = ExitCode.of(e);
      if (code == ExitCode.OUR_FAULT) {
        e.printStackTrace();
      }
      return code.code() + " " + String.valueOf(ExitCode.blamed(e)).replaceAll("\\s+", " ");
    }
  }

  private static void run(JobContext context, Period period, String word, List<String> said) {
    List<String> input = List.of(word.split("=", -1));
    if (input.get(0).equals("input")) {
      InputSource source =
          new InputSource(input.get(1), "", input.get(2), Map.of(), Map.of(), Map.of(), Map.of());
      InputSource.Delivered delivered = new InputSource.Delivered(input.get(1), List.of(source));
      new IngestJob(List.of(delivered)).run(context);
      return;
    }
    List<Job> jobs =
        word.equals("publish")
            ? List.of(new PublishJob(period))
            : List.of(
                new LineageJob(period),
                new PropagateJob(period),
                new SettleJob(period, word.equals("restate") ? "corrected" : ""));
    for (Job job : jobs) {
      JobReport report = job.run(context);
      said.addAll(report.lines());
    }
  }
}

package org.headwaters.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.Pipeline;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.jobs.step.TaskMeter;
import org.headwaters.lake.CommittedRows;

/** Runs steps between two looks at the clock and keeps what each did. */
final class StepRecorder implements Pipeline.Runner {
  private final Console console;
  private final TaskMeter meter;
  private final CommittedRows committed;
  private final List<StepSummary> steps = new ArrayList<>();

  private StepRecorder(Console console, TaskMeter meter, CommittedRows committed) {
    this.console = console;
    this.meter = meter;
    this.committed = committed;
  }

  /** Starts to count on the context's session and lake. */
  static StepRecorder on(JobContext context, Console console) {
    return new StepRecorder(
        console, TaskMeter.attach(context.spark()), CommittedRows.from(context.lake()));
  }

  @Override
  public JobReport run(Job job, JobContext context) {
    String period = job.month().map(Period::toString).orElse("");
    TaskMeter.Totals before = meter.totals();
    long started = System.nanoTime();
    console.event("started", "step", Map.of("step", job.name(), "period", period));
    JobReport report = new JobReport(job.name(), false, Map.of(), List.of());
    boolean succeeded = false;
    try {
      report = job.run(context);
      succeeded = true;
    } finally {
      // Also of a step that failed: what it had committed by then stays in the lake.
      long millis = (System.nanoTime() - started) / 1_000_000L;
      StepSummary summary =
          new StepSummary(
              period, succeeded, millis, report, committed.next(), meter.totals().minus(before));
      steps.add(summary);
      console.event(succeeded ? "done" : "failed", "step", summary.document());
    }
    console.report(report, steps.get(steps.size() - 1));
    return report;
  }

  List<StepSummary> steps() {
    return List.copyOf(steps);
  }

  /** The table of all steps, for people. */
  void print() {
    console.line("");
    console.line("What the steps did");
    console.line(StepSummary.heading());
    steps.forEach(step -> console.line(step.line()));
  }
}

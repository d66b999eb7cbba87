package org.headwaters.jobs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.policy.Attribution;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.jobs.arrival.IngestJob;
import org.headwaters.jobs.documents.ContributeJob;
import org.headwaters.jobs.documents.LinkJob;
import org.headwaters.jobs.period.LineageJob;
import org.headwaters.jobs.period.PropagateJob;
import org.headwaters.jobs.period.ProvisionalJob;
import org.headwaters.jobs.period.PublishJob;
import org.headwaters.jobs.period.SettleJob;
import org.headwaters.jobs.step.Job;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;

/**
 * The order of the steps: inputs and documents once, then each period from its lineage to its
 * published tables.
 */
public final class Pipeline {
  private Pipeline() {}

  /**
   * What is to be run.
   *
   * @param inputs what to ingest; may be empty
   * @param periods the months, oldest first
   * @param reasons what a person says so that periods are booked nevertheless
   * @param maxRejectedPpm how many of a million rows of a table may be rejected
   */
  public record Plan(
      List<InputSource.Delivered> inputs,
      List<Period> periods,
      SettleJob.Reasons reasons,
      int maxRejectedPpm) {
    public Plan {
      inputs = List.copyOf(inputs);
      periods = List.copyOf(periods);
    }

    /** With any number of rejected rows, and no other reason than to restate. */
    public Plan(List<InputSource.Delivered> inputs, List<Period> periods, String restateReason) {
      this(inputs, periods, new SettleJob.Reasons(restateReason, ""), IngestJob.ANY_REJECTED);
    }
  }

  /** How a step is run: by itself, or between two looks at a clock. */
  @FunctionalInterface
  public interface Runner {
    JobReport run(Job job, JobContext context);
  }

  /** Hands every step to {@code runner}, in order. Returns whether anything changed. */
  public static boolean runBy(JobContext context, Plan plan, Runner runner) {
    boolean changed = false;
    for (Job job : jobs(context, plan)) {
      JobReport report = runner.run(job, context);
      report.checkUsable();
      changed |= report.changed();
    }
    return changed;
  }

  /**
   * Hands the steps of a month that is not over to {@code runner}, in order: inputs and documents
   * are taken in as ever, the month is neither booked nor published.
   */
  public static void provisionalBy(JobContext context, Plan plan, LocalDate asOf, Runner runner) {
    Attribution attribution = Policy.on(context.policies(), asOf).attribution();
    List<Job> jobs = new ArrayList<>();
    if (!plan.inputs().isEmpty()) {
      jobs.add(new IngestJob(plan.inputs(), plan.maxRejectedPpm()));
    }
    jobs.add(new LinkJob(attribution, List.of()));
    jobs.add(new ContributeJob(attribution));
    plan.periods().forEach(period -> jobs.add(new ProvisionalJob(period, asOf)));
    jobs.forEach(job -> runner.run(job, context).checkUsable());
  }

  private static List<Job> jobs(JobContext context, Plan plan) {
    List<Job> jobs = new ArrayList<>();
    if (!plan.inputs().isEmpty()) {
      jobs.add(new IngestJob(plan.inputs(), plan.maxRejectedPpm()));
    }
    // Several periods under one attribution policy share their contributions.
    Set<Attribution> attributions = new LinkedHashSet<>();
    for (Period period : plan.periods()) {
      attributions.add(Policy.on(context.policies(), period.lastDay()).attribution());
    }
    for (Attribution attribution : attributions) {
      jobs.add(new LinkJob(attribution, List.of()));
      jobs.add(new ContributeJob(attribution));
    }
    for (Period period : plan.periods()) {
      jobs.add(new LineageJob(period));
      jobs.add(new PropagateJob(period));
      jobs.add(new SettleJob(period, plan.reasons()));
      jobs.add(new PublishJob(period));
    }
    return jobs;
  }
}

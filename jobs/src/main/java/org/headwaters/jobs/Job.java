package org.headwaters.jobs;

/**
 * One step of the pipeline: reads tables, applies transforms, checks, writes tables, reports.
 * Running it again on the same inputs changes nothing and says so.
 */
public interface Job {
  /** The step's name, as typed on the command line. */
  String name();

  /** Does the step. Throws before anything becomes visible when an invariant does not hold. */
  JobReport run(JobContext context);
}

package org.headwaters.jobs.step;

import java.util.Optional;
import org.headwaters.core.policy.Period;

/**
 * One step of the pipeline: reads tables, applies transforms, checks, writes tables, reports.
 * Running it again on the same inputs changes nothing and says so.
 */
public interface Job {
  /** The step's name, as typed on the command line. */
  String name();

  /** The month that the step works on; empty for a step that belongs to none. */
  default Optional<Period> month() {
    return Optional.empty();
  }

  /** Does the step. Throws before anything becomes visible when an invariant does not hold. */
  JobReport run(JobContext context);
}

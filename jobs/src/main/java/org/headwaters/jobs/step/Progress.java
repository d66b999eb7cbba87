package org.headwaters.jobs.step;

/** Where a job tells what it is doing; the command line shows it on a terminal. */
@FunctionalInterface
public interface Progress {
  /** Says nothing. */
  Progress SILENT = line -> {};

  /** One line, without a final full stop: what is being done now. */
  void doing(String line);
}

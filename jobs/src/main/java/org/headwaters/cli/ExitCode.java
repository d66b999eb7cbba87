package org.headwaters.cli;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;

/** How a run ended, for the shell and for Airflow. */
enum ExitCode {
  DONE(0),
  OUR_FAULT(1),
  WRONG_COMMAND(2),
  BAD_INPUT(3),
  TRY_AGAIN(75);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /**
   * The blame for a failure: its own type, or that of the first known cause (Spark wraps what fails
   * inside a task).
   */
  static ExitCode of(Throwable failure) {
    Throwable known = blamed(failure);
    if (known instanceof UsageError) {
      return WRONG_COMMAND;
    }
    if (known instanceof InvalidInput) {
      return BAD_INPUT;
    }
    return known instanceof TryAgain ? TRY_AGAIN : OUR_FAULT;
  }

  /** The failure among the causes that names what to do; the failure itself if none does. */
  static Throwable blamed(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof UsageError
          || cause instanceof InvalidInput
          || cause instanceof TryAgain) {
        return cause;
      }
      cause = cause.getCause();
    }
    return failure;
  }
}

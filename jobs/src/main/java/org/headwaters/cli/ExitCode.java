package org.headwaters.cli;

import org.headwaters.core.InvalidInput;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;

/** How a run ended, for the shell and for Airflow. */
enum ExitCode {
  DONE(0, "done"),
  OUR_FAULT(1, "a defect of Headwaters: please report it"),
  WRONG_COMMAND(2, "a wrong command, setting or policy: correct it"),
  BAD_INPUT(3, "bad input: correct the data"),
  TRY_AGAIN(75, "try again: a lost race, a full or read-only disk, a store out of reach");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  /** What it tells whoever started the command, in words. */
  String meaning() {
    return meaning;
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
    boolean later = known instanceof TryAgain || Outage.line(failure).isPresent();
    return later ? TRY_AGAIN : OUR_FAULT;
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

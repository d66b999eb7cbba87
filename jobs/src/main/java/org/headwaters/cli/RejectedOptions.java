package org.headwaters.cli;

import org.headwaters.core.UsageError;
import org.headwaters.jobs.arrival.IngestJob;
import picocli.CommandLine.Option;

/** What a person says about rows that are rejected. */
final class RejectedOptions {
  private RejectedOptions() {}

  /** How many rows may be. */
  static final class Most {
    @Option(
        names = "--max-rejected",
        paramLabel = "PPM",
        description =
            "Take nothing in if more than so many of a million rows of a table would be rejected.")
    int ppm = IngestJob.ANY_REJECTED;

    int ppm() {
      UsageError.check(
          0 <= ppm && ppm <= IngestJob.ANY_REJECTED,
          "--max-rejected is %d; give 0 to 1000000, the number of rejected rows in a million.",
          ppm);
      return ppm;
    }
  }

  /** Why a month is booked without them. */
  static final class Accepted {
    @Option(
        names = "--accept-rejected",
        paramLabel = "REASON",
        description =
            "Book although revenue of the month was rejected or found no rate, saying why.")
    String reason = "";
  }
}

package org.headwaters.cli;

import java.time.LocalDate;
import java.util.Optional;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.period.ProvisionalJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A month that is not over: what it would come to if it ended on a day. */
final class ProvisionalOptions {
  @Option(names = "--provisional", description = "Do not book: the month is not over.")
  boolean provisional;

  @Option(
      names = "--as-of",
      paramLabel = "YYYY-MM-DD",
      description =
          "With --provisional: the day of the month as if it ended there; claims, lineage and rates"
              + " of that day count.")
  @Nullable LocalDate asOf;

  /**
   * The day, if the month is provisional.
   *
   * @param reasons what a person gave as reasons, which a month that is never booked has none of
   */
  Optional<LocalDate> day(Period period, String... reasons) {
    UsageError.check(
        provisional == (asOf != null), "Say both, or neither: --provisional --as-of YYYY-MM-DD.");
    Optional<LocalDate> day = Optional.ofNullable(asOf);
    if (day.isPresent()) {
      UsageError.check(
          String.join("", reasons).isEmpty(),
          "A provisional month is never booked, so there is nothing to restate or accept. Leave"
              + " --restate and --accept-rejected out.");
      ProvisionalJob.check(period, day.get());
    }
    return day;
  }
}

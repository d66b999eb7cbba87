package org.headwaters.cli;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.care.LakeState;

/**
 * What somebody should do next, by how far a lake has come: a reason and a command each, the most
 * urgent first. Names only commands that exist; a test parses them.
 */
record NextSteps(List<Step> steps) {
  /** A command as it is typed, and why. */
  record Step(String why, String command) {}

  /**
   * The steps.
   *
   * @param lake how commands are told which lake: {@code --config FILE} or {@code --lake URI}
   * @param failures whether something is broken that has to be mended before all else
   * @param month the month to settle where the lake names none
   */
  static NextSteps of(LakeState state, Where lake, boolean failures, Period month) {
    List<Step> steps = new ArrayList<>();
    if (failures) {
      steps.add(new Step("Mend what is marked failure, then look again", "doctor " + lake.flag()));
      return new NextSteps(steps);
    }
    if (state.deliveries() == 0) {
      if (!lake.inputs()) {
        steps.add(new Step("See it work on a small world first", "demo"));
        steps.add(new Step("Write settings for a folder of your files", "init FOLDER"));
      } else {
        steps.add(
            new Step("Hold a sample of the inputs against the contracts", "check " + lake.flag()));
        steps.add(
            new Step(
                "Take them in and settle a month", "run " + lake.flag() + " --period " + month));
      }
      return new NextSteps(steps);
    }
    if (state.rejects() > 0) {
      steps.add(new Step(rejected(state.rejects()), "rejects " + lake.flag()));
    }
    if (!state.waiting().isEmpty()) {
      Period first = state.waiting().get(0);
      Period last = state.waiting().get(state.waiting().size() - 1);
      String months = first + (first.equals(last) ? "" : ".." + last);
      steps.add(
          lake.inputs()
              ? new Step(
                  months + " has revenue and is not booked",
                  "run " + lake.flag() + " --period " + months)
              : new Step(
                  first + " has revenue and is not booked",
                  "settle " + lake.flag() + " --period " + first));
    }
    state
        .booked()
        .ifPresent(
            period -> {
              String gap =
                  state
                      .gap()
                      .map(g -> "The largest gap of " + period + ": " + g.fix() + " All of them")
                      .orElse("How the money of " + period + " was followed");
              steps.add(
                  new Step(
                      gap,
                      "export "
                          + lake.flag()
                          + " --table missing_inputs --period "
                          + period
                          + " --out missing.csv"));
            });
    return new NextSteps(steps);
  }

  private static String rejected(long rows) {
    return rows == 1
        ? "1 row is rejected: see why, correct it, deliver it again"
        : rows + " rows are rejected: see why, correct them, deliver them again";
  }

  /**
   * Which lake is meant.
   *
   * @param flag {@code --config FILE} or {@code --lake URI}
   * @param inputs whether the settings name any input
   */
  record Where(String flag, boolean inputs) {
    static Where of(CommonOptions options, Settings settings) {
      String flag =
          options.config == null
              ? "--lake " + quoted(settings.lake())
              : "--config " + quoted(options.config.toString());
      return new Where(flag, !settings.inputs().isEmpty());
    }

    static String quoted(String word) {
      return word.chars().anyMatch(c -> c <= ' ') ? "\"" + word + "\"" : word;
    }
  }

  /** Prints them, for people and for machines. */
  void print(Console console) {
    if (steps.isEmpty()) {
      return;
    }
    console.line("Next");
    for (Step step : steps) {
      console.line("  headwaters " + step.command());
      console.line("      " + step.why() + ".");
      console.document(Map.of("next", "headwaters " + step.command(), "why", step.why()));
    }
  }

  /** The month before today's, which is the one that is usually settled. */
  static Period usual() {
    return Period.parse(YearMonth.now(ZoneOffset.UTC).minusMonths(1).toString());
  }
}

package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.care.LakeState;
import org.headwaters.jobs.period.PeriodSummary;
import org.junit.jupiter.api.Test;

/** What {@code doctor}, {@code status} and {@code demo} say to do next. */
final class NextStepsTest {
  private static final Period AUGUST = Period.parse("2026-08");
  private static final Period SEPTEMBER = Period.parse("2026-09");
  private static final NextSteps.Where CONFIG =
      new NextSteps.Where("--config \"my files/headwaters.yaml\"", true);
  private static final NextSteps.Where LAKE = new NextSteps.Where("--lake ./lake", false);

  private static LakeState state(int deliveries, int rejects, List<Period> waiting, Period booked) {
    Optional<PeriodSummary.Missing> gap =
        Optional.ofNullable(booked)
            .map(any -> new PeriodSummary.Missing("unclaimed", "dataset:d", 5, "Invite them."));
    return new LakeState(deliveries, rejects, waiting, Optional.ofNullable(booked), gap);
  }

  private static List<String> commands(LakeState state, NextSteps.Where where, boolean failures) {
    return NextSteps.of(state, where, failures, SEPTEMBER).steps().stream()
        .map(NextSteps.Step::command)
        .toList();
  }

  @Test
  void theFirstThingIsToSeeItWorkThenToWriteSettingsThenToCheckThenToRun() {
    assertThat(commands(LakeState.empty(), LAKE, false)).containsExactly("demo", "init FOLDER");
    assertThat(commands(LakeState.empty(), CONFIG, false))
        .containsExactly(
            "check --config \"my files/headwaters.yaml\"",
            "run --config \"my files/headwaters.yaml\" --period 2026-09");
  }

  @Test
  void failuresComeBeforeRejectsAndRejectsBeforeMonthsThatWait() {
    LakeState state = state(3, 2, List.of(AUGUST, SEPTEMBER), null);
    assertThat(commands(state, CONFIG, true))
        .containsExactly("doctor --config \"my files/headwaters.yaml\"");
    assertThat(commands(state, CONFIG, false))
        .containsExactly(
            "rejects --config \"my files/headwaters.yaml\"",
            "run --config \"my files/headwaters.yaml\" --period 2026-08..2026-09");
    assertThat(commands(state, LAKE, false))
        .containsExactly("rejects --lake ./lake", "settle --lake ./lake --period 2026-08");
  }

  @Test
  void aBookedMonthLeadsToItsLargestGap() {
    NextSteps next = NextSteps.of(state(3, 0, List.of(), SEPTEMBER), LAKE, false, SEPTEMBER);
    assertThat(next.steps())
        .containsExactly(
            new NextSteps.Step(
                "The largest gap of 2026-09: Invite them. All of them",
                "export --lake ./lake --table missing_inputs --period 2026-09 --out missing.csv"));
  }

  @Test
  void everyCommandItCanSayExists() {
    int said = 0;
    for (int deliveries : new int[] {0, 3}) {
      for (int rejects : new int[] {0, 2}) {
        for (List<Period> waiting :
            List.of(List.<Period>of(), List.of(AUGUST), List.of(AUGUST, SEPTEMBER))) {
          for (Period booked : new Period[] {null, AUGUST}) {
            for (NextSteps.Where where : List.of(CONFIG, LAKE)) {
              for (boolean failures : new boolean[] {false, true}) {
                for (String command :
                    commands(state(deliveries, rejects, waiting, booked), where, failures)) {
                  List<String> words = new ArrayList<>(HelpTest.words(command));
                  Headwaters.commandLine().parseArgs(words.toArray(new String[0]));
                  said++;
                }
              }
            }
          }
        }
      }
    }
    assertThat(said).isGreaterThan(100);
  }
}

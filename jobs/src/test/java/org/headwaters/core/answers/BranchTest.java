package org.headwaters.core.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.headwaters.core.answers.Branch.Line;
import org.headwaters.core.answers.Branch.Way;
import org.junit.jupiter.api.Test;

final class BranchTest {
  private static Way way(long micros, String... steps) {
    return new Way(List.of(steps), BigInteger.valueOf(micros));
  }

  private static List<String> told(List<Line> lines) {
    List<String> told = new ArrayList<>();
    for (Line line : lines) {
      String what = line.other() ? "other" : String.join(" < ", line.steps());
      told.add("  ".repeat(line.depth()) + line.micros() + " " + what + " (" + line.ways() + ")");
    }
    return told;
  }

  private static Branch diamond() {
    return Branch.of(
        "vera",
        List.of(
            way(5, "answers", "teacher", "chat"),
            way(30, "answers", "student", "chat"),
            way(2, "answers", "student", "search"),
            way(1, "answers", "old model", "chat"),
            way(1, "answers", "older model", "chat")));
  }

  @Test
  void opensOneLevelAndClosesTheSum() {
    List<String> before = new ArrayList<>();
    Branch branching = diamond().straight(before);
    assertThat(before).containsExactly("answers");
    assertThat(told(branching.folded(1, 3)))
        .containsExactly(
            "32 student (2)", "5 teacher < chat (1)", "1 old model < chat (1)", "1 other (1)");
    assertThat(told(branching.folded(2, 2)))
        .containsExactly(
            "32 student (2)",
            "  30 chat (1)",
            "  2 search (1)",
            "5 teacher < chat (1)",
            "2 other (2)");
  }

  @Test
  void aWayThatEndsWhereOthersGoOnStandsBesideThem() {
    Branch tree = Branch.of("a", List.of(way(3, "x"), way(4, "x", "y"), way(4, "x", "y")));
    assertThat(told(tree.folded(3, 9))).containsExactly("11 x (3)", "  8 y (2)", "  3  (1)");
  }

  @Test
  void everyLevelSumsToTheLineAboveItHoweverItIsFolded() {
    int others = 0;
    for (long seed = 1; seed <= 400; seed++) {
      Random random = new Random(seed);
      List<Way> ways = new ArrayList<>();
      BigInteger amount = BigInteger.ZERO;
      for (int n = 1 + random.nextInt(40); n > 0; n--) {
        String[] steps = new String[1 + random.nextInt(4)];
        for (int i = 0; i < steps.length; i++) {
          steps[i] = "s" + random.nextInt(3);
        }
        // Refunds are ways too.
        Way way = way(random.nextInt(2_000) - 600, steps);
        ways.add(way);
        amount = amount.add(way.micros());
      }
      Branch tree = Branch.of("root", ways);
      check(tree, seed);
      List<Line> lines = tree.folded(1 + random.nextInt(4), 1 + random.nextInt(3));
      BigInteger top = BigInteger.ZERO;
      int shown = 0;
      for (Line line : lines) {
        others += line.other() ? 1 : 0;
        if (line.depth() == 0) {
          top = top.add(line.micros());
          shown += line.ways();
        }
      }
      assertThat(top).as("seed %s", seed).isEqualTo(amount);
      assertThat(shown).as("seed %s", seed).isEqualTo(ways.size());
    }
    assertThat(others).isGreaterThan(100);
  }

  private static void check(Branch branch, long seed) {
    if (!branch.branches().isEmpty()) {
      BigInteger sum =
          branch.branches().stream().map(Branch::micros).reduce(BigInteger.ZERO, BigInteger::add);
      assertThat(sum).as("seed %s, %s", seed, branch.step()).isEqualTo(branch.micros());
      assertThat(branch.branches().stream().mapToInt(Branch::ways).sum()).isEqualTo(branch.ways());
    }
    branch.branches().forEach(each -> check(each, seed));
  }
}

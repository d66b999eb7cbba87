package org.headwaters.reports.told;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is not told of few payees cannot be worked out from what is. */
final class FewPayeesTest {
  private static final long ENOUGH = 10;

  @Test
  void aRowThatAloneIsSilentTakesOneWhoseMoneyWaitsWithIt() {
    List<FewPayees.Row> rows =
        List.of(
            new FewPayees.Row(100, 100, 2),
            new FewPayees.Row(50, 50, 20),
            new FewPayees.Row(300, 0, 0));
    assertThat(FewPayees.silent(rows, ENOUGH)).containsExactly(0, 2);
    assertThat(FewPayees.silent(rows, 2)).isEmpty();
    assertThat(FewPayees.silent(rows, 0)).isEmpty();
  }

  @Test
  void refundsMakeEveryRowSilentOnceOneHasFewPayees() {
    assertThat(
            FewPayees.silent(
                List.of(
                    new FewPayees.Row(-5, -5, 20),
                    new FewPayees.Row(9, 3, 1),
                    new FewPayees.Row(9, 9, 20)),
                ENOUGH))
        .containsExactly(0, 1, 2);
  }

  /**
   * Every way in which the silent rows could have come to what is known of them is tried. Where
   * even all rows together cannot hide a row, all of them are silent.
   */
  @Test
  void noFewPayeesCanBeNarrowedToLessThanATenth() {
    int hidden = 0;
    int more = 0;
    for (long seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<FewPayees.Row> rows = new ArrayList<>();
      int many = 1 + random.nextInt(5);
      for (int at = 0; at < many; at++) {
        long credit = random.nextInt(12);
        long payable =
            switch (random.nextInt(3)) {
              case 0 -> 0;
              case 1 -> credit;
              default -> random.nextInt((int) credit + 1);
            };
        rows.add(new FewPayees.Row(credit, payable, payable == 0 ? 0 : 1 + random.nextInt(20)));
      }
      Set<Integer> silent = FewPayees.silent(rows, ENOUGH);
      long[][] bounds = tried(rows, silent);
      for (int at = 0; at < many; at++) {
        FewPayees.Row row = rows.get(at);
        if (row.payees() == 0 || row.payees() >= ENOUGH) {
          continue;
        }
        assertThat(silent).as("seed %d", seed).contains(at);
        boolean wide = bounds[at][1] > bounds[at][0] && bounds[at][1] * 10 >= bounds[at][0] * 11;
        assertThat(wide || silent.size() == many).as("seed %d, row %d", seed, at).isTrue();
        hidden += wide ? 1 : 0;
      }
      more += silent.size() < many ? 1 : 0;
    }
    assertThat(hidden).isGreaterThan(500);
    assertThat(more).as("worlds that still tell something").isGreaterThan(200);
  }

  /** The least and the most that each silent row could be. */
  private static long[][] tried(List<FewPayees.Row> rows, Set<Integer> silent) {
    List<Integer> order = List.copyOf(silent);
    long sum = order.stream().mapToLong(at -> rows.get(at).payableMicros()).sum();
    long[][] bounds = new long[rows.size()][];
    for (int at = 0; at < bounds.length; at++) {
      bounds[at] = new long[] {Long.MAX_VALUE, Long.MIN_VALUE};
    }
    assign(rows, order, new long[order.size()], 0, sum, bounds);
    return bounds;
  }

  private static void assign(
      List<FewPayees.Row> rows,
      List<Integer> order,
      long[] amounts,
      int next,
      long left,
      long[][] bounds) {
    if (next == amounts.length) {
      for (int at = 0; left == 0 && at < amounts.length; at++) {
        long[] bound = bounds[order.get(at)];
        bound[0] = Math.min(bound[0], amounts[at]);
        bound[1] = Math.max(bound[1], amounts[at]);
      }
      return;
    }
    for (long amount = 0;
        amount <= Math.min(left, rows.get(order.get(next)).creditMicros());
        amount++) {
      amounts[next] = amount;
      assign(rows, order, amounts, next + 1, left - amount, bounds);
    }
  }
}

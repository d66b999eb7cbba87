package org.headwaters.reports.told;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.headwaters.reports.HandMade;
import org.headwaters.reports.facts.Month;
import org.headwaters.reports.model.Cell;
import org.junit.jupiter.api.Test;

/** What is silent in one month is silent in all, and in every sum that it is part of. */
final class SilenceTest {
  private static final long ENOUGH = 10;

  private static Month.Site site(String name, long credit, long payable, long payees) {
    return new Month.Site(name, credit, payable, credit - payable, 0, 0, payees);
  }

  @Test
  void aSiteOfFewInOneMonthIsSilentInEveryMonth() {
    Month few = HandMade.with(List.of(site("domain:a", 100, 60, 2), site("domain:b", 100, 40, 20)));
    Month many =
        HandMade.with(List.of(site("domain:a", 100, 60, 12), site("domain:b", 100, 40, 20)));
    Silence alone = Silence.of(List.of(many), ENOUGH);
    assertThat(alone.hides(many.sites().get(0))).isFalse();
    Silence together = Silence.of(List.of(few, many), ENOUGH);
    assertThat(together.hides(many.sites().get(0))).isTrue();
    assertThat(together.hides(few.sites().get(0))).isTrue();
  }

  /** The report's last row is a sum: it must not tell what the rows in it do not. */
  @Test
  void theRestIsSilentWhereverOneOfItsSitesIs() {
    int silent = 0;
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Month.Site> sites = new ArrayList<>();
      int many = 98 + random.nextInt(8);
      for (int at = 0; at < many; at++) {
        long payees = random.nextInt(40) == 0 ? 3 : 20;
        sites.add(site("domain:" + at, 1_000, random.nextInt(1_000), payees));
      }
      sites.add(new Month.Site(null, 500, 200, 300, 0, 0, 30));
      Month month = HandMade.with(sites);
      Silence silence = Silence.of(List.of(month), ENOUGH);
      Rows rows = new Rows();
      new SiteRows(silence).largest(rows, month);
      List<Cell> rest = rows.all().get(rows.all().size() - 1);
      List<Month.Site> within = sites.subList(Math.min(100, many), sites.size());
      boolean expected = within.stream().anyMatch(silence::hides);
      assertThat(rest.get(4).withheld()).as("seed %d", seed).isEqualTo(expected);
      assertThat(rest.get(3))
          .as("seed %d", seed)
          .isEqualTo(Cell.of(within.stream().mapToLong(Month.Site::creditMicros).sum()));
      silent += expected ? 1 : 0;
    }
    assertThat(silent).isBetween(10, 190);
  }
}

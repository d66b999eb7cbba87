package org.headwaters.jobs.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.headwaters.cli.Worlds;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.Deliverer;
import org.headwaters.jobs.arrival.RejectsJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.tables.Revenue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month is not booked while revenue that is or may be of it stands rejected. */
final class ReadyToBookTest {
  private static final Path HOME = Path.of(System.getProperty("headwaters.home", ".."));
  private static final String HEADER = "revenue_id,period,asset_id,kind,gross_amount,currency\n";

  @TempDir Path folder;

  private Deliverer deliverer;

  @BeforeEach
  void newLake() {
    deliverer = new Deliverer(folder);
  }

  private List<String> missing(String period) {
    JobContext context =
        Worlds.context(HOME.resolve("sample-data/headwaters.yaml"), deliverer.lake());
    return ReadyToBook.missing(deliverer.lake(), PeriodRun.plan(context, Period.parse(period)))
        .stream()
        .map(ReadyToBook.Missing::toString)
        .toList();
  }

  private void deliver(String file, String... lines) {
    deliverer.deliver(
        Revenue.TABLE, deliverer.file(file, HEADER + String.join("\n", lines) + "\n"));
  }

  @Test
  void aLineOfTheMonthOrOfOneThatCannotBeReadIsMissingAndALineOfAnotherMonthIsNot() {
    deliver(
        "a.csv",
        "r1,2026-09,service:s,usage,3,EUR",
        "r2,2026-09,service:s,usage,\"1.234.567,89\",EUR",
        "r3,2026-09,service:s,usage,5.50,eur",
        "r4,2026-10,service:s,usage,8,usd",
        "r5,September,service:s,usage,7,EUR",
        "r6,,service:s,usage,2,EUR",
        "r7, 2026-09 ,service:s,usage,9,",
        "r8,2026-09,service:s,usage,1,EUR",
        "r8,2026-09,service:s,usage,2,EUR");
    assertThat(missing("2026-09"))
        .containsExactly(
            "5 lines of EUR, 12 as far as can be read",
            "1 line of eur, 5.5 as far as can be read",
            "1 line of unknown currency, 9 as far as can be read");
    assertThat(missing("2026-10"))
        .containsExactly(
            "2 lines of EUR, 9 as far as can be read", "1 line of usd, 8 as far as can be read");
  }

  @Test
  void aRightLineADeletedOneAndTheFileWithoutItCureThemEachAndAWrongOneCountsAgain() {
    String right = "r1,2026-09,service:s,usage,1,EUR";
    deliver(
        "a.csv",
        right,
        "r2,2026-09,service:s,usage,2,eur",
        "r3,2026-09,service:s,usage,3,eur",
        "r4,2026-09,service:s,usage,4,eur");
    assertThat(missing("2026-09")).containsExactly("3 lines of eur, 9 as far as can be read");

    deliver("b.csv", "r2,2026-09,service:s,usage,2,EUR");
    assertThat(missing("2026-09")).containsExactly("2 lines of eur, 7 as far as can be read");

    deliverer.deliver(
        Revenue.TABLE,
        deliverer.file(
            "c.csv",
            HEADER.replace("\n", ",deleted\n") + "r3,2026-09,service:s,usage,3,EUR,true\n"));
    assertThat(missing("2026-09")).containsExactly("1 line of eur, 4 as far as can be read");
    assertThat(shown()).anyMatch(line -> line.contains("currency is 'eur'")).hasSize(3);

    deliver("a.csv", right);
    assertThat(missing("2026-09")).isEmpty();
    assertThat(shown()).containsExactly("No row is rejected.");

    deliver("d.csv", "r2,2026-09,service:s,usage,2,eur");
    assertThat(missing("2026-09")).containsExactly("1 line of eur, 2 as far as can be read");
  }

  private List<String> shown() {
    return new RejectsJob(new RejectsJob.Choice("revenue", "", "", false, 10))
        .run(deliverer.context())
        .lines();
  }

  @Test
  void whatIsWrongInOneFileStaysWrongHoweverMuchIsWrongInTheNext() {
    deliver("a.csv", "r1,2026-09,service:s,usage,1,eur");
    deliver("b.csv", "r2,2026-09,service:s,usage,2,eur");
    assertThat(missing("2026-09")).containsExactly("2 lines of eur, 3 as far as can be read");
    String right = "r0,2026-09,service:s,usage,1,EUR";
    deliver("c.csv", right, "r3,2026-09,service:s,usage,4,eur");
    deliver("d.csv", right, "r4,2026-09,service:s,usage,8,eur");
    assertThat(missing("2026-09")).containsExactly("4 lines of eur, 15 as far as can be read");
    deliver("b.csv", right);
    assertThat(missing("2026-09")).containsExactly("3 lines of eur, 13 as far as can be read");
  }
}

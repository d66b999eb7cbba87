package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.headwaters.SharedSpark;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.Settlement;
import org.headwaters.jobs.care.BesideRevenue;
import org.headwaters.jobs.step.JobContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo's world, its amounts and the screen that it ends with. */
final class DemoTest {
  private static final Path WORLD = OutsideFolder.HOME.resolve("sample-data/demo");
  private static final List<Period> PERIODS = Period.range("2026-09..2026-10");
  private static final Pattern AMOUNT = Pattern.compile("^ +(-?[0-9]+\\.[0-9]{6})(?: +(.*))?$");

  @TempDir Path folder;

  @Test
  void everyAmountIsThatOfTheSeparateCalculationAndTheScreenAddsUpToWhatIsPublished()
      throws Exception {
    Path settings = WORLD.resolve("headwaters.yaml").toRealPath();
    JobContext context = Worlds.context(settings, folder.resolve("lake"));
    Worlds.run(context, settings, folder.resolve("lake"), PERIODS);
    Settlement.check(context, WORLD.resolve("expected"), PERIODS);

    List<String> screen = screen(context, "demo-lake");
    assertThat(screen).hasSizeLessThanOrEqualTo(DemoScreen.ROWS);
    assertThat(screen).allMatch(line -> line.length() <= DemoScreen.COLUMNS && !line.endsWith("…"));
    addsUp(screen);
    assertThat(screen)
        .contains(
            "Why one person gets 0.373399",
            "          0.334388  by Acme Chat → Askwell answers",
            "          0.039011  by Acme Chat → Student 3B → Teacher's answers → Teacher 70B →"
                + " Askwell answers");
    assertThat(micros("0.334388") + micros("0.039011")).isEqualTo(micros("0.373399"));
    commandsExist(screen);
    assertThat(BesideRevenue.lines(context.lake(), PERIODS.get(0)))
        .as("what status tells beside the revenue")
        .containsExactly(
            "Acme paid in 5049 EUR in 1 receipt",
            "Hearthost paid in 1000 EUR in 1 receipt",
            "Acme: funding round of 40000000 EUR on 2026-09-12, never payable");
    String far = "/mnt/lakes/" + "a".repeat(60);
    List<String> there = screen(context, far);
    assertThat(there).hasSizeLessThanOrEqualTo(DemoScreen.ROWS).noneMatch(l -> l.endsWith("…"));
    assertThat(there)
        .containsSubsequence(
            "  headwaters export --lake " + far + " \\",
            "      --table asset_flows --period 2026-09 --out flows.csv");
    assertThat(DemoCommand.fromHere(Path.of("").toAbsolutePath() + "/demo-lake"))
        .isEqualTo("demo-lake");
    assertThat(DemoCommand.fromHere("s3a://lake/one")).isEqualTo("s3a://lake/one");
  }

  private static List<String> screen(JobContext context, String place) {
    StringWriter text = new StringWriter();
    CommandLine command = new CommandLine(new Headwaters());
    command.setOut(new PrintWriter(text, true));
    DemoCommand.tell(context.lake(), place, new Console(command.getCommandSpec(), false, false));
    return text.toString().lines().toList();
  }

  /** Sums recomputed from the plain files that anybody may read. */
  private void addsUp(List<String> screen) {
    List<Long> amounts = new ArrayList<>();
    for (String line : screen) {
      Matcher found = AMOUNT.matcher(line);
      if (found.matches()) {
        amounts.add(micros(found.group(1)));
      }
    }
    String published = folder.resolve("lake/published").toString();
    long gross = sum(published, "pools", "gross_micros", "true");
    long pool = sum(published, "pools", "pool_micros", "true");
    assertThat(amounts.subList(0, 3)).containsExactly(gross, gross - pool, pool);
    List<Long> parts = new ArrayList<>();
    for (String bucket : List.of("payable", "unclaimed", "on_hold", "undisclosed")) {
      parts.add(sum(published, "holder_credits", "amount_micros", "bucket = '" + bucket + "'"));
    }
    parts.add(sum(published, "asset_flows", "amount_micros", "to_kind = 'fund'"));
    assertThat(amounts.subList(3, 8)).isEqualTo(parts);
    assertThat(parts.stream().mapToLong(Long::longValue).sum()).isEqualTo(pool);
    assertThat(screen)
        .contains(
            "        166.112100  undisclosed most 166.112100: not disclosed, Teacher 70B",
            "       1112.951070  now, most 996.672600: not disclosed, Closed 1");
  }

  private static long sum(String published, String table, String column, String condition) {
    Row row =
        SharedSpark.session()
            .read()
            .parquet(published + "/" + table + "/period=2026-09")
            .where(condition)
            .selectExpr("CAST(sum(" + column + ") AS BIGINT)")
            .head();
    return row.getLong(0);
  }

  private static long micros(String amount) {
    return Long.parseLong(amount.replace(".", ""));
  }

  private static void commandsExist(List<String> screen) {
    List<String> commands =
        screen.stream().filter(line -> line.startsWith("  headwaters ")).toList();
    assertThat(commands).hasSize(4);
    for (String command : commands) {
      List<String> words = HelpTest.words(command.strip());
      Headwaters.commandLine().parseArgs(words.subList(1, words.size()).toArray(new String[0]));
    }
  }
}

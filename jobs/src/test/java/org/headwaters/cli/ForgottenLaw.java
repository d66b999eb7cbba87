package org.headwaters.cli;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.headwaters.core.TryAgain;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.care.ForgetJob;
import org.headwaters.jobs.care.ForgetJob.Asked;
import org.headwaters.jobs.care.ForgetJob.Kind;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Claims;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Erasures;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Holders;
import org.headwaters.tables.Journal;
import org.headwaters.tables.People;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableRoots;

/**
 * After {@code forget} no byte inside {@code private} says who a person was, everything that was
 * booked is as it was, and what the same persons bring later is theirs as before. The world is that
 * of {@link PersonsTest}, whose paths are part of their pages' addresses and stay.
 */
final class ForgottenLaw {
  /** What is planted in the id of everybody but the paths. */
  private static final String CLEAR = "(?s).*kanarek(?!-(codes|cited|licensed)).*";

  private static final List<Table> BOOKED =
      List.of(
          Bookings.TABLE,
          TableRoots.TABLE,
          ContributionTrees.TABLE,
          Contributions.TABLE,
          HolderCredits.TABLE,
          Journal.TABLE);

  private static final List<Asked> ASKED =
      Stream.of(
              Stream.of("person", "second", "member", "stranger")
                  .map(name -> new Asked(Kind.HOLDER, "holder:kanarek-" + name)),
              Stream.of("Asks", "Answers", "Votes", "Cited", "Licensed", "Wrong")
                  .map(
                      name -> new Asked(Kind.ACCOUNT, "account:forum-example.com/Kanarek " + name)),
              Stream.of(new Asked(Kind.ACCOUNT, "account:dataset%3Af@1/Kanarek Prompts")),
              Stream.of("Rates", "Ranks").map(name -> new Asked(Kind.RATER, "Kanarek " + name)))
          .flatMap(each -> each)
          .toList();

  private final JobContext context;
  private final Path settings;
  private final Path lake;

  ForgottenLaw(JobContext context, Path settings, Path lake) {
    this.context = context;
    this.settings = settings;
    this.lake = lake;
  }

  void holds() throws IOException {
    assertThat(told(Rejects.TABLE)).anyMatch(row -> row.matches(CLEAR));
    Map<String, List<String>> before = booked();
    Path left = Files.writeString(lake.resolve("private/claims/left"), "kanarek, half written");
    assertThatThrownBy(() -> forget("asked for"))
        .isInstanceOf(TryAgain.class)
        .hasMessageContaining("A step seems to write table claims");
    assertThat(context.lake().exists(Erasures.TABLE)).isFalse();
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    forget("asked for under Art. 17");

    nobodyIsInPrivate();
    onlyCurrentFilesAreLeft();
    assertThat(booked()).isEqualTo(before);
    assertThat(BookingChain.read(context.lake()).all()).isNotEmpty();
    assertThat(context.lake().records(Erasures.CODEC))
        .singleElement()
        .satisfies(erasure -> assertThat(erasure.reason()).isEqualTo("asked for under Art. 17"));
    assertThat(told(Rejects.TABLE))
        .as("what was wrong is still told, without whose it was")
        .anyMatch(row -> row.contains("(forgotten)") && row.contains("much"))
        .anyMatch(row -> row.contains("(forgotten)") && row.contains("sure"));
    forget("asked for again");
    assertThat(context.lake().records(Erasures.CODEC)).hasSize(1);
    theSamePersonsEarnOn();
    onlyPersonsAreForgottenAndNoReasonNamesThem();
  }

  private void forget(String reason) {
    new ForgetJob(ASKED, new ForgetJob.How(reason, false, Instant.now())).run(context);
  }

  /** All that was delivered comes again, with a month more. */
  private void theSamePersonsEarnOn() throws IOException {
    for (String input : List.of("revenue.csv", "output_attributions.csv")) {
      Path file = settings.resolveSibling("inputs").resolve(input);
      String rows = Files.readString(file).replace("6000", "5000");
      String again =
          rows.lines()
              .skip(1)
              .map(row -> row.replace("2026-09", "2026-10").replaceFirst("^r", "later-r"))
              .collect(Collectors.joining("\n", "", "\n"));
      Files.writeString(file, rows + again);
    }
    Worlds.run(context, settings, lake, List.of(Period.parse("2026-10")));
    nobodyIsInPrivate();
    assertThat(credits("2026-10")).isEqualTo(credits("2026-09")).isNotEmpty();
    assertThat(told(Claims.TABLE)).anyMatch(row -> row.contains("holder:~"));
  }

  private void onlyPersonsAreForgottenAndNoReasonNamesThem() {
    ForgetJob.How how = new ForgetJob.How("asked for", true, Instant.now());
    assertThatThrownBy(
            () -> new ForgetJob(List.of(new Asked(Kind.HOLDER, "holder:firm")), how).run(context))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("Only persons are forgotten, and this holder is a organisation");
    assertThatThrownBy(
            () ->
                new ForgetJob(
                    List.of(new Asked(Kind.RATER, "Ada")),
                    new ForgetJob.How("ada asked for it", true, Instant.now())))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("The reason names whom to forget");
  }

  private List<String> credits(String period) {
    return context
        .lake()
        .read(HolderCredits.TABLE)
        .where(
            col(HolderCredits.PERIOD)
                .equalTo(period)
                .and(
                    col(HolderCredits.RUN_ID)
                        .equalTo(
                            BookingChain.read(context.lake())
                                .current(Period.parse(period))
                                .orElseThrow()
                                .runId())))
        .drop(HolderCredits.PERIOD, HolderCredits.RUN_ID)
        .collectAsList()
        .stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private Map<String, List<String>> booked() {
    Map<String, List<String>> rows = new TreeMap<>();
    BOOKED.forEach(table -> rows.put(table.name(), told(table)));
    return rows;
  }

  private List<String> told(Table table) {
    return context.lake().read(table).collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private void onlyCurrentFilesAreLeft() throws IOException {
    for (Table table : List.of(Claims.TABLE, Holders.TABLE, People.TABLE)) {
      Set<String> current =
          context.lake().files(table).stream()
              .map(file -> file.toUri().getPath())
              .collect(Collectors.toSet());
      for (Path file : files(lake.resolve("private").resolve(table.name()))) {
        boolean checksum = file.getFileName().toString().startsWith(".");
        if (!checksum && !file.toString().contains("_delta_log")) {
          assertThat(current).contains(file.toString());
        }
      }
    }
  }

  /** No row says it, and no byte of a log. */
  private void nobodyIsInPrivate() throws IOException {
    int found = 0;
    for (Table table : Catalogue.ALL) {
      if (!table.contract().isPrivate() || !context.lake().exists(table)) {
        continue;
      }
      for (String row : told(table)) {
        assertThat(row.toLowerCase(Locale.ROOT)).as(table.name()).doesNotMatch(CLEAR);
        found++;
      }
      for (Path file : files(lake.resolve("private").resolve(table.name()))) {
        if (file.toString().contains("_delta_log")) {
          assertThat(text(file)).as(file.toString()).doesNotMatch(CLEAR);
        }
      }
    }
    assertThat(found).isGreaterThan(50);
  }

  /** A log's checkpoint is compressed: what it says is read by Spark. */
  private String text(Path file) throws IOException {
    StringBuilder text =
        new StringBuilder(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    if (file.toString().endsWith(".parquet")) {
      List<Row> rows =
          new ArrayList<>(context.spark().read().parquet(file.toString()).collectAsList());
      rows.forEach(row -> text.append(row));
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }

  private static List<Path> files(Path of) throws IOException {
    try (Stream<Path> all = Files.walk(of)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}

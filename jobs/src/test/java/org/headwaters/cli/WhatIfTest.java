package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.contracts.YamlFile;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.jobs.Explained;
import org.headwaters.jobs.arrival.TriedRows;
import org.headwaters.jobs.books.CreditedDocument;
import org.headwaters.jobs.books.Explanation;
import org.headwaters.jobs.books.Explanation.Subject;
import org.headwaters.jobs.books.ExplanationReader;
import org.headwaters.jobs.books.RightToKnowJob;
import org.headwaters.jobs.books.Unfolded;
import org.headwaters.jobs.books.WhatIf;
import org.headwaters.jobs.books.WhatIfReader;
import org.headwaters.jobs.period.OpenedPeriod;
import org.headwaters.jobs.period.PeriodTrial;
import org.headwaters.jobs.period.ProvisionalJob;
import org.headwaters.jobs.period.PublishJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.ProvisionalFolder;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Claims;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another policy and other claims would do is what they do. */
final class WhatIfTest {
  private static final Period MONTH = Period.parse("2026-09");

  private static final Map<String, String> INPUTS =
      Map.of(
          "manifest_entries.jsonl",
          """
          {"dataset_id":"dataset:f@1","document_id":"1","url":"https://forum-example.com/1","author_id":"Ada","token_count":10}
          {"dataset_id":"dataset:f@1","document_id":"2","url":"https://forum-example.com/2","author_id":"Ben","token_count":23}
          {"dataset_id":"dataset:f@1","document_id":"3","url":"https://github.com/cy/tool/a","token_count":20}
          {"dataset_id":"dataset:g@1","document_id":"1","url":"https://news-example.com/1","token_count":31}
          {"dataset_id":"dataset:g@1","document_id":"2","url":"https://forum-example.com/1","author_id":"Ada","token_count":7}
          """,
          "derivations.csv",
          """
          child_id,parent_id,relation,weight
          service:s,model:m,serves,2
          service:s,model:n,serves,1
          model:n,model:m,finetune,
          model:m,dataset:f@1,pretraining_data,3
          model:m,dataset:g@1,pretraining_data,1
          """,
          "output_attributions.csv",
          """
          period,asset_id,source_id,weight
          2026-09,model:m,path:github.com/cy/tool,1
          2026-09,model:m,domain:news-example.com,2
          2026-10,model:m,path:github.com/cy/tool,1
          2026-10,model:m,domain:news-example.com,2
          """,
          "revenue.csv",
          """
          revenue_id,period,asset_id,kind,covers,gross_amount,currency
          r1,2026-09,service:s,usage,,5000.000007,EUR
          r2,2026-09,service:s,usage,,-311.13,EUR
          r3,2026-09,model:n,subscription,,77.7,EUR
          r4,2026-09,model:n,licence_fee,path:github.com/cy,30,EUR
          s1,2026-10,service:s,usage,,5000.000007,EUR
          s2,2026-10,service:s,usage,,-311.13,EUR
          s3,2026-10,model:n,subscription,,77.7,EUR
          s4,2026-10,model:n,licence_fee,path:github.com/cy,30,EUR
          """,
          "holders.csv",
          """
          holder_id,kind
          holder:ada,person
          holder:forum,organisation
          holder:cy,person
          """,
          "claims.csv",
          """
          claim_id,holder_id,pattern,share_ppm,status,valid_from
          c1,holder:ada,account:forum-example.com/Ada,,verified,
          c2,holder:forum,domain:forum-example.com,,verified,
          c3,holder:cy,path:github.com/cy,700000,verified,
          c9,holder:forum,domain:news-example.com,,verified,2026-10-20
          """);

  private static final String TRIED_CLAIMS =
      """
      claim_id,holder_id,pattern,share_ppm,status
      c1,holder:ada,account:forum-example.com/Ada,400000,verified
      c3,holder:cy,path:github.com/cy,700000,verified
      c4,holder:forum,account:forum-example.com/Ben,,verified
      c5,holder:nobody-knows,domain:news-example.com,,disputed
      """;

  private static final String BOOKED =
      """
      policy: booked
      version: 1
      valid_from: 2026-01-01
      """;

  private static final String TRIED =
      """
      policy: tried
      version: 2
      valid_from: 2026-01-01
      royalty_rate_ppm: {subscription: 130000, usage: 90001}
      levies_ppm: {"fund:commons": 70000}
      stages_ppm:
        service: {serving: 1000000}
        model: {base: 400000, pretraining_data: 500000, output_attributions: 70000}
        dataset: {contents: 1000000}
      domain_claims_cover: {forum-example.com: 100000}
      """;

  @TempDir private Path folder;

  @Test
  void isToTheMicroWhatARunUnderThatPolicyWithThoseClaimsBooksAndNothingIsWritten()
      throws Exception {
    JobContext booked = run("booked", BOOKED, INPUTS.get("claims.csv"));
    JobContext fresh = run("tried", TRIED, TRIED_CLAIMS);
    Policy tried = Policy.of(YamlFile.read(folder.resolve("tried.yaml")));
    SortedMap<String, Long> before = files(folder.resolve("booked-lake"));

    Path file = Files.writeString(folder.resolve("claims-to-try.csv"), TRIED_CLAIMS);
    Dataset<Row> claims = TriedRows.of(booked, Claims.TABLE, file.toString());
    WhatIf whatIf = WhatIfReader.of(booked, MONTH, new WhatIfReader.Tried(tried, claims));
    List<String> would;
    try (PeriodTrial trial = PeriodTrial.of(OpenedPeriod.open(booked, MONTH), tried, claims)) {
      would = texts(trial.holderCredits());
    }
    refusesOtherContributions(booked);
    refusesClaimsThatMayNotComeIn(booked);
    unfoldsWhatIsUnclaimed(booked);
    tellsAnAccountOfItsDocuments(booked);
    Explained.asset(booked, MONTH, "dataset:f@1");
    Explained.holder(booked, MONTH, "holder:cy");

    assertThat(files(folder.resolve("booked-lake"))).isEqualTo(before);
    Booking does = BookingChain.read(fresh.lake()).current(MONTH).orElseThrow();
    assertThat(would)
        .hasSizeGreaterThan(8)
        .isEqualTo(
            texts(
                fresh
                    .lake()
                    .read(
                        HolderCredits.TABLE,
                        Map.of("period", MONTH.toString(), "run_id", does.runId()))));
    Map<String, Long> totals =
        Map.of(
            "retained", does.totals().retainedMicros(),
            "fund", does.totals().fundsMicros(),
            "payable", does.totals().payableMicros(),
            "unclaimed", does.totals().unclaimedMicros(),
            "on_hold", does.totals().onHoldMicros(),
            "undisclosed", does.totals().undisclosedMicros());
    whatIf
        .totals()
        .forEach(
            (of, both) ->
                assertThat(both.after().longValueExact()).as(of).isEqualTo(totals.get(of)));
    assertThat(whatIf.holders().most()).containsKey("holder:forum");
    assertThat(whatIf.holders().gaining()).isPositive();
    BigInteger change = BigInteger.ZERO;
    for (WhatIf.Both both : whatIf.totals().values()) {
      change = change.add(both.change());
    }
    assertThat(change).isZero();
    aMonthThatIsNotOverIsMarkedInEveryLineAndRowAndNeverBooked(booked);
  }

  /** October is as September, until somebody's claim on the news begins. */
  private void aMonthThatIsNotOverIsMarkedInEveryLineAndRowAndNeverBooked(JobContext booked) {
    Period october = Period.parse("2026-10");
    List<Booking> before = BookingChain.read(booked.lake()).all();
    JobReport report = new ProvisionalJob(october, LocalDate.parse("2026-10-12")).run(booked);
    assertThat(report.lines()).allMatch(line -> line.startsWith("provisional, as of 2026-10-12: "));
    Booking september = BookingChain.read(booked.lake()).current(MONTH).orElseThrow();
    List<String> asBooked =
        texts(
            booked
                .lake()
                .read(
                    HolderCredits.TABLE, Map.of("period", "2026-09", "run_id", september.runId())));
    assertThat(texts(provisional(booked, HolderCredits.TABLE, "2026-10-12"))).isEqualTo(asBooked);
    assertThat(provisional(booked, AssetFlows.TABLE, "2026-10-12").count()).isPositive();

    new ProvisionalJob(october, LocalDate.parse("2026-10-20")).run(booked);
    assertThat(texts(provisional(booked, HolderCredits.TABLE, "2026-10-20")))
        .isNotEqualTo(asBooked)
        .anyMatch(row -> row.contains("payable|holder:forum|c9|domain:news-example.com"));
    assertThat(BookingChain.read(booked.lake()).all()).isEqualTo(before);
    assertThat(booked.lake().count(HolderCredits.TABLE, Map.of("period", "2026-10"))).isZero();
    assertThatThrownBy(() -> new PublishJob(october).run(booked))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("2026-10")
        .hasMessageContaining("not booked");
    assertThatThrownBy(() -> new ProvisionalJob(MONTH, MONTH.lastDay()).run(booked))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("2026-09 is booked");
    assertThatThrownBy(() -> new ProvisionalJob(october, MONTH.lastDay()))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("2026-09-30 is no day of 2026-10");
  }

  private static Dataset<Row> provisional(JobContext context, Table table, String day) {
    Dataset<Row> rows =
        context
            .spark()
            .read()
            .parquet(
                new ProvisionalFolder(context.lake(), "2026-10", LocalDate.parse(day))
                    .pathOf(table));
    assertThat(rows.select(ProvisionalFolder.AS_OF).distinct().collectAsList())
        .singleElement()
        .satisfies(row -> assertThat(row.getDate(0)).hasToString(day));
    return rows;
  }

  /** By the id in the clear; what its documents are worth is what it is credited with for them. */
  private void tellsAnAccountOfItsDocuments(JobContext booked) throws IOException {
    String ada = "account:forum-example.com/Ada";
    Path file = folder.resolve("extract.csv");
    new RightToKnowJob(new RightToKnowJob.Request(ada, null, RightToKnowJob.Format.CSV, file))
        .run(booked);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0))
        .isEqualTo(
            "url,document_id,source_id,fetched_at,content_digest,crawl,linked_by,"
                + "consent_at_fetch,license,dataset_id,models,currency,amount_micros");
    assertThat(lines).hasSize(3);
    BigInteger told = BigInteger.ZERO;
    for (String line : lines.subList(1, 3)) {
      assertThat(line)
          .startsWith("https://forum-example.com/1,")
          .contains(",none,no refusal known,", ",model:m model:n service:s,EUR,");
      told = told.add(new BigInteger(line.substring(line.lastIndexOf(',') + 1)));
    }
    Explanation explained = ExplanationReader.of(booked, Subject.SOURCE, ada, MONTH);
    assertThat(told).isPositive().isEqualTo(explained.micros());
    List<CreditedDocument> documents =
        CreditedDocument.of(OpenedPeriod.open(booked, MONTH), explained.credits(), 1);
    assertThat(documents).hasSize(2);
    assertThat(documents.stream().map(CreditedDocument::micros).reduce(BigInteger::add))
        .contains(told);
  }

  /** Of contributions made otherwise the lake knows nothing. */
  private void refusesOtherContributions(JobContext booked) throws IOException {
    Path file = folder.resolve("other.yaml");
    Files.writeString(file, "policy: other\nattribution: {weighting: documents}\n");
    Policy other = Policy.of(YamlFile.read(file));
    assertThatThrownBy(() -> WhatIfReader.of(booked, MONTH, new WhatIfReader.Tried(other, null)))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("has another `attribution` than the one that 2026-09 was booked");
  }

  private void refusesClaimsThatMayNotComeIn(JobContext booked) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("wrong-claims.csv"), TRIED_CLAIMS.replace("disputed", "doubted"));
    assertThatThrownBy(() -> TriedRows.of(booked, Claims.TABLE, file.toString()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("status_is_known: row 5 of " + file);
  }

  /** Ben, the site of news and what is left of Cy's path, each with its data sets. */
  private void unfoldsWhatIsUnclaimed(JobContext booked) {
    Pseudonyms names = booked.lakeSecret().pseudonyms();
    Unfolded all = Unfolded.of(booked, MONTH, new Unfolded.Request(null, null, 10));
    String ben = names.source("account:forum-example.com/Ben");
    assertThat(all.lines().stream().map(Unfolded.Line::sourceId))
        .contains(ben, "domain:news-example.com")
        .hasSize((int) all.sources());
    assertThat(all.other()).isZero();
    long unclaimed =
        BookingChain.read(booked.lake()).current(MONTH).orElseThrow().totals().unclaimedMicros();
    assertThat(all.micros()).isEqualTo(BigInteger.valueOf(unclaimed)).isPositive();
    Unfolded one = Unfolded.of(booked, MONTH, new Unfolded.Request("dataset:f@1", null, 1));
    assertThat(one.lines()).hasSize(1);
    assertThat(one.lines().get(0).micros().add(one.other())).isEqualTo(one.micros());
    Unfolded his =
        Unfolded.of(booked, MONTH, new Unfolded.Request(null, "account:forum-example.com/Ben", 10));
    assertThat(his.lines())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.sourceId()).isEqualTo(ben);
              assertThat(line.datasets()).containsExactly("dataset:f@1");
            });
  }

  private JobContext run(String name, String policy, String claims) throws IOException {
    Path inputs = Files.createDirectories(folder.resolve("inputs"));
    for (Map.Entry<String, String> file : INPUTS.entrySet()) {
      Files.writeString(inputs.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(inputs.resolve("claims.csv"), claims);
    Files.writeString(folder.resolve("secret.hex"), "5a".repeat(32));
    Files.writeString(folder.resolve(name + ".yaml"), policy);
    Path settings = folder.resolve(name + "-settings.yaml");
    Files.writeString(
        settings,
        "lake: ./unused\npolicies: "
            + name
            + ".yaml\nsecret_file: secret.hex\ninputs:\n  folder: ./inputs\n");
    Path lake = folder.resolve(name + "-lake");
    JobContext context = Worlds.context(settings, lake);
    Worlds.run(context, settings, lake, List.of(MONTH));
    return context;
  }

  /** Rows without what names the run, in one order. */
  private static List<String> texts(Dataset<Row> rows) {
    return rows
        .select(
            HolderCredits.BUCKET,
            HolderCredits.HOLDER_ID,
            HolderCredits.CLAIM_ID,
            HolderCredits.SOURCE_ID,
            HolderCredits.DATASET_ID,
            HolderCredits.PART,
            HolderCredits.REASON,
            HolderCredits.AMOUNT_MICROS)
        .collectAsList()
        .stream()
        .map(row -> row.mkString("|"))
        .sorted()
        .toList();
  }

  /** Every file of the lake and its bytes. */
  private static SortedMap<String, Long> files(Path lake) throws IOException {
    SortedMap<String, Long> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(lake)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), Files.size(file));
      }
    }
    return files;
  }
}

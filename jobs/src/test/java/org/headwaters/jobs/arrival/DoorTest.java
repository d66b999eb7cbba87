package org.headwaters.jobs.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwaters.jobs.Deliverer.counts;
import static org.headwaters.jobs.Deliverer.source;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.headwaters.SharedSpark;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.InvalidInput;
import org.headwaters.jobs.Deliverer;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.Captures;
import org.headwaters.tables.Claims;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.Deliveries;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.Revenue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no later step could use is kept out, and told; what it can use comes in. */
final class DoorTest {
  @TempDir Path folder;

  private Deliverer deliverer;

  @BeforeEach
  void newLake() {
    deliverer = new Deliverer(folder);
  }

  private List<String> rejected() {
    return deliverer.rejects().stream().map(line -> line.replaceFirst("^[^|]*[|] ", "")).toList();
  }

  @Test
  void whatTheParsersOfCoreRefuseIsRejectedWithTheRightSpelling() {
    deliverWrongSpellings();
    assertThat(rejected().stream().map(line -> line.replaceFirst(" [|] [^|]*$", "")))
        .containsExactlyInAnyOrder(
            "2 | actor | account:jane | is_a_source",
            "2 | covers | domain:A1.Example | is_an_asset_or_source",
            "3 | covers | account:a0.example/a/b | is_an_asset_or_source",
            "5 | gross_amount | 99999999999999 | amount_in_range",
            "6 | period | 0000-09 | is_a_month",
            "2 | scope | (null) | is_a_scope",
            "3 | scope | x..y | is_a_scope",
            "4 | scope | * | is_a_scope",
            "5 | scope | domain:x.example | is_a_scope",
            "6 | scope | http://x.example/ | scope_is_a_host",
            "2 | pattern | domain:alice.example.org | is_a_source",
            "3 | pattern | domain:Example.com | is_a_source",
            "2 | asset_id | model:a | id_says_the_kind",
            "2 | kind | \\ | kind_is_known");
    assertThat(rejected())
        .anyMatch(line -> line.endsWith("write domain:example.org."))
        .anyMatch(line -> line.endsWith("write example.com instead of Example.com."))
        .anyMatch(line -> line.endsWith("write a1.example instead of A1.Example."))
        .noneMatch(line -> line.replaceFirst(".*[|]", "").contains("jane"));
    assertThat(deliverer.current(Authorship.TABLE).head().<String>getAs(Authorship.SCOPE))
        .isEqualTo("https://news.example.com/a");
  }

  private void deliverWrongSpellings() {
    deliverer.deliver(
        Authorship.TABLE,
        deliverer.file(
            "authorship.csv",
            """
            scope_kind,scope,actor,action
            url,news.example.com/a,account:jane,write
            url,news.example.com/a,account:example.com/jane,write
            """));
    deliverer.deliver(
        Revenue.TABLE,
        deliverer.file(
            "revenue.csv",
            """
            revenue_id,period,asset_id,kind,covers,gross_amount,currency
            r1,2026-09,service:s,licence_fee,domain:A1.Example,1,EUR
            r2,2026-09,service:s,licence_fee,account:a0.example/a/b,1,EUR
            r3,2026-09,service:s,licence_fee,domain:a1.example,1,EUR
            r4,2026-09,service:s,usage,,99999999999999,EUR
            r5,0000-09,service:s,usage,,1,EUR
            """));
    deliverer.deliver(
        ConsentSignals.TABLE,
        deliverer.file(
            "consent.csv",
            """
            scope,kind,observed_at,train
            (null),robots,2026-01-01T00:00:00Z,n
            x..y,robots,2026-01-01T00:00:00Z,n
            *,robots,2026-01-01T00:00:00Z,n
            domain:x.example,robots,2026-01-01T00:00:00Z,n
            http://x.example/,robots,2026-01-01T00:00:00Z,n
            x.example/a*$,robots,2026-01-01T00:00:00Z,n
            """));
    deliverer.deliver(
        Claims.TABLE,
        deliverer.file(
            "claims.csv",
            """
            claim_id,holder_id,pattern,status
            c1,h,domain:alice.example.org,verified
            c2,h,domain:Example.com,verified
            c3,h,domain:example.com,verified
            """));
    deliverer.deliver(
        Assets.TABLE,
        deliverer.file("assets.csv", "asset_id,kind,name\nmodel:a,\\,A\nmodel:b,model,B\n"));
  }

  @Test
  void theFirstAndTheLastYearAreKeptToTheSecondAndNoOther() {
    List<String> times =
        List.of("0001-01-01T00:00:00Z", "1500-10-10T12:00:00Z", "9999-12-31T23:59:59Z");
    StringBuilder lines = new StringBuilder();
    StringBuilder csv = new StringBuilder("scope,kind,observed_at\n");
    for (int i = 0; i < times.size(); i++) {
      lines.append(
          "{\"scope\":\"j%s.example\",\"kind\":\"robots\",\"observed_at\":\"%s\"}\n"
              .formatted(i, times.get(i)));
      csv.append("c%s.example,robots,%s\n".formatted(i, times.get(i)));
    }
    csv.append("x.example,robots,9999-12-31T23:59:59-02:00\n");
    csv.append("y.example,robots,0000-12-31T23:59:59Z\n");
    deliverer.deliver(ConsentSignals.TABLE, deliverer.file("a.csv", csv.toString()));
    deliverer.deliver(ConsentSignals.TABLE, deliverer.file("b.jsonl", lines.toString()));
    for (String type : List.of("TIMESTAMP_MICROS", "INT96")) {
      Path parquet = folder.resolve(type);
      // A session of its own: the shared one writes the lake, and must go on as it is set.
      SparkSession other = SharedSpark.session().newSession();
      other.conf().set("spark.sql.parquet.outputTimestampType", type);
      other
          .sql(
              "SELECT concat('%s', i, '.example') AS scope, 'robots' AS kind, t AS observed_at"
                      .formatted(type.equals("INT96") ? "i" : "m")
                  + " FROM VALUES (0, TIMESTAMP'0001-01-01T00:00:00Z'),"
                  + " (1, TIMESTAMP'1500-10-10T12:00:00Z'),"
                  + " (2, TIMESTAMP'9999-12-31T23:59:59Z') AS v(i, t)")
          .coalesce(1)
          .write()
          .option("datetimeRebaseMode", "CORRECTED")
          .parquet(parquet.toString());
      deliverer.deliver(ConsentSignals.TABLE, parquet);
    }
    assertThat(rejected())
        .hasSize(2)
        .allMatch(line -> line.contains("| observed_at |") && line.contains("| is_a_time |"));
    for (int i = 0; i < times.size(); i++) {
      assertThat(
              deliverer
                  .current(ConsentSignals.TABLE)
                  .where("scope LIKE '%" + i + ".example'")
                  .select(functions.unix_micros(functions.col(ConsentSignals.OBSERVED_AT)))
                  .collectAsList()
                  .stream()
                  .map(row -> row.getLong(0)))
          .as(times.get(i))
          .hasSize(4)
          .containsOnly(java.time.Instant.parse(times.get(i)).getEpochSecond() * 1_000_000);
    }
  }

  @Test
  void textThatShowsNothingIsMissingAndHiddenCharactersAreNoText() {
    deliverer.deliver(
        Derivations.TABLE,
        deliverer.file(
            "derivations.csv",
            "child_id,parent_id,relation,share_ppm,evidence\n"
                + "model:a,model:b,finetune,1,\u00a0\n"
                + "model:a,model:c,finetune,1,\u200b\n"
                + "model:a,model:d,finetune,1,\u3000contract \u00a0\n"
                + "model:a,model:e,finetune,1,con\u202etract\n"
                + "model:a,model:f\u200b,finetune,1,x\n"));
    assertThat(rejected().stream().map(line -> line.replaceFirst(" [|] [^|]*$", "")))
        .containsExactlyInAnyOrder(
            "5 | evidence | con\u202etract | is_visible_text",
            "6 | parent_id | model:f\u200b | is_an_id");
    assertThat(
            deliverer
                .current(Derivations.TABLE)
                .orderBy(Derivations.PARENT_ID)
                .select(Derivations.EVIDENCE)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly(null, null, "contract");
  }

  @Test
  void nothingOfARejectedRowIsAnywhereButInRejects() {
    deliverer.deliver(
        Feedback.TABLE,
        deliverer.file(
            "feedback.csv",
            """
            dataset_id,event_id,rater_id,rater_kind
            nope,e1,r,human
            dataset:bad,e2,r,robot
            dataset:good,e3,r,human
            """));
    String told = deliverer.lake().read(Deliveries.TABLE).toJSON().collectAsList().toString();
    assertThat(told).contains("dataset:good").doesNotContain("nope").doesNotContain("dataset:bad");
  }

  @Test
  void aCaptureNeedsUrlAndTimeOnlyAndUrlsWithoutSchemeAreReadAsHttps() {
    JobReport report =
        deliverer.deliver(
            Captures.TABLE,
            deliverer.file(
                "captures.csv",
                """
                url,fetch_time
                news.example.com/a/../b?q=https://x.example/,2026-01-01T00:00:00Z
                https://www.example.org:8443/P,2026-01-01T00:00:00Z
                """));
    assertThat(report.lines())
        .anyMatch(line -> line.contains("1 url without a scheme was read as https"));
    assertThat(
            deliverer
                .current(Captures.TABLE)
                .orderBy(Captures.URL)
                .selectExpr(
                    "concat_ws('|', url, url_surtkey, url_host_name, url_host_private_domain,"
                        + " url_protocol, url_port, url_path, url_query, fetch_status, subset,"
                        + " '<' || crawl || '>', '<' || warc_filename || '>', warc_record_offset)")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0)))
        .containsExactly(
            "https://news.example.com/a/../b?q=https://x.example/"
                + "|com,example,news)/b?q=https://x.example/|news.example.com"
                + "|example.com|https|/a/../b|q=https://x.example/|200|warc|<>|<>|0",
            "https://www.example.org:8443/P|org,example:8443)/p|www.example.org|example.org|https"
                + "|8443|/P|200|warc|<>|<>|0");
  }

  @Test
  void tokensTimesEpochsOfOneDocumentFitIn63Bits() {
    deliverer.deliver(
        ManifestEntries.TABLE,
        deliverer.file(
            "entries.csv",
            """
            dataset_id,document_id,token_count,epochs
            dataset:d,a,9000000000000000000,1000000
            dataset:d,b,9223372036854775,1
            dataset:d,c,9223372036854776,1
            dataset:d,e,,1000001
            dataset:d,f,1,1000000
            """));
    assertThat(rejected().stream().map(line -> line.replaceFirst(" [|] [^|]*$", "")))
        .containsExactlyInAnyOrder(
            "2 | token_count | 9000000000000000000 | tokens_in_range",
            "4 | token_count | 9223372036854776 | tokens_in_range",
            "5 | epochs | 1000001 | epochs_in_range");
  }

  @Test
  void aTableOfWhichEveryRowIsRejectedIsAProblemWithItsRules() {
    JobReport report =
        deliverer.deliver(
            Revenue.TABLE,
            deliverer.file(
                "revenue.csv",
                """
                revenue_id,period,asset_id,kind,gross_amount,currency
                r1,September,service:s,usage,1,EUR
                r2,September,service:s,usage,1,EUR
                """));
    assertThat(counts(report, Revenue.TABLE)).containsExactly(2L, 0L, 0L, 2L);
    assertThatThrownBy(report::checkUsable)
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("revenue: all 2 rows were rejected")
        .hasMessageContaining("period, period_is_a_month: 2 rows, the first in row 2");
    JobReport check =
        new CheckJob(
                List.of(
                    new InputSource.Delivered(
                        "revenue",
                        List.of(source(Revenue.TABLE, folder.resolve("inputs/revenue.csv")))),
                    new InputSource.Delivered(
                        "assets",
                        List.of(source(Assets.TABLE, folder.resolve("inputs/nowhere.csv"))))))
            .run(deliverer.context());
    assertThatThrownBy(check::checkUsable)
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("revenue: every one of the 2 rows looked at")
        .hasMessageContaining("nowhere.csv");
  }

  @Test
  void aSourceOfWhichEveryRowIsRejectedIsAProblemThoughAnotherOfItsTableCameIn() {
    Path good = deliverer.file("good.csv", "dataset_id,document_id\ndataset:d,1\n");
    Path bad = deliverer.file("bad.csv", "dataset_id,document_id\nd,1\nd,2\n");
    Path mixed = deliverer.file("mixed.csv", "dataset_id,document_id\nd,3\ndataset:d,2\n");
    JobReport report = deliverer.deliver(ManifestEntries.TABLE, good, bad, mixed);
    assertThat(counts(report, ManifestEntries.TABLE)).containsExactly(5L, 2L, 0L, 3L);
    assertThat(report.problems())
        .containsExactly(
            "manifest_entries: all 2 rows of "
                + bad
                + " were rejected; see `headwaters rejects --table manifest_entries`. Correct"
                + " them, or the settings of that source.");
    assertThat(deliverer.deliver(ManifestEntries.TABLE, good, mixed).problems()).isEmpty();
  }

  @Test
  void allProblemsOfAllTablesAreToldInOneGo() {
    assertThatThrownBy(
            () ->
                deliverer.deliver(
                    List.of(
                        new InputSource.Delivered(
                            "assets",
                            List.of(source(Assets.TABLE, deliverer.file("a.csv", "naem\n")))),
                        new InputSource.Delivered(
                            "claims", List.of(source(Claims.TABLE, deliverer.file("c.csv", "")))))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("a.csv")
        .hasMessageContaining("c.csv is empty");
    assertThat(deliverer.lake().exists(Deliveries.TABLE)).isFalse();
  }

  @Test
  void tooManyRejectedRowsKeepEverythingOut() {
    Path file =
        deliverer.file("assets.csv", "asset_id,kind,name\nmodel:a,model,A\nmodel:b,thing,B\n");
    List<InputSource.Delivered> delivered =
        List.of(new InputSource.Delivered("assets", List.of(source(Assets.TABLE, file))));
    assertThatThrownBy(() -> new IngestJob(delivered, 499_999).run(deliverer.context()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("assets: 1 of 2 rows would be rejected, more than 499999");
    assertThat(deliverer.lake().exists(Deliveries.TABLE)).isFalse();
    assertThat(counts(new IngestJob(delivered, 500_000).run(deliverer.context()), Assets.TABLE))
        .containsExactly(2L, 1L, 0L, 1L);
  }

  @Test
  void rejectsAreShownByRuleAndMaskedUnlessRevealed() {
    deliverer.deliver(
        Authorship.TABLE,
        deliverer.file(
            "authorship.csv",
            "scope_kind,scope,actor,action\n"
                + "page,a,account:example.com/jane,write\n"
                + "url,a,account:jane\u001b[31m,write\n"
                + "url,a,domain:example.com,write\n"));
    List<String> masked = rejects(false);
    assertThat(String.join("\n", masked))
        .contains("scope_kind, scope_kind_is_known: row 2")
        .contains("scope_kind is 'page'")
        .contains("actor is (not shown; --reveal shows it), is_an_id")
        .doesNotContain("jane");
    assertThat(String.join("\n", rejects(true)))
        .contains("actor is 'account:jane<U+001B>[31m'")
        .doesNotContain("\u001b");
    deliverer.deliver(
        Authorship.TABLE,
        deliverer.file(
            "authorship.csv",
            "scope_kind,scope,actor,action\nurl,a,account:example.com/jane,write\n"));
    assertThat(rejects(false)).containsExactly("No row is rejected.");
  }

  private List<String> rejects(boolean reveal) {
    return new RejectsJob(new RejectsJob.Choice("authorship", "", "", reveal, 10))
        .run(deliverer.context())
        .lines();
  }
}

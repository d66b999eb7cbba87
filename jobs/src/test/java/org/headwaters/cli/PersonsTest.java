package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.headwaters.SharedSpark;
import org.headwaters.core.UsageError;
import org.headwaters.core.policy.Period;
import org.headwaters.core.source.Pseudonym;
import org.headwaters.core.source.Pseudonym.Kind;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.jobs.period.AuditJob;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Persons whose ids can be told from all other text are planted wherever inputs name persons. After
 * a run, and after one that failed, no byte outside {@code private} says who they are.
 */
final class PersonsTest {
  /** In every planted id and in nothing else; sources of pages are in lower case. */
  private static final String PLANTED = "kanarek";

  private static final Map<String, String> INPUTS =
      Map.of(
          "manifest_entries.jsonl",
          """
          {"dataset_id":"dataset:f@1","document_id":"1","url":"https://forum-example.com/1","author_id":"Kanarek Asks","token_count":10}
          {"dataset_id":"dataset:f@1","document_id":"2","url":"https://github.com/Kanarek-Codes/tool/a","token_count":20}
          {"dataset_id":"dataset:f@1","document_id":"3","author_id":"Kanarek Prompts","token_count":5}
          {"dataset_id":"dataset:f@1","document_id":"4","url":"https://news-example.com/1","token_count":30}
          {"dataset_id":"dataset:f@1","document_id":"5","url":"https://forum-example.com/2","token_count":12}
          {"dataset_id":"dataset:f@1","document_id":"6","url":"https://forum-example.com/3","author_id":"Kanarek Wrong","token_count":"many"}
          """,
          "authorship.csv",
          """
          scope_kind,scope,actor,action,weight
          document,dataset:f@1#5,account:forum-example.com/Kanarek Answers,answer,3
          document,dataset:f@1#5,account:forum-example.com/Kanarek Votes,vote,1
          document,dataset:f@1#5,account:forum-example.com/Kanarek Votes,vote,much
          """,
          "payments.csv",
          """
          payment_id,holder_id,amount,currency,state,paid_on,reference
          p1,holder:kanarek-person,1,EUR,sent,2026-10-05,of-another-bank
          """,
          "feedback.jsonl",
          """
          {"dataset_id":"dataset:f@1","event_id":"1","rater_id":"Kanarek Rates","rater_kind":"human"}
          {"dataset_id":"dataset:f@1","event_id":"2","rater_id":"Kanarek Ranks","rater_kind":"human"}
          """,
          "output_attributions.csv",
          """
          period,asset_id,source_id,weight
          2026-09,model:m,account:forum-example.com/Kanarek Cited,2
          2026-09,model:m,path:github.com/kanarek-cited/tool,1
          """,
          "derivations.csv",
          """
          child_id,parent_id,relation
          model:m,dataset:f@1,finetuning_data
          """,
          "revenue.csv",
          """
          revenue_id,period,asset_id,kind,covers,gross_amount,currency
          r1,2026-09,model:m,subscription,,5000,EUR
          r2,2026-09,model:m,licence_fee,account:forum-example.com/Kanarek Licensed,70,EUR
          r3,2026-09,model:m,licence_fee,path:github.com/kanarek-licensed,30,EUR
          """,
          "holders.csv",
          """
          holder_id,kind,display_name,payout_address,payout_town,same_as
          holder:kanarek-person,person,Kanarek by name,kanarek@mail-example.com,Kanarek Town,
          holder:kanarek-second,person,Kanarek again,kanarek-iban,,holder:kanarek-person
          holder:guild,community,The guild,,,
          holder:firm,organisation,The firm,,,
          holder:kanarek-person,person,Kanarek by name,kanarek@mail-example.com,,holder:firm,x
          """,
          "community_members.csv",
          """
          community_id,holder_id,valid_from,share_ppm
          holder:guild,holder:kanarek-member,2026-01-01,500000
          """,
          "claims.csv",
          """
          claim_id,holder_id,pattern,share_ppm,status,evidence
          c1,holder:kanarek-person,account:forum-example.com/Kanarek Asks,,verified,mail of kanarek@mail-example.com
          c2,holder:kanarek-person,path:github.com/kanarek-codes,,verified,
          c3,holder:guild,account:forum-example.com/Kanarek Answers,,verified,said by Kanarek
          c4,holder:kanarek-stranger,account:forum-example.com/Kanarek Votes,,disputed,
          c5,holder:firm,path:github.com/kanarek-cited,500000,verified,
          c6,holder:kanarek-person,account:forum-example.com/Kanarek Licensed,,asserted,
          c7,holder:kanarek-person,account:forum-example.com/Kanarek Asks,,sure,kanarek@mail-example.com
          """);

  private static final String POLICY =
      """
      policy: persons
      version: 1
      valid_from: 2026-01-01
      stages_ppm:
        service: {serving: 700000, retrieval_data: 300000, output_attributions: 0}
        model: {finetuning_data: 500000, output_attributions: 500000}
        dataset: {contents: 1000000}
      """;

  @TempDir private Path folder;

  @Test
  void nothingOutsidePrivateSaysWhoAPersonIsNeitherAfterARunNorAfterOneThatFailed()
      throws Exception {
    Path settings = write();
    Path metrics = Files.createDirectories(folder.resolve("metrics"));
    List<String> command =
        List.of(
            "run",
            "--config",
            settings.toString(),
            "--period",
            "2026-09",
            "--log",
            "json",
            "--metrics",
            metrics.toString());
    CommandProcess.Ended first = CommandProcess.run(command);
    assertThat(first.exitCode()).as(first.said()).isZero();
    // Another amount needs a reason: this run ends before it books, with its tables written.
    Path revenue = folder.resolve("inputs/revenue.csv");
    Files.writeString(revenue, Files.readString(revenue).replace("5000", "6000"));
    CommandProcess.Ended second = CommandProcess.run(command);
    assertThat(second.exitCode()).as(second.said()).isEqualTo(2);

    assertThat((first.said() + second.said()).toLowerCase(Locale.ROOT)).doesNotContain(PLANTED);
    for (Path file : files(metrics)) {
      assertThat(texts(file)).as(file.toString()).doesNotContain(PLANTED);
    }
    Path lake = folder.resolve("lake");
    Set<String> published = new HashSet<>();
    int searched = 0;
    for (Path file : files(lake)) {
      if (!file.startsWith(lake.resolve("private"))) {
        String text = texts(file);
        assertThat(text).as(file.toString()).doesNotContain(PLANTED);
        searched++;
        if (file.startsWith(lake.resolve("published"))) {
          published.add(text);
        }
      }
    }
    assertThat(searched).isGreaterThan(30);
    JobContext context = Worlds.context(settings, lake);
    nobodyIsFoundByGuessing(published, candidates(context));
    whoeverHasTheSaltOpensAPseudonym(context);
    anAuditorSeesPseudonymsOneByOneAndNobodyInTheClear(context);
    new AuditLaw(lake.resolve("published"), folder.resolve("audit")).hold(context);
    new ForgottenLaw(context, settings, lake).holds();
  }

  private void anAuditorSeesPseudonymsOneByOneAndNobodyInTheClear(JobContext context)
      throws IOException {
    Path audit = folder.resolve("audit");
    new AuditJob(Period.parse("2026-09"), audit.toString()).run(context);
    StringBuilder all = new StringBuilder();
    for (Path file : files(audit)) {
      assertThat(texts(file)).as(file.toString()).doesNotContain(PLANTED);
      all.append(texts(file));
    }
    Pseudonyms names = context.lakeSecret().pseudonyms();
    for (String shown :
        List.of(
            names.holder("holder:kanarek-person"),
            names.holder("holder:kanarek-member"),
            names.source("account:forum-example.com/Kanarek Asks"),
            names.source("path:github.com/kanarek-codes"),
            names.rater("dataset:f@1", "Kanarek Rates"),
            "holder:firm")) {
      assertThat(all).contains(shown);
    }
    assertThatThrownBy(
            () ->
                new AuditJob(Period.parse("2026-09"), folder.resolve("lake/audit").toString())
                    .run(context))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("Name a folder that only the auditor reads.");
  }

  /** All that is known of whom the lake pays: what an insider of a site could list. */
  private static List<String> candidates(JobContext context) {
    List<String> ids = new ArrayList<>(List.of("holder:kanarek-person", "holder:kanarek-member"));
    for (Row row : context.lake().read(People.TABLE).distinct().collectAsList()) {
      ids.add(row.getAs(People.CLEAR_ID));
    }
    assertThat(ids).as("whom people knows").hasSizeGreaterThanOrEqualTo(12);
    assertThat(ids).allMatch(id -> id.toLowerCase(Locale.ROOT).contains(PLANTED));
    return ids;
  }

  /** Without the secret: no salt, a wrong one, and what is published of the secret. */
  private static void nobodyIsFoundByGuessing(Set<String> published, List<String> candidates) {
    assertThat(published).anyMatch(text -> text.contains("account:forum-example.com/"));
    for (String id : candidates) {
      for (Kind kind : Kind.values()) {
        for (byte[] salt :
            List.of(new byte[0], new byte[32], id.getBytes(StandardCharsets.UTF_8))) {
          String guess = Pseudonym.of(kind, salt, id);
          String characters = guess.substring(guess.length() - 32);
          assertThat(published).noneMatch(text -> text.contains(characters));
        }
      }
    }
    // And with the secret there is nobody to be found either: persons are told by site.
    assertThat(published)
        .noneMatch(text -> text.matches("(?s).*(/~|rater:|holder:~)[a-z2-7]{32}.*"));
  }

  private static void whoeverHasTheSaltOpensAPseudonym(JobContext context) {
    Pseudonyms names = context.lakeSecret().pseudonyms();
    Set<String> paid = new HashSet<>();
    for (Row row : context.lake().read(HolderCredits.TABLE).collectAsList()) {
      paid.add(row.getAs(HolderCredits.HOLDER_ID) + " for " + row.getAs(HolderCredits.SOURCE_ID));
    }
    String holder = "holder:kanarek-person";
    String shownHolder = Pseudonym.of(Kind.HOLDER, names.salt(Kind.HOLDER, holder), holder);
    String account = "account:forum-example.com/Kanarek Asks";
    String path = "path:github.com/kanarek-codes";
    assertThat(paid)
        .contains(
            shownHolder
                + " for "
                + Pseudonym.of(Kind.ACCOUNT, names.salt(Kind.ACCOUNT, account), account),
            shownHolder + " for " + Pseudonym.of(Kind.PATH, names.salt(Kind.PATH, path), path));
  }

  /** A file's bytes, and, of Parquet, every cell and the column names: lower case. */
  private static String texts(Path file) throws IOException {
    StringBuilder text =
        new StringBuilder(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    if (file.toString().endsWith(".parquet")) {
      for (Row row : SharedSpark.session().read().parquet(file.toString()).collectAsList()) {
        text.append(row.mkString("\n", "\n", "\n"));
      }
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }

  private static List<Path> files(Path of) throws IOException {
    try (Stream<Path> all = Files.walk(of)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private Path write() throws IOException {
    Files.createDirectories(folder.resolve("inputs"));
    for (Map.Entry<String, String> input : INPUTS.entrySet()) {
      Files.writeString(folder.resolve("inputs").resolve(input.getKey()), input.getValue());
    }
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
    return Files.writeString(
        folder.resolve("headwaters.yaml"),
        """
        lake: ./lake
        policies: policy.yaml
        inputs: {folder: ./inputs}
        """);
  }
}

package org.headwaters.jobs.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwaters.jobs.Deliverer.counts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.functions;
import org.headwaters.Rows;
import org.headwaters.SameRows;
import org.headwaters.core.UsageError;
import org.headwaters.jobs.Deliverer;
import org.headwaters.jobs.step.JobReport;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.LakeSecret;
import org.headwaters.tables.Claims;
import org.headwaters.tables.Deliveries;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.Holders;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.ServedUsage;
import org.headwaters.tables.Table;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IngestJobTest {
  private static final String HEADER =
      "revenue_id,period,asset_id,kind,gross_amount,currency,deleted\n";

  @TempDir Path folder;

  private Deliverer deliverer;

  @BeforeEach
  void newLake() {
    deliverer = new Deliverer(folder);
  }

  private Path revenue(String name, String... lines) {
    return deliverer.file(name, HEADER + String.join("\n", lines) + "\n");
  }

  private static String line(String id, String amount) {
    return id + ",2026-09,service:acme/chat,usage," + amount + ",EUR,";
  }

  private List<String> amounts() {
    return deliverer
        .current(Revenue.TABLE)
        .select(
            functions.concat_ws(" ", functions.col("revenue_id"), functions.col("gross_amount")))
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }

  @Test
  void keepsEveryRightRowInTheContractsTypes() {
    Path file =
        deliverer.file(
            "revenue.csv",
            """
            revenue_id,period,asset_id,kind,covers,quantity,unit,unit_price,gross_amount,currency
             r1 ,2026-09,service:acme/chat,usage,,1000,tokens,0.000009,0.01,EUR
            "r,2",2026-09,service:acme/chat,licence_fee,domain:example.com,,,,-12.5,JPY
            """);
    JobReport report = deliverer.deliver(Revenue.TABLE, file);
    assertThat(counts(report, Revenue.TABLE)).containsExactly(2L, 2L, 0L, 0L);
    assertThat(report.changed()).isTrue();
    SameRows.check(
        Rows.of(
            Revenue.TABLE,
            """
            revenue_id  period   asset_id           kind         covers              quantity  unit    unit_price  gross_amount  currency
            r1          2026-09  service:acme/chat  usage        -                   1000      tokens  0.000009    0.01          EUR
            r,2         2026-09  service:acme/chat  licence_fee  domain:example.com  -         -       -           -12.5         JPY
            """),
        deliverer.current(Revenue.TABLE));
  }

  @Test
  void deliveringTheSameAgainChangesNothing() {
    Path file = revenue("revenue.csv", line("r1", "1"), line("r2", "2"), line("r2", "2"));
    assertThat(counts(deliverer.deliver(Revenue.TABLE, file), Revenue.TABLE))
        .containsExactly(3L, 2L, 1L, 0L);
    Path same = revenue("other-name.csv", line("r2", "2.00"), line("r1", "1"));
    JobReport again = deliverer.deliver(Revenue.TABLE, same);
    assertThat(counts(again, Revenue.TABLE)).containsExactly(2L, 0L, 2L, 0L);
    assertThat(again.changed()).isFalse();
    assertThat(Inputs.now(deliverer.lake()).deliveries(Revenue.TABLE)).hasSize(1);
    assertThat(amounts()).containsExactly("r1 1.000000", "r2 2.000000");
  }

  @Test
  void theLatestDeliveryWinsAlsoWhenItRestoresAnOldOne() {
    Path a = revenue("a.csv", line("r1", "1"), line("r2", "2"));
    Path b = revenue("b.csv", line("r1", "10"));
    deliverer.deliver(Revenue.TABLE, a);
    deliverer.deliver(Revenue.TABLE, b);
    assertThat(amounts()).containsExactly("r1 10.000000", "r2 2.000000");
    JobReport third = deliverer.deliver(Revenue.TABLE, a);
    assertThat(counts(third, Revenue.TABLE)).containsExactly(2L, 1L, 1L, 0L);
    assertThat(amounts()).containsExactly("r1 1.000000", "r2 2.000000");
  }

  @Test
  void oneDeliveryOrThreeGiveTheSameRows() {
    Path all = revenue("all.csv", line("r1", "1"), line("r2", "2"), line("r3", "3"));
    Deliverer other = new Deliverer(folder.resolve("other"));
    other.deliver(Revenue.TABLE, all);
    for (int i = 3; i >= 1; i--) {
      deliverer.deliver(Revenue.TABLE, revenue("part" + i + ".csv", line("r" + i, "" + i)));
    }
    SameRows.check(other.current(Revenue.TABLE), deliverer.current(Revenue.TABLE));
  }

  @Test
  void severalFilesOfOneTableAreOneDeliveryWhateverTheirOrder() {
    Path one = revenue("one.csv", line("r1", "1"), line("r2", "2"));
    Path two = revenue("two.csv", line("r3", "3"));
    Deliverer other = new Deliverer(folder.resolve("other"));
    deliverer.deliver(Revenue.TABLE, one, two);
    other.deliver(Revenue.TABLE, two, one);
    assertThat(Inputs.now(deliverer.lake()).deliveries(Revenue.TABLE))
        .singleElement()
        .isEqualTo(Inputs.now(other.lake()).deliveries(Revenue.TABLE).get(0));
  }

  @Test
  void aDeletedRowIsTakenBackOnce() {
    deliverer.deliver(Revenue.TABLE, revenue("a.csv", line("r1", "1"), line("r2", "2")));
    Path back = revenue("b.csv", line("r1", "1") + "true");
    assertThat(deliverer.deliver(Revenue.TABLE, back).changed()).isTrue();
    assertThat(amounts()).containsExactly("r2 2.000000");
    assertThat(deliverer.deliver(Revenue.TABLE, back).changed()).isFalse();
  }

  @Test
  void rowsOfOneKeyThatDifferAreAllRejected() {
    Path file =
        revenue("revenue.csv", line("r1", "1"), line("r1", "2"), line("r2", "2"), line("r1", "1"));
    JobReport report = deliverer.deliver(Revenue.TABLE, file);
    assertThat(counts(report, Revenue.TABLE)).containsExactly(4L, 1L, 0L, 3L);
    assertThat(amounts()).containsExactly("r2 2.000000");
    assertThat(deliverer.rejects())
        .hasSize(3)
        .first()
        .isEqualTo(
            "revenue.csv | 2 | revenue_id | r1 | conflicting_duplicate | Deliver one row of this"
                + " key, or give each its own key.");
  }

  @Test
  void aClaimIsKnownByItsHolderAndItsIdSoThatNobodysIsRejectedBecauseOfAnothers() {
    Path file =
        deliverer.file(
            "claims.csv",
            """
            holder_id,claim_id,pattern,share_ppm,status
            holder:ada,c1,domain:ada.example,,verified
            holder:eve,c1,domain:ada.example,1,asserted
            holder:eve,c2,domain:eve.example,,asserted
            holder:eve,c2,domain:ada.example,,asserted
            """);
    JobReport report = deliverer.deliver(Claims.TABLE, file);
    assertThat(counts(report, Claims.TABLE)).containsExactly(4L, 2L, 0L, 2L);
    assertThat(deliverer.rejects())
        .first()
        .isEqualTo(
            "claims.csv | 4 | holder_id, claim_id | holder:eve, c2 | conflicting_duplicate |"
                + " Deliver one row of this key, or give each its own key.");
  }

  @Test
  void aDeliveryReplacesATableOfTheOtherKind() {
    String header = "period,service_id,model_id,tokens\n";
    Path a =
        deliverer.file(
            "a.csv", header + "2026-09,service:s,model:m,1\n2026-09,service:s,model:n,2\n");
    Path b = deliverer.file("b.csv", header + "2026-09,service:s,model:n,2\n");
    deliverer.deliver(ServedUsage.TABLE, a);
    JobReport second = deliverer.deliver(ServedUsage.TABLE, b);
    assertThat(counts(second, ServedUsage.TABLE)).containsExactly(1L, 1L, 0L, 0L);
    assertThat(deliverer.current(ServedUsage.TABLE).count()).isEqualTo(1);
    JobReport again = deliverer.deliver(ServedUsage.TABLE, b);
    assertThat(counts(again, ServedUsage.TABLE)).containsExactly(1L, 0L, 1L, 0L);
    JobReport wrong =
        deliverer.deliver(
            ServedUsage.TABLE, deliverer.file("c.csv", header + "2026-09,service:s,model:n,-2\n"));
    assertThat(wrong.lines()).anyMatch(line -> line.contains("the table stays as it is"));
    assertThat(deliverer.current(ServedUsage.TABLE).count()).isEqualTo(1);
  }

  @Test
  void aRunThatDiedBeforeBookingLeavesNothingToSeeAndARerunCompletes() {
    Path file = revenue("revenue.csv", line("r1", "1"), line("bad", "x"));
    Table table = Revenue.TABLE;
    deliverer
        .lake()
        .replace(
            table,
            Rows.of(
                    table,
                    """
                    revenue_id  period   asset_id           kind   gross_amount  currency
                    half        2026-09  service:acme/chat  usage  1             EUR
                    """)
                .withColumn(Table.DELIVERY_ID, functions.lit("half"))
                .withColumn(Table.DELIVERY_SEQ, functions.lit(1L)),
            Map.of(Table.DELIVERY_SEQ, 1L, Table.DELIVERY_ID, "half"));
    assertThat(deliverer.current(table).count()).isZero();
    deliverer.deliver(table, file);
    assertThat(amounts()).containsExactly("r1 1.000000");
    assertThat(deliverer.rejects()).hasSize(1);
    deliverer.deliver(table, file);
    assertThat(deliverer.rejects()).hasSize(1);
    assertThat(deliverer.lake().read(Deliveries.TABLE).count()).isEqualTo(1);
  }

  @Test
  void spellingsOfRelationsBecomeOurs() {
    Path file =
        deliverer.file(
            "derivations.csv",
            """
            child_id,parent_id,relation
            model:a,model:b,Fine-Tune
            model:a,model:c,LoRA
            model:a,dataset:d,inspired by
            """);
    deliverer.deliver(Derivations.TABLE, file);
    assertThat(deliverer.current(Derivations.TABLE).select("relation").collectAsList().toString())
        .contains("finetune", "adapter");
    assertThat(deliverer.rejects())
        .singleElement()
        .asString()
        .startsWith(
            "derivations.csv | 4 | relation | inspired by | relation_is_known | Use one of"
                + " serves,");
  }

  @Test
  void peopleArriveUnderPseudonymsOnlyAndModelsUnderTheirNames() throws java.io.IOException {
    Path file =
        deliverer.file(
            "feedback.jsonl",
            """
            {"dataset_id":"dataset:p@1","event_id":"e1","rater_id":"Rita Raw","rater_kind":"human"}
            {"dataset_id":"dataset:p@1","event_id":"e2","rater_id":"model:judge","rater_kind":"model","weight":"0.5"}
            {"dataset_id":"dataset:p@1","event_id":"e3","rater_id":"Rita Raw","rater_kind":"person"}
            {"dataset_id":"dataset:p@1","event_id":"e4","rater_id":"Rita Raw",
            {"dataset_id":"dataset:p@1","event_id":"e5","rater_id":"Rita Raw","rater_kind":"model"}
            """);
    JobReport report = deliverer.deliver(Feedback.TABLE, file);
    assertThat(counts(report, Feedback.TABLE)).containsExactly(5L, 2L, 0L, 3L);
    List<String> raters =
        deliverer.current(Feedback.TABLE).select(Feedback.RATER_ID).collectAsList().stream()
            .map(row -> row.getString(0))
            .sorted()
            .toList();
    assertThat(raters.get(0)).isEqualTo("model:judge");
    assertThat(raters.get(1)).matches("rater:[a-z2-7]{32}");
    assertThat(deliverer.rejects()).hasSize(3).noneMatch(line -> line.contains("Rita"));
    assertThat(LakeSecret.of(deliverer.lake())).hasToString("LakeSecret(not shown)");
    assertThat(LakeSecret.of(deliverer.lake()).pseudonyms().rater("dataset:p@1", "Rita Raw"))
        .isEqualTo(raters.get(1));
  }

  @Test
  void aLakeInWhichPersonsLieOpenIsRefusedAndToldWhatToDo() throws java.io.IOException {
    Path file = deliverer.file("holders.csv", "holder_id,kind\nholder:a,person\n");
    java.nio.file.Files.createDirectories(
        Path.of(java.net.URI.create(deliverer.lake().root())).resolve("claims/_delta_log"));
    assertThatThrownBy(() -> deliverer.deliver(Holders.TABLE, file))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining(": claims lie outside its folder private, with ids of persons in")
        .hasMessageContaining("Name an empty folder as `lake` and run again");
  }
}

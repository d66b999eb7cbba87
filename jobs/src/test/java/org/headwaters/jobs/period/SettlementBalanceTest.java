package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.Rows;
import org.headwaters.core.Breach;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.lineage.EarnerShares;
import org.headwaters.core.money.Rational;
import org.headwaters.core.policy.Period;
import org.headwaters.tables.Claims;
import org.headwaters.tables.HolderCredits;
import org.headwaters.transforms.ClaimOutcomes;
import org.headwaters.transforms.CreditBalance;
import org.headwaters.transforms.HolderCreditRows;
import org.headwaters.transforms.PathMeanings;
import org.headwaters.transforms.SourceCredits;
import org.headwaters.transforms.StatementLineRows;
import org.headwaters.transforms.UnmatchedCredits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Books that do not balance are not booked, however well their totals look. */
final class SettlementBalanceTest {
  private static final Period PERIOD = Period.parse("2026-09");
  private static final Column AMOUNT = col(HolderCredits.AMOUNT_MICROS);
  private static final Column ANN =
      col(HolderCredits.BUCKET).equalTo("payable").and(AMOUNT.equalTo(60));

  private static Dataset<Row> inflows;
  private static Dataset<Row> undisclosed;
  private static Dataset<Row> credits;
  private static Dataset<Row> matched;
  private static Dataset<Row> outcomes;
  private static Dataset<Row> unmatched;
  private static Dataset<Row> bySign;
  private static Dataset<Row> rows;

  /** Money and a refund for one data set: two sources that are claimed, two that are not. */
  @BeforeAll
  static void settle() {
    inflows =
        Rows.of(
            SourceCredits.INFLOWS,
            """
            contributions_id  dataset_id   part       inflow_micros
            c                 dataset:h/d  documents  210
            c                 dataset:h/d  documents  -21
            """);
    undisclosed =
        Rows.of(
            HolderCredits.TABLE.schema(),
            """
            dataset_id   reason          amount_micros
            dataset:h/d  low_confidence  5
            """);
    credits =
        Rows.of(
                SourceCredits.SCHEMA,
                """
                dataset_id   part       source_id             amount_micros  weight  weight_refused
                dataset:h/d  documents  domain:ann.example    100            10      4
                dataset:h/d  documents  domain:ann.example    -10            10      4
                dataset:h/d  documents  domain:ben.example    50             5       0
                dataset:h/d  documents  domain:ben.example    -5             5       0
                dataset:h/d  documents  domain:none.example   40             4       1
                dataset:h/d  documents  domain:none.example   -4             4       1
                dataset:h/d  documents  undisclosed:no_source  20            2       0
                dataset:h/d  documents  undisclosed:no_source  -2            2       0
                """)
            .cache();
    Dataset<Row> claims =
        Rows.of(
                Claims.TABLE,
                """
                holder_id  claim_id  pattern             share_ppm  status    valid_from
                ann        c1        domain:ann.example  -          verified  2020-01-01
                gone       c1        domain:ben.example  400000     verified  2020-01-01
                cem        c1        domain:ben.example  100000     disputed  2020-01-01
                """)
            .withColumn(ClaimOutcomes.HOLDER_KNOWN, col(Claims.HOLDER_ID).notEqual("gone"));
    matched = ClaimOutcomes.matched(PathMeanings.asShown(credits), claims).cache();
    outcomes =
        ClaimOutcomes.apply(
                matched, new ClaimOutcomes.Rules(Map.of(), true, PERIOD.lastDay(), List.of()))
            .cache();
    unmatched = UnmatchedCredits.apply(credits, matched, true).cache();
    bySign = HolderCreditRows.bySign(outcomes, unmatched, undisclosed).cache();
    rows = ofRun(HolderCreditRows.apply(bySign), "2026-09").cache();
  }

  private static Dataset<Row> ofRun(Dataset<Row> rows, String period) {
    return rows.withColumn(HolderCredits.PERIOD, lit(period))
        .withColumn(HolderCredits.RUN_ID, lit("run"));
  }

  private static void check(Dataset<Row> differences) {
    SettlementBalance.check(PERIOD, Map.of("the books", differences));
  }

  private static void breaks(Dataset<Row> differences, String where) {
    assertThatThrownBy(() -> check(differences))
        .isInstanceOf(Breach.class)
        .hasMessageStartingWith("Period 2026-09: the books do not balance: dataset:h/d " + where)
        .hasMessageContaining("Nothing was booked")
        .hasMessageNotContaining("ann");
  }

  private static void outcomesBreak(Dataset<Row> wrong, String where) {
    breaks(CreditBalance.ofOutcomes(matched, wrong), "documents should be " + where);
  }

  /** The same fault in the making of the rows, after the outcomes were found to be right. */
  private static void rowsBreak(Dataset<Row> wrongOutcomes) {
    Dataset<Row> wrong = HolderCreditRows.bySign(wrongOutcomes, unmatched, undisclosed);
    breaks(CreditBalance.ofRows(wrong, inflows, undisclosed), "documents should be 210 micros");
  }

  @Test
  void booksThatBalancePassAndSayWhereTheMoneyIs() {
    assertThatCode(
            () -> {
              check(CreditBalance.ofCredits(credits, inflows));
              check(CreditBalance.ofOutcomes(matched, outcomes));
              check(CreditBalance.ofRows(bySign, inflows, undisclosed));
              check(CreditBalance.ofAccounts(rows, rows));
            })
        .doesNotThrowAnyException();
    List<String> found =
        rows
            .select(
                HolderCredits.BUCKET,
                HolderCredits.HOLDER_ID,
                HolderCredits.SOURCE_ID,
                HolderCredits.PART,
                HolderCredits.REASON,
                HolderCredits.AMOUNT_MICROS)
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .toList();
    assertThat(found)
        .containsExactlyInAnyOrder(
            "payable ann domain:ann.example documents null 54",
            "on_hold ann domain:ann.example documents refused 36",
            "on_hold gone domain:ben.example documents unknown_holder 18",
            "on_hold cem domain:ben.example documents disputed 5",
            "on_hold null null documents refused 9",
            "unclaimed null null documents null 49",
            "undisclosed null null documents no_source 18",
            "undisclosed null null lineage low_confidence 5");
  }

  /** Of what came in x earned a third and y the rest; what was refunded was z's. */
  @Test
  void linesDivideWhatIsPayableAmongItsEarnersAndALineThatDoesNotAddUpIsABreach() {
    Dataset<Row> lines =
        StatementLineRows.added(
                StatementLineRows.apply(
                    bySign,
                    Map.of(
                        new StatementLineRows.Origin("dataset:h/d", 1),
                        new EarnerShares(
                            List.of("service:x", "service:y"),
                            List.of(Rational.of(1, 3), Rational.of(2, 3))),
                        new StatementLineRows.Origin("dataset:h/d", -1),
                        EarnerShares.ofOne("service:z"))))
            .cache();
    assertThat(lines.collectAsList().stream().map(row -> row.mkString(" ")))
        .containsExactlyInAnyOrder(
            "ann domain:ann.example dataset:h/d documents service:x 20",
            "ann domain:ann.example dataset:h/d documents service:y 40",
            "ann domain:ann.example dataset:h/d documents service:z -6");
    check(CreditBalance.ofLines(bySign, lines));
    breaks(
        CreditBalance.ofLines(bySign, lines.where("earner_id <> 'service:z'")),
        "documents should be 54 micros, but is 60");
  }

  @Test
  void anOutcomeCountedTwiceIsABreach() {
    Dataset<Row> twice = outcomes.unionByName(outcomes.where(ANN));
    outcomesBreak(twice, "100 micros, but is 160");
    rowsBreak(twice);
  }

  @Test
  void anOutcomeLeftOutIsABreach() {
    Dataset<Row> without = outcomes.where(ANN.equalTo(false));
    outcomesBreak(without, "100 micros, but is 40");
    rowsBreak(without);
    Dataset<Row> whole = outcomes.where(col(ClaimOutcomes.CREDIT_MICROS).notEqual(100));
    outcomesBreak(whole, "100 micros, but is 0");
    rowsBreak(whole);
  }

  /**
   * Unclaimed money that makes up for what another was given too much of is no longer of its sign.
   */
  @Test
  void anOutcomeOfMoreThanItsCreditIsABreachThoughTheSumIsRight() {
    Column unclaimed = col(HolderCredits.BUCKET).equalTo("unclaimed");
    Column large = col(ClaimOutcomes.CREDIT_MICROS).equalTo(50);
    Dataset<Row> more =
        with(
            with(outcomes, large.and(unclaimed), AMOUNT.minus(100)),
            large.and(col(HolderCredits.REASON).equalTo("disputed")),
            AMOUNT.plus(100));
    outcomesBreak(more, "50 micros, but is 50");
    rowsBreak(more);
  }

  @Test
  void anOutcomeOfAnotherSignIsABreach() {
    outcomesBreak(with(outcomes, ANN, AMOUNT.multiply(-1)), "100 micros, but is -20");
    Dataset<Row> exchanged =
        with(
            outcomes,
            col(HolderCredits.HOLDER_ID).equalTo("ann"),
            when(AMOUNT.equalTo(60), lit(-6L))
                .when(AMOUNT.equalTo(-6), lit(60L))
                .otherwise(AMOUNT));
    assertThatThrownBy(() -> check(CreditBalance.ofOutcomes(matched, exchanged)))
        .as("though both signs together are right")
        .isInstanceOf(Breach.class);
    Dataset<Row> wrong = HolderCreditRows.bySign(exchanged, unmatched, undisclosed);
    assertThatThrownBy(() -> check(CreditBalance.ofRows(wrong, inflows, undisclosed)))
        .isInstanceOf(Breach.class);
  }

  @Test
  void aSourcesCreditChangedByOneMicroIsABreach() {
    Dataset<Row> changed = with(credits, AMOUNT.equalTo(40), AMOUNT.plus(1));
    breaks(CreditBalance.ofCredits(changed, inflows), "documents should be 210 micros, but is 211");
    Dataset<Row> wrong =
        HolderCreditRows.bySign(
            outcomes, UnmatchedCredits.apply(changed, matched, true), undisclosed);
    breaks(
        CreditBalance.ofRows(wrong, inflows, undisclosed),
        "documents should be 210 micros, but is 211");
  }

  @Test
  void twoAccountsExchangedAreABreach() {
    Column bucket = col(HolderCredits.BUCKET);
    Dataset<Row> swapped =
        rows.withColumn(
            HolderCredits.BUCKET,
            when(bucket.equalTo("payable"), lit(Bucket.UNCLAIMED.key()))
                .when(bucket.equalTo("unclaimed"), lit(Bucket.PAYABLE.key()))
                .otherwise(bucket));
    breaks(CreditBalance.ofAccounts(rows, swapped), "documents should be ");
    breaks(
        CreditBalance.ofAccounts(rows, with(rows, AMOUNT.equalTo(18), AMOUNT.minus(1))),
        "documents should be 18 micros, but is 17");
  }

  @Test
  void aRowOfAnotherPeriodIsABreach() {
    Dataset<Row> foreign = ofRun(rows.where(AMOUNT.equalTo(54)), "2026-08");
    breaks(
        CreditBalance.ofAccounts(rows, rows.unionByName(foreign)),
        "documents should be 0 micros, but is 54");
  }

  private static Dataset<Row> with(Dataset<Row> rows, Column where, Column amount) {
    return rows.withColumn(HolderCredits.AMOUNT_MICROS, when(where, amount).otherwise(AMOUNT));
  }
}

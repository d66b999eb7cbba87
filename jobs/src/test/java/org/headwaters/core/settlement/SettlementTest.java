package org.headwaters.core.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.Golden;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.Method;
import org.headwaters.core.lineage.Asset;
import org.headwaters.core.lineage.AssetGraph;
import org.headwaters.core.lineage.AssetKind;
import org.headwaters.core.lineage.Contents;
import org.headwaters.core.lineage.Destination;
import org.headwaters.core.lineage.Disclosure;
import org.headwaters.core.lineage.Edge;
import org.headwaters.core.lineage.LineageInput;
import org.headwaters.core.lineage.Reason;
import org.headwaters.core.lineage.Relation;
import org.headwaters.core.money.ExchangeRates;
import org.headwaters.core.policy.Policy;
import org.headwaters.core.policy.RevenueKind;
import org.headwaters.core.settlement.Coverage.DocumentWeights;
import org.headwaters.core.settlement.Coverage.Rung;
import org.headwaters.core.source.ContributionPart;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SettlementTest {
  private static final LocalDate LAST = LocalDate.of(2026, 9, 30);
  private static final Policy POLICY = Policy.byDefault();
  private static final ExchangeRates RATES =
      new ExchangeRates(
          "EUR",
          List.of(
              new ExchangeRates.Rate(LAST, "USD", new BigDecimal("1.25")),
              new ExchangeRates.Rate(LAST.minusDays(8), "CHF", BigDecimal.ONE)));

  private static RevenueSum sum(
      String earner, RevenueKind kind, String currency, @Nullable String covers, String amount) {
    return new RevenueSum(earner, kind, currency, covers, 1, new BigDecimal(amount));
  }

  private static Pools pools(RevenueSum... sums) {
    return Pools.of(List.of(sums), RATES, POLICY, LAST);
  }

  private static String lines(List<MoneyFlow> flows) {
    StringBuilder lines = new StringBuilder();
    for (MoneyFlow flow : flows) {
      lines.append(flow.fromId()).append(' ').append(flow.kind().key());
      lines.append(flow.toId() == null ? "" : " " + flow.toId());
      lines.append(flow.reason() == null ? "" : " " + flow.reason().key());
      lines.append(": ").append(flow.amountMicros()).append('\n');
    }
    return lines.toString();
  }

  @Test
  void aPoolIsTheKindsPartOfTheConvertedSumRoundedTowardsNothing() {
    Pools pools =
        pools(
            sum("service:b", RevenueKind.USAGE, "EUR", null, "0.000019"),
            sum("service:b", RevenueKind.USAGE, "USD", null, "10"),
            sum("service:a", RevenueKind.LICENCE_FEE, "EUR", "domain:x.org", "-3"),
            sum("service:a", RevenueKind.HOSTING, "EUR", null, "-0.000019"));
    assertThat(pools.pools())
        .extracting(pool -> pool.sum().earnerId() + " " + pool.sum().kind().key())
        .containsExactly(
            "service:a hosting", "service:a licence_fee", "service:b usage", "service:b usage");
    assertThat(pools.pools())
        .extracting(Pool::grossMicros)
        .containsExactly(-19L, -3000000L, 19L, 8000000L);
    assertThat(pools.pools())
        .extracting(Pool::poolMicros)
        .containsExactly(-1L, -3000000L, 1L, 800000L);
    assertThat(pools.pools())
        .extracting(Pool::retainedMicros)
        .containsExactly(-18L, 0L, 18L, 7200000L);
    assertThat(pools.grossMicros()).isEqualTo(5_000_000);
    assertThat(pools.unconvertible()).isEmpty();
  }

  @Test
  void currenciesWithoutAFreshRateAreNamed() {
    Pools pools =
        pools(
            sum("service:b", RevenueKind.USAGE, "CHF", null, "1"),
            sum("service:b", RevenueKind.USAGE, "XXX", null, "1"));
    assertThat(pools.pools()).isEmpty();
    assertThat(pools.unconvertible())
        .hasToString(
            "{CHF=stale_rate: the last rate is of 2026-09-22, more than 7 days before"
                + " 2026-09-30, XXX=unknown_rate: there is no rate on or before 2026-09-30}");
    Policy swiss = Policy.of(Map.of("reporting_currency", "CHF"));
    List<RevenueSum> euros = List.of(sum("service:b", RevenueKind.USAGE, "EUR", null, "1"));
    assertThatThrownBy(() -> Pools.of(euros, RATES, swiss, LAST))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "The last rate of the reporting currency CHF is of 2026-09-22, more than 7 days before"
                + " 2026-09-30. Deliver newer exchange_rates.");
    Policy none = Policy.of(Map.of("reporting_currency", "GBP"));
    assertThatThrownBy(() -> Pools.of(euros, RATES, none, LAST))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "There is no rate of the reporting currency GBP on or before 2026-09-30. Deliver"
                + " exchange_rates.");
  }

  @Test
  void aMonthBeyondSixtyFourBitsIsTheDeliverersToMend() {
    String most = "9223372036854.775806";
    assertThat(
            pools(
                    sum("service:a", RevenueKind.USAGE, "EUR", null, most),
                    sum("service:b", RevenueKind.USAGE, "EUR", null, "-0.000001"))
                .grossMicros())
        .isEqualTo(Long.MAX_VALUE - 2);
    assertThatThrownBy(
            () ->
                pools(
                    sum("service:a", RevenueKind.USAGE, "EUR", null, most),
                    sum("service:b", RevenueKind.USAGE, "EUR", null, "-0.000002")))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "revenue: the amounts of the period ending 2026-09-30 add up to 9223372036854775808"
                + " micros, with usage of service:b in EUR, more than 9223372036854775807. Correct"
                + " these lines.");
  }

  @Test
  void leviesComeOffTheTopPerEarnerAndCoverAndSignsStayApart() {
    Levied levied =
        Levied.of(
            pools(
                sum("service:a", RevenueKind.USAGE, "EUR", null, "100"),
                sum("service:a", RevenueKind.USAGE, "USD", null, "-25"),
                sum("service:a", RevenueKind.LICENCE_FEE, "EUR", "service:a", "1"),
                sum("service:a", RevenueKind.LICENCE_FEE, "EUR", "model:m", "-2"),
                sum("service:a", RevenueKind.LICENCE_FEE, "EUR", "domain:x.org", "4")),
            POLICY);
    // 10 − 2 of usage is one pool, since it is the earner's; the fees are pools of their own.
    assertThat(lines(levied.flows()))
        .isEqualTo(
            """
            service:a retained: 90000000
            service:a retained: -18000000
            service:a fund fund:audit: 130000
            service:a fund fund:audit: -20000
            service:a fund fund:commons: 650000
            service:a fund fund:commons: -100000
            service:a graph model:m: -1880000
            service:a graph service:a: 8460000
            service:a source domain:x.org: 3760000
            """);
    assertThat(levied.entries().positiveMicros()).hasToString("{service:a=8460000}");
    assertThat(levied.entries().negativeMicros()).hasToString("{model:m=-1880000}");
    assertThat(levied.poolMicros()).isEqualTo(15_000_000);
  }

  private static AssetGraph graph() {
    return AssetGraph.of(
        POLICY.flowRules(),
        new LineageInput(
            List.of(
                new Asset("service:a", AssetKind.SERVICE, Disclosure.FULL, 0),
                new Asset("dataset:d", AssetKind.DATASET, Disclosure.PARTIAL, 50_000)),
            List.of(
                new Edge(
                    "service:a",
                    "dataset:d",
                    Relation.RETRIEVAL_DATA,
                    null,
                    null,
                    1_000_000,
                    false,
                    LAST)),
            List.of(
                new Contents(
                    "dataset:d", BigInteger.TEN, new TreeMap<>(), BigInteger.ONE, new TreeMap<>())),
            Map.of(),
            Set.of()));
  }

  @Test
  void aRefundIsMirroredDownToTheInflows() {
    Settlement settled =
        Settlement.of(
            pools(
                sum("service:a", RevenueKind.USAGE, "EUR", null, "100"),
                sum("service:a", RevenueKind.LICENCE_FEE, "EUR", "service:a", "-5"),
                sum("service:a", RevenueKind.LICENCE_FEE, "EUR", "account:x.org/1", "-5")),
            POLICY,
            graph());
    assertThat(Inflow.all(settled.flows()))
        .containsExactly(
            new Inflow("service:a", CreditPart.LICENCE_FEE, "account:x.org/1", null, -4_700_000),
            new Inflow("dataset:d", CreditPart.OWN, "own:dataset:d", null, 470_000),
            new Inflow("dataset:d", CreditPart.FEEDBACK, null, null, 3_572_000),
            new Inflow("dataset:d", CreditPart.DOCUMENTS, null, null, 3_572_000),
            new Inflow("dataset:d", CreditPart.LINEAGE, null, Reason.NOT_DISCLOSED, 1_786_000),
            new Inflow("dataset:d", CreditPart.OWN, "own:dataset:d", null, -235_000),
            new Inflow("dataset:d", CreditPart.FEEDBACK, null, null, -1_786_000),
            new Inflow("dataset:d", CreditPart.DOCUMENTS, null, null, -1_786_000),
            new Inflow("dataset:d", CreditPart.LINEAGE, null, Reason.NOT_DISCLOSED, -893_000));
    Coverage coverage =
        Coverage.of(
            settled.flows(),
            Map.of("dataset:d", new DocumentWeights(10, 5, 2)),
            BigInteger.valueOf(7_000_000));
    assertThat(coverage.micros().get(Rung.POOL)).isEqualTo(20_000_000);
    assertThat(coverage.micros().get(Rung.DISCLOSED)).isEqualTo(16_121_000);
    assertThat(coverage.micros().get(Rung.SOURCED)).isEqualTo(16_121_000 - 5_358_000 / 2);
    assertThat(coverage.micros().get(Rung.LINKED)).isEqualTo(16_121_000 - 5_358_000 * 8 / 10);
    assertThat(coverage.ppm(Rung.CLAIMED)).isEqualTo(350_000);
    assertThat(coverage.ppm(Rung.POOL)).isEqualTo(1_000_000);
    assertThat(Coverage.of(List.of(), Map.of(), BigInteger.ZERO).ppm(Rung.CLAIMED)).isZero();
    assertThatThrownBy(() -> Coverage.of(settled.flows(), Map.of(), BigInteger.ZERO))
        .isInstanceOf(Breach.class)
        .hasMessage("Money reached documents of dataset:d, which has none.");
  }

  private static List<RevenueSum> randomSums(Random random) {
    RevenueKind[] kinds = RevenueKind.values();
    List<RevenueSum> sums = new ArrayList<>();
    for (int line = random.nextInt(6); line >= 0; line--) {
      String covers = List.of("", "dataset:d", "domain:x.org", "model:y").get(random.nextInt(4));
      sums.add(
          sum(
              random.nextBoolean() ? "service:a" : "model:z",
              kinds[random.nextInt(kinds.length)],
              random.nextBoolean() ? "EUR" : "USD",
              covers.isEmpty() ? null : covers,
              BigDecimal.valueOf(random.nextLong() >> random.nextInt(60), 9).toPlainString()));
    }
    return sums;
  }

  @Test
  void theSettlementsOfFixedRevenueAreThoseOfThisVersion() {
    StringBuilder results = new StringBuilder();
    for (long seed = 0; seed < 100; seed++) {
      Pools pools = Pools.of(randomSums(new Random(seed)), RATES, POLICY, LAST);
      results.append(lines(Settlement.of(pools, POLICY, graph()).flows())).append('\n');
    }
    Golden.check(Method.FLOWS, "settlement", results.toString());
  }

  @Test
  void flowsEndWithGrossAndCoverageStaysBetweenNothingAndAll() {
    for (long seed = 0; seed < 300; seed++) {
      List<RevenueSum> sums = randomSums(new Random(seed));
      Pools pools = Pools.of(sums, RATES, POLICY, LAST);
      Settlement settled = Settlement.of(pools, POLICY, graph());
      long gross = 0;
      for (MoneyFlow flow : settled.flows()) {
        boolean ends = flow.kind() != FlowKind.ASSET && flow.kind() != FlowKind.GRAPH;
        gross += ends ? flow.amountMicros() : 0;
        assertThat(flow.amountMicros()).as("seed %s", seed).isNotZero();
      }
      assertThat(gross).as("seed %s", seed).isEqualTo(pools.grossMicros());
      Coverage coverage =
          Coverage.of(
              settled.flows(), Map.of("dataset:d", new DocumentWeights(9, 7, 3)), BigInteger.ZERO);
      BigInteger before = settled.levied().poolMicros();
      assertThat(coverage.micros().get(Rung.POOL)).as("seed %s", seed).isEqualTo(before);
      for (Rung rung : List.of(Rung.DISCLOSED, Rung.SOURCED, Rung.LINKED)) {
        BigInteger reached = coverage.micros().get(rung);
        assertThat(reached).as("seed %s, %s", seed, rung).isBetween(BigInteger.ZERO, before);
        assertThat(coverage.ppm(rung)).isBetween(0, 1_000_000);
        before = reached;
      }
    }
  }

  @Test
  void wordsThatNobodyKnowsAreErrors() {
    assertThat(FlowKind.of("output_attributions")).isEqualTo(FlowKind.OUTPUT_ATTRIBUTIONS);
    assertThat(CreditPart.of("licence_fee")).isEqualTo(CreditPart.LICENCE_FEE);
    assertThat(ContributionPart.of("feedback_models")).isEqualTo(ContributionPart.FEEDBACK_MODELS);
    assertThatThrownBy(() -> ContributionPart.of("Documents")).isInstanceOf(InvalidInput.class);
    assertThat(Rung.of("linked")).isEqualTo(Rung.LINKED);
    assertThat(Reason.of("no_lineage")).isEqualTo(Reason.NO_LINEAGE);
    for (Destination destination : Destination.values()) {
      assertThat(FlowKind.of(destination).key()).isEqualTo(destination.key());
    }
    assertThatThrownBy(() -> FlowKind.of("elsewhere"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("There is no kind of flow 'elsewhere'. Use one of retained, fund,");
    assertThatThrownBy(() -> CreditPart.of("")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> Rung.of("gross")).isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> Reason.of("x")).isInstanceOf(InvalidInput.class);
  }
}

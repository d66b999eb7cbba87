package org.headwaters.core.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.money.Conversion.Converted;
import org.headwaters.core.money.ExchangeRates;
import org.headwaters.core.money.Money;
import org.junit.jupiter.api.Test;

/** Answers that anybody can work out on paper. A real graph's are in {@link LineageScaleTest}. */
final class KnownAnswersTest {
  private static final LocalDate LAST = LocalDate.of(2026, 9, 30);
  private static final int LINES = 1_000_000;
  private static final int TEN_PERCENT = 100_000;

  @Test
  void fivePercentThenTenPercentOfAMillion() {
    // The service passes on 10 %, the model 5 % of what it gets; the makers keep the rest.
    World world =
        new World()
            .rules(World.GENEROUS)
            .asset("service:shop", Disclosure.FULL, 900_000)
            .asset("model:m", Disclosure.FULL, 950_000)
            .asset("dataset:d", Disclosure.FULL, 1_000_000)
            .share("service:shop", "model:m", Relation.SERVES, 100_000)
            .share("model:m", "dataset:d", Relation.PRETRAINING_DATA, 50_000);

    Map<String, BigInteger> kept = new TreeMap<>();
    for (Balance balance : world.settle("service:shop", 1_000_000).balances()) {
      kept.put(balance.assetId(), balance.ownMicros());
    }
    assertThat(kept).hasToString("{dataset:d=5000, model:m=95000, service:shop=900000}");
  }

  @Test
  void aHundredAndFiftyThousandEurosOverHalfAMillionEqualParts() {
    int parts = 482_460;
    BigInteger amount = BigInteger.valueOf(150_000_000_000L);
    List<BigInteger> split =
        Apportionment.split(amount, Stream.generate(() -> BigInteger.ONE).limit(parts).toList());
    Map<BigInteger, Integer> sizes = new TreeMap<>();
    BigInteger sum = BigInteger.ZERO;
    for (BigInteger part : split) {
      sizes.merge(part, 1, Integer::sum);
      sum = sum.add(part);
    }
    // 150,000,000,000 = 482,460 · 310,906 + 291,240: so many parts get one micro more.
    assertThat(sizes).hasToString("{310906=191220, 310907=291240}");
    assertThat(sum).isEqualTo(amount);
    for (int part : new int[] {0, 1, 2, 3, 241_229, 241_230, parts - 1}) {
      assertThat(BigInteger.valueOf(Apportionment.part(amount.longValueExact(), part, 1, parts)))
          .as("part %s, reckoned alone", part)
          .isEqualTo(split.get(part));
    }
  }

  @Test
  void aMillionUsageLinesOfNineMillionthsOfAEuroMakeAPoolOfNinetyCents() {
    ExchangeRates rates =
        new ExchangeRates(
            "EUR", List.of(new ExchangeRates.Rate(LAST, "USD", new BigDecimal("1.25"))));
    assertThat(pool(rates, sum("3", "0.000003"), "EUR")).isEqualTo(900_000);
    assertThat(pool(rates, sum("45", "0.00000025"), "USD")).as("in dollars").isEqualTo(900_000);
    assertThat(pool(rates, sum("-3", "0.000003"), "EUR")).as("refunded").isEqualTo(-900_000);
    assertThat(LINES * pool(rates, new BigDecimal("0.000009"), "EUR"))
        .as("line by line there would be nothing to pass on")
        .isZero();
  }

  @Test
  void aModelThatNamesOnlyItsTeacherDoesNotSendItEverything() {
    World world =
        new World()
            .asset("model:student", Disclosure.PARTIAL, 0)
            .edge("model:student", "model:teacher", Relation.DISTILLATION);
    // A fifth is not disclosed; of the rest 3 parts go to the teacher, 6 to what is missing.
    assertThat(World.flows(world.settle("model:student", 900)))
        .isEqualTo(
            """
            model:student > asset model:teacher @distillation distillation: 240
            model:student > undisclosed missing_stage: 480
            model:student > undisclosed not_disclosed: 180
            model:teacher > undisclosed no_lineage: 240
            """);
  }

  /** Quantity times price of every line, added exactly. */
  private static BigDecimal sum(String quantity, String unitPrice) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int line = 0; line < LINES; line++) {
      sum = sum.add(new BigDecimal(quantity).multiply(new BigDecimal(unitPrice)));
    }
    return sum;
  }

  private static long pool(ExchangeRates rates, BigDecimal units, String currency) {
    Converted gross = (Converted) rates.convert(new Money(units, currency), "EUR", LAST);
    return Apportionment.ppmOf(gross.micros().longValueExact(), TEN_PERCENT);
  }
}

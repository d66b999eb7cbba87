package org.headwaters.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.headwaters.core.money.Conversion.Converted;
import org.headwaters.core.money.Conversion.Stale;
import org.headwaters.core.money.Conversion.Unknown;
import org.headwaters.core.money.ExchangeRates.Rate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExchangeRatesTest {
  private static final LocalDate LAST = LocalDate.of(2026, 9, 30);
  private static final ExchangeRates RATES =
      new ExchangeRates(
          "EUR",
          List.of(
              rate("2026-09-29", "USD", "1.10"),
              rate("2026-09-30", "USD", "1.25"),
              rate("2026-10-01", "USD", "9"),
              rate("2026-09-23", "GBP", "0.8"),
              rate("2026-09-22", "TRY", "40"),
              rate("2026-10-01", "CHF", "0.9"),
              rate("2026-09-30", "JPY", "3")));

  private static Rate rate(String date, String currency, String units) {
    return new Rate(LocalDate.parse(date), currency, new BigDecimal(units));
  }

  private static Conversion convert(String units, String from, String to) {
    return RATES.convert(new Money(new BigDecimal(units), from), to, LAST);
  }

  @ParameterizedTest
  @CsvSource({
    "10, USD, EUR, 8000000, {USD=2026-09-30}",
    "-10, USD, EUR, -8000000, {USD=2026-09-30}",
    "8, EUR, USD, 10000000, {USD=2026-09-30}",
    "10, USD, GBP, 6400000, '{GBP=2026-09-23, USD=2026-09-30}'",
    "1, JPY, EUR, 333333, {JPY=2026-09-30}",
    "2, JPY, EUR, 666667, {JPY=2026-09-30}",
    "0.0000005, EUR, EUR, 0, {}",
    "0.0000015, EUR, EUR, 2, {}",
    "0.0000025, EUR, EUR, 2, {}",
    "0.00000250000000001, EUR, EUR, 3, {}",
    "7.5, XTS, XTS, 7500000, {}",
    "0, USD, EUR, 0, {USD=2026-09-30}",
  })
  void roundsTheExactAmountOnceHalfEven(
      String units, String from, String to, long micros, String dates) {
    assertThat(convert(units, from, to))
        .isInstanceOfSatisfying(
            Converted.class,
            done -> {
              assertThat(done.micros()).isEqualTo(micros);
              assertThat(done.rateDates()).hasToString(dates);
            });
  }

  @Test
  void usesARateOfSevenDaysAndNamesOlderOnes() {
    assertThat(convert("1", "GBP", "EUR")).isInstanceOf(Converted.class);
    assertThat(convert("1", "TRY", "USD"))
        .isInstanceOfSatisfying(
            Stale.class, stale -> assertThat(stale.rateDates()).hasToString("{TRY=2026-09-22}"));
    assertThat(convert("1", "USD", "TRY")).isInstanceOf(Stale.class);
    assertThat(RATES.freshness("TRY", LAST)).isInstanceOf(Stale.class);
    assertThat(RATES.freshness("EUR", LAST.plusYears(9))).isInstanceOf(Converted.class);
    assertThat(RATES.base()).isEqualTo("EUR");
  }

  @Test
  void namesCurrenciesWithoutAnyRateYet() {
    assertThat(convert("1", "CHF", "XXX"))
        .isInstanceOfSatisfying(
            Unknown.class, unknown -> assertThat(unknown.currencies()).hasToString("[CHF, XXX]"));
    assertThat(convert("1", "TRY", "CHF")).isInstanceOf(Unknown.class);
    assertThat(convert("1", "CHF", "CHF")).isInstanceOf(Converted.class);
  }

  @Test
  void theBaseHasNoRatesOrSaysOneAndWhereNoneCanBeItNothingIsConverted() {
    assertThat(ExchangeRates.of("EUR", List.of()).base()).isEqualTo("EUR");
    List<Rate> perEuro = List.of(rate("2026-09-30", "USD", "1.25"), rate("2026-09-30", "GBP", "2"));
    assertThat(ExchangeRates.of("EUR", perEuro).base()).isEqualTo("EUR");
    assertThat(ExchangeRates.of("USD", perEuro).base()).isEqualTo("EUR");
    List<Rate> printsIt = List.of(perEuro.get(0), rate("2026-09-30", "EUR", "1.0000"));
    for (String reporting : List.of("EUR", "USD")) {
      ExchangeRates rates = ExchangeRates.of(reporting, printsIt);
      assertThat(rates.base()).isEqualTo("EUR");
      assertThat(rates.freshness("USD", LAST)).isInstanceOf(Converted.class);
    }
    List<Rate> perDollar =
        List.of(rate("2026-09-30", "EUR", "0.8"), rate("2026-09-30", "USD", "1"), perEuro.get(1));
    assertThat(ExchangeRates.of("USD", perDollar).base()).isEqualTo("USD");
    ExchangeRates torn = ExchangeRates.of("EUR", List.of(perEuro.get(0), perDollar.get(0)));
    Money dollars = new Money(BigDecimal.ONE, "USD");
    assertThat(torn.convert(dollars, "EUR", LAST))
        .isEqualTo(new Conversion.Baseless(perDollar.get(0)));
    assertThat(torn.convert(new Money(BigDecimal.ONE, "EUR"), "EUR", LAST))
        .isInstanceOf(Converted.class);
  }

  @Test
  void refusesRatesThatCannotBe() {
    assertThatThrownBy(() -> new ExchangeRates("EUR", List.of(rate("2026-09-30", "USD", "0"))))
        .hasMessage("The rate of USD on 2026-09-30 is 0; give units per 1 EUR, more than 0.");
    assertThatThrownBy(() -> new ExchangeRates("EUR", List.of(rate("2026-09-30", "EUR", "1"))))
        .hasMessageContaining("base currency EUR on 2026-09-30");
    assertThatThrownBy(
            () ->
                new ExchangeRates(
                    "EUR", List.of(rate("2026-09-30", "USD", "1"), rate("2026-09-30", "USD", "2"))))
        .hasMessage("There are two rates of USD on 2026-09-30; remove one.");
    assertThat(
            new ExchangeRates(
                "EUR", List.of(rate("2026-09-30", "USD", "1"), rate("2026-09-30", "USD", "1.0"))))
        .isNotNull();
  }

  @Test
  void convertsAmountsOfAnySize() {
    assertThat(convert("9223372036854.775808", "EUR", "EUR"))
        .isInstanceOfSatisfying(
            Converted.class, done -> assertThat(done.micros()).isEqualTo("9223372036854775808"));
  }

  @Test
  void isNeverFurtherFromTheExactFractionThanHalfAMicro() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      BigDecimal from = new BigDecimal(new BigInteger(30, random).add(BigInteger.ONE), 6);
      BigDecimal to = new BigDecimal(new BigInteger(30, random).add(BigInteger.ONE), 6);
      BigDecimal units = new BigDecimal(new BigInteger(40, random), 18);
      ExchangeRates rates =
          new ExchangeRates("EUR", List.of(new Rate(LAST, "AAA", from), new Rate(LAST, "BBB", to)));
      Converted done = (Converted) rates.convert(new Money(units, "AAA"), "BBB", LAST);
      BigDecimal error =
          units
              .multiply(to)
              .movePointRight(6)
              .subtract(from.multiply(new BigDecimal(done.micros())))
              .abs()
              .multiply(BigDecimal.valueOf(2));
      assertThat(error).as("seed %s", seed).isLessThanOrEqualTo(from);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.00, EUR, 10.005, true",
    "10.00, EUR, 9.995, true",
    "10.00, EUR, 10.005001, false",
    "10.00, EUR, 9.994999, false",
    "100, JPY, 100.5, true",
    "100, JPY, 100.51, false",
    "1, KWD, 1.0005, true",
    "1, KWD, 1.0006, false",
  })
  void agreesToHalfAMinorUnit(String units, String currency, String other, boolean agrees) {
    assertThat(new Money(new BigDecimal(units), currency).agreesWith(new BigDecimal(other)))
        .isEqualTo(agrees);
  }

  @Test
  void knowsTheMinorUnitOfRealCurrenciesOnly() {
    assertThat(Money.minorUnit("EUR")).isEqualByComparingTo("0.01");
    assertThat(Money.minorUnit("JPY")).isEqualByComparingTo("1");
    assertThat(Money.isCurrency("XAU")).isFalse();
    assertThat(Money.isCurrency("eur")).isFalse();
    assertThatThrownBy(() -> Money.minorUnit("EURO"))
        .hasMessage("Currency EURO is unknown; write an ISO 4217 code.");
  }
}

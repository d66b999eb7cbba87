package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.Revenue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EcbFormatTest {
  private static final int DAYS = 6_983;
  private static final int CURRENCIES = 41;
  private static final int NOT_AVAILABLE = 68_748;

  @TempDir Path folder;

  private Outside outside;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
  }

  @Test
  void everyRateOfTheRealFileIsARow() {
    Path zip = Outside.real("fx-ecb/eurofxref-hist.zip");
    Outside.Counts report = outside.deliver(ExchangeRates.TABLE, "ecb", zip);
    long rates = (long) DAYS * CURRENCIES - NOT_AVAILABLE;
    assertThat(report).isEqualTo(Outside.Counts.of(rates, rates, 0L, 0L));
    assertThat(outside.rows(ExchangeRates.TABLE, ExchangeRates.RATE_DATE).stream().distinct())
        .hasSize(DAYS);
    assertThat(outside.rows(ExchangeRates.TABLE, ExchangeRates.CURRENCY).stream().distinct())
        .hasSize(CURRENCIES);
    assertThat(outside.rows(ExchangeRates.TABLE, "rate_date", "currency", "rate"))
        .contains("1999-01-04 | USD | 1.178900000000");
  }

  @Test
  void cellsWithoutARateAreNoRowsAndBrokenLinesAreRejects() {
    Path file =
        outside.file(
            "eurofxref.csv",
            Outside.lines(
                "Date,USD,JPY,",
                "2026-09-30,1.17,N/A,",
                "2026-09-29,,170.5,",
                "2026-09-28,1.1",
                "28 September 2026,1.1,170,",
                "2026-09-25,one,-3,"));
    Outside.Counts report = outside.deliver(ExchangeRates.TABLE, "ecb", file);
    assertThat(report).isEqualTo(Outside.Counts.of(6L, 2L, 0L, 4L));
    assertThat(outside.rejects())
        .containsExactly(
            "eurofxref.csv:4 null cells_fit_header",
            "eurofxref.csv:5 null is_a_date",
            "eurofxref.csv:6 rate is_a_decimal",
            "eurofxref.csv:6 rate rate_in_range",
            "eurofxref.csv:6 rate rate_is_positive");
  }

  @Test
  void aFileThatIsCutShortOrSomethingElseStopsTheDelivery() throws IOException {
    byte[] zip = Files.readAllBytes(Outside.real("fx-ecb/eurofxref-hist.zip"));
    Path half = outside.file("half.zip", Arrays.copyOf(zip, zip.length / 2));
    assertThatThrownBy(() -> outside.deliver(ExchangeRates.TABLE, "ecb", half))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("half.zip");
    Path other = outside.file("other.csv", "a,b\n1,2\n");
    assertThatThrownBy(() -> outside.deliver(ExchangeRates.TABLE, "ecb", other))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("not the European Central Bank's file");
    assertThatThrownBy(() -> outside.deliver(Revenue.TABLE, "ecb", other))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("fills exchange_rates only");
  }
}

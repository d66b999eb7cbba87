package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.ServedUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsageFormatTest {
  private static final String HEADER =
      "week,model,input_tokens,cached_tokens,output_tokens,reasoning_tokens,total_tokens";

  @TempDir Path folder;

  private Outside outside;
  private Path prices;

  @BeforeEach
  void newLake() {
    outside = new Outside(folder);
    prices =
        outside.file(
            "prices.csv",
            Outside.lines(
                "model,model_id,valid_from,valid_to,currency,input,cached,output,reasoning",
                "m-1,model:acme/m-1,2026-01-01,2026-09-15,USD,3,0.3,15,",
                "m-1,model:acme/m-1,2026-09-15,,USD,2.5,,12.5,20",
                "m-2,model:acme/m-2,2026-01-01,,EUR,0.1,,0.2,"));
  }

  private Map<String, Object> settings(String... more) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("prices", prices.toString());
    settings.put("service_id", "service:acme/chat");
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  @Test
  void everyTokenIsChargedOnceInItsOwnPart() {
    Path file =
        outside.file(
            "usage.csv",
            Outside.lines(
                HEADER,
                "2026-09-07,m-1,1000000,400000,200000,50000,1200000",
                "2026-09-21,m-1,1000000,400000,200000,50000,",
                "2026-09-21,m-2,7,,0,,7"));
    Outside.Counts report = outside.deliver(Revenue.TABLE, "usage", file, settings());
    assertThat(report).isEqualTo(Outside.Counts.of(10L, 10L, 0L, 0L));
    String id = "usage:service:acme/chat:";
    assertThat(
            outside.rows(
                Revenue.TABLE, "revenue_id", "period", "quantity", "unit_price", "currency"))
        .containsExactly(
            id + "m-1:2026-09-07:cached | 2026-09 | 0.400000 | 0.300000000000 | USD",
            id + "m-1:2026-09-07:input | 2026-09 | 0.600000 | 3.000000000000 | USD",
            id + "m-1:2026-09-07:output | 2026-09 | 0.150000 | 15.000000000000 | USD",
            id + "m-1:2026-09-07:reasoning | 2026-09 | 0.050000 | 15.000000000000 | USD",
            id + "m-1:2026-09-21:cached | 2026-09 | 0.400000 | 2.500000000000 | USD",
            id + "m-1:2026-09-21:input | 2026-09 | 0.600000 | 2.500000000000 | USD",
            id + "m-1:2026-09-21:output | 2026-09 | 0.150000 | 12.500000000000 | USD",
            id + "m-1:2026-09-21:reasoning | 2026-09 | 0.050000 | 20.000000000000 | USD",
            id + "m-2:2026-09-21:input | 2026-09 | 0.000007 | 0.100000000000 | EUR",
            id + "m-2:2026-09-21:output | 2026-09 | 0.000000 | 0.200000000000 | EUR");
    outside.deliver(ServedUsage.TABLE, "usage", file, settings());
    // Dollars and euros are no weights of each other: nothing is said to be earned.
    assertThat(outside.rows(ServedUsage.TABLE, "period", "model_id", "tokens", "earned_amount"))
        .containsExactly(
            "2026-09 | model:acme/m-1 | 2400000 | null", "2026-09 | model:acme/m-2 | 7 | null");
  }

  @Test
  void twoNamesOfOneModelBothCount() {
    prices =
        outside.file(
            "prices.csv",
            Outside.lines(
                "model,model_id,valid_from,currency,input,output",
                "m,model:acme/m,2026-01-01,EUR,1,2",
                "m-2026-08,model:acme/m,2026-01-01,EUR,1.0,2",
                "m-latest,model:acme/m,2026-01-01,EUR,1,2"));
    Path file =
        outside.file(
            "usage.csv",
            Outside.lines(
                "date,model,input_tokens,output_tokens",
                "2026-09-01,m,1,1",
                "2026-09-01,m-latest,2,2",
                "2026-09-01,m,1,1"));
    assertThat(outside.deliver(Revenue.TABLE, "usage", file, settings()))
        .isEqualTo(Outside.Counts.of(6L, 4L, 2L, 0L));
    outside.deliver(ServedUsage.TABLE, "usage", file, settings());
    assertThat(outside.rows(ServedUsage.TABLE, "model_id", "tokens"))
        .containsExactly("model:acme/m | 6");
  }

  @Test
  void partsToldBesideOthersAreAddedInsteadOfTakenOut() {
    Path file =
        outside.file(
            "usage.jsonl",
            "{\"day\":\"2026-09-01\",\"name\":\"m-1\",\"in\":\"1000000\",\"cached_tokens\":2000000,\"output_tokens\":null}\n");
    Map<String, Object> settings = settings("cached", "beside");
    settings.put("columns", Map.of("date", "day", "model", "name", "input_tokens", "in"));
    outside.deliver(Revenue.TABLE, "usage", file, settings);
    assertThat(outside.rows(Revenue.TABLE, "quantity", "unit_price"))
        .containsExactly("1.000000 | 3.000000000000", "2.000000 | 0.300000000000");
    outside.deliver(ServedUsage.TABLE, "usage", file, settings);
    assertThat(outside.rows(ServedUsage.TABLE, "tokens")).containsExactly("3000000");
  }

  @Test
  void whatIsUnknownIsARejectAndNoZero() {
    Path file =
        outside.file(
            "usage.csv",
            Outside.lines(
                HEADER,
                "2026-09-07,m-1,,,,,1200000",
                "2026-09-07,m-1,,,,,",
                "2026-09-07,m-1,5,6,1,,",
                "2026-09-07,m-1,5,1,1,,9",
                "2026-09-14,m-1,5,1,1,,",
                "2026-09-07,unheard,5,1,1,,",
                "2026-09-xx,m-1,5,1,1,,",
                "2026-09-07,m-1,1.5,,1,,",
                "2026-09-07,m-1",
                "2026-09-01,m-2,1,,,,",
                "2026-09-01,m-2,2,,,,"));
    Outside.Counts report = outside.deliver(Revenue.TABLE, "usage", file, settings());
    assertThat(report).isEqualTo(Outside.Counts.of(11L, 0L, 0L, 11L));
    assertThat(outside.rejects())
        .contains(
            "usage.csv:2 input_tokens parts_are_told",
            "usage.csv:3 input_tokens parts_are_told",
            "usage.csv:4 null parts_are_within",
            "usage.csv:5 total_tokens parts_add_up",
            "usage.csv:6 model price_covers_the_time",
            "usage.csv:7 model model_has_a_price",
            "usage.csv:8 date is_a_date",
            "usage.csv:9 input_tokens is_a_bigint",
            "usage.csv:10 null cells_fit_header");
    report = outside.deliver(ServedUsage.TABLE, "usage", file, settings());
    assertThat(report).isEqualTo(Outside.Counts.of(10L, 0L, 0L, 10L));
  }

  @Test
  void aPriceTableThatContradictsItselfStopsTheDelivery() {
    prices =
        outside.file(
            "twice.csv",
            Outside.lines(
                "model,model_id,valid_from,currency,input,output",
                "m,model:a/m,2026-01-01,USD,1,2",
                "m,model:a/m,2026-02-01,USD,1,2"));
    Path file = outside.file("usage.csv", HEADER + "\n");
    assertThatThrownBy(() -> outside.deliver(Revenue.TABLE, "usage", file, settings()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("two prices for one day");
    assertThatThrownBy(
            () -> outside.deliver(Revenue.TABLE, "usage", file, settings("cached", "maybe")))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("within");
  }
}

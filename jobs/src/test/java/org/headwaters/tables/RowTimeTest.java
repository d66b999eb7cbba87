package org.headwaters.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import org.headwaters.SharedSpark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01T00:00:00Z",
        "1582-10-04T12:00:00Z",
        "1582-10-15T12:00:00Z",
        "1900-02-28T23:59:59.999999Z",
        "2026-09-30T23:59:59Z",
        "9999-12-31T23:59:59Z"
      })
  void whatSparkHoldsIsThatMomentAndGoesBack(String time) {
    Timestamp held =
        SharedSpark.session().sql("SELECT TIMESTAMP '" + time + "'").head().getTimestamp(0);

    assertThat(RowTime.instant(held)).isEqualTo(Instant.parse(time));
    assertThat(RowTime.cell(Instant.parse(time))).isEqualTo(held);
  }
}

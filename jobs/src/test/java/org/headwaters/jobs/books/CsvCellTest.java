package org.headwaters.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How a value stands in a CSV file. */
final class CsvCellTest {
  @Test
  void aTextThatASpreadsheetWouldRunBeginsWithAnApostrophe() {
    for (String formula :
        new String[] {"=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "＝1"}) {
      assertThat(CsvCell.harmless(formula)).isEqualTo("'" + formula);
      assertThat(CsvCell.text(formula)).isEqualTo(formula);
    }
  }

  @Test
  void numbersAndOtherTextsStayAsTheyAre() {
    assertThat(CsvCell.harmless(-5L)).isEqualTo("-5");
    assertThat(CsvCell.harmless(new BigDecimal("-1E+3"))).isEqualTo("-1000");
    assertThat(CsvCell.harmless("a=b")).isEqualTo("a=b");
    assertThat(CsvCell.harmless("")).isEmpty();
    assertThat(CsvCell.harmless(null)).isNull();
    assertThat(CsvCell.harmless(Timestamp.from(Instant.parse("2026-09-01T00:00:00Z"))))
        .isEqualTo("2026-09-01T00:00:00Z");
  }
}

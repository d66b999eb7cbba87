package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Revenue;
import org.junit.jupiter.api.Test;

final class SpellingTest {
  private static Spelling spelling(Object... options) {
    Map<String, Object> said = new LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      if (!options[i + 1].equals("")) {
        said.put((String) options[i], options[i + 1]);
      }
    }
    return Spelling.of(new InputSource("revenue", "csv", "/x", Map.of(), Map.of(), Map.of(), said));
  }

  /** The value, or the rule that is broken. */
  private static String read(Spelling spelling, Spelling.Kind kind, String cell) {
    Spelling.Read read = spelling.read("c", kind, cell);
    return read.fault() == null ? String.valueOf(read.value()) : read.fault().getString(2);
  }

  /** Writes an amount as books do, apart from the code that reads it. */
  private static String written(BigDecimal amount, String decimal, String thousands, int style) {
    String plain = amount.abs().toPlainString();
    int point = plain.indexOf('.');
    StringBuilder text = new StringBuilder(point < 0 ? plain : plain.substring(0, point));
    for (int i = text.length() - 3; i > 0; i -= 3) {
      text.insert(i, thousands);
    }
    if (point >= 0) {
      text.append(decimal).append(plain, point + 1, plain.length());
    }
    if (amount.signum() >= 0) {
      return text.toString();
    }
    return switch (style) {
      case 0 -> "-" + text;
      case 1 -> text + "-";
      case 2 -> "(" + text + ")";
      default -> "\u2212" + text;
    };
  }

  @Test
  void everyAmountIsReadBackAsItWasWritten() {
    Random random = new Random(20260930);
    String[][] marks = {{",", "."}, {".", ","}, {".", "'"}, {",", " "}, {",", ""}};
    for (int i = 0; i < 20_000; i++) {
      String[] mark = marks[random.nextInt(marks.length)];
      long units = random.nextLong() >> random.nextInt(63);
      BigDecimal amount = BigDecimal.valueOf(units, random.nextInt(7));
      String text = written(amount, mark[0], mark[1], random.nextInt(4));
      Spelling spelling = spelling("decimal", mark[0], "thousands", mark[1]);
      assertThat(new BigDecimal(read(spelling, Spelling.Kind.NUMBER, text)))
          .as(text)
          .isEqualByComparingTo(amount);
    }
  }

  @Test
  void aNumberSpelledOtherwiseIsAFaultAndNeverAnotherNumber() {
    Spelling german = spelling("decimal", ",", "thousands", ".");
    for (String cell :
        new String[] {
          "1.5",
          "1,234.56",
          "12.34",
          "1.2345",
          "1,2,3",
          "€ 5",
          "5 €",
          "1e3",
          "",
          "--5",
          "(-5)",
          ".5"
        }) {
      assertThat(read(german, Spelling.Kind.NUMBER, cell))
          .as(cell)
          .isEqualTo(cell.isEmpty() ? "" : "number_is_spelled_so");
    }
    assertThat(read(german, Spelling.Kind.NUMBER, "1.".repeat(1 << 20)))
        .isEqualTo("number_is_spelled_so");
    assertThat(read(spelling("decimal", ","), Spelling.Kind.NUMBER, "1234.5"))
        .isEqualTo("number_is_spelled_so");
    Spelling french = spelling("decimal", ",", "thousands", " ");
    assertThat(read(french, Spelling.Kind.NUMBER, "1\u202F234\u00A0567,8")).isEqualTo("1234567.8");
    Spelling indian = spelling("thousands", ",");
    assertThat(read(indian, Spelling.Kind.NUMBER, "12,34,567.89")).isEqualTo("1234567.89");
  }

  @Test
  void aDayBecomesADayAMomentOrItsMonth() {
    Spelling german = spelling("date_format", "dd.MM.yyyy");
    assertThat(read(german, Spelling.Kind.MONTH, "30.09.2026")).isEqualTo("2026-09");
    assertThat(read(german, Spelling.Kind.MONTH, "2026-09")).isEqualTo("2026-09");
    assertThat(read(german, Spelling.Kind.DAY, "30.09.2026")).isEqualTo("2026-09-30");
    assertThat(read(german, Spelling.Kind.MOMENT, "30.09.2026")).isEqualTo("2026-09-30T00:00:00Z");
    assertThat(read(german, Spelling.Kind.DAY, "31.09.2026")).isEqualTo("day_is_spelled_so");
    assertThat(read(german, Spelling.Kind.MONTH, "September")).isEqualTo("day_is_spelled_so");
    assertThat(read(spelling("date_format", "MM/yyyy"), Spelling.Kind.MONTH, "09/2026"))
        .isEqualTo("2026-09");
    assertThat(read(spelling("date_format", "MMM yyyy"), Spelling.Kind.MONTH, "Sep 2026"))
        .isEqualTo("2026-09");
    assertThat(read(spelling("date_format", "MM/yyyy"), Spelling.Kind.DAY, "09/2026"))
        .isEqualTo("day_is_spelled_so");
    assertThat(
            read(spelling("date_format", "M/d/yy h:mm a"), Spelling.Kind.MOMENT, "9/30/26 1:05 pm"))
        .isEqualTo("2026-09-30T13:05:00Z");
    assertThat(
            read(
                spelling("date_format", "yyyy-MM-dd HH:mm XXX"),
                Spelling.Kind.MOMENT,
                "2026-10-01 01:30 +02:00"))
        .isEqualTo("2026-09-30T23:30:00Z");
    assertThat(
            read(
                spelling("date_format", Map.of("c", "yyyyMM", "d", "yyyy")),
                Spelling.Kind.MONTH,
                "202609"))
        .isEqualTo("2026-09");
    assertThatThrownBy(() -> spelling("date_format", "JJJJ-MM"))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("date_format");
  }

  @Test
  void theirNamesBecomeOursAndAnUnknownOneIsNamed() {
    Spelling names = spelling("values", Map.of("c", Map.of("Chat Pro", "service:acme/chat")));
    assertThat(read(names, Spelling.Kind.TEXT, "Chat Pro ")).isEqualTo("service:acme/chat");
    assertThat(read(names, Spelling.Kind.TEXT, "service:acme/chat")).isEqualTo("service:acme/chat");
    Spelling.Read unknown = names.read("c", Spelling.Kind.TEXT, "Chat Ultra");
    assertThat(String.valueOf(unknown.fault()))
        .contains("value_is_mapped", "Say in inputs.revenue.values.c what 'Chat Ultra' is.");
    assertThatThrownBy(
            () -> spelling("values", Map.of("asset", Map.of("a", "b"))).checkColumns(Revenue.TABLE))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("the column asset,");
    assertThatThrownBy(() -> spelling("values", "Chat Pro")).isInstanceOf(UsageError.class);
    assertThatThrownBy(() -> spelling("decimal", ",", "thousands", ","))
        .isInstanceOf(UsageError.class);
  }
}

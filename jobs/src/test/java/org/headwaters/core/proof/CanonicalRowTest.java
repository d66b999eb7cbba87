package org.headwaters.core.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.headwaters.core.Breach;
import org.headwaters.core.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CanonicalRowTest {
  static Stream<Arguments> cells() {
    return Stream.of(
        Arguments.of("as it is ", "\"as it is \""),
        Arguments.of("", "\"\""),
        Arguments.of(Long.MIN_VALUE, "\"-9223372036854775808\""),
        Arguments.of(7, "\"7\""),
        Arguments.of((short) -7, "\"-7\""),
        Arguments.of(BigInteger.TWO.pow(70), "\"1180591620717411303424\""),
        Arguments.of(true, "\"true\""),
        Arguments.of(false, "\"false\""),
        Arguments.of(new BigDecimal("1.500000"), "\"1.5\""),
        Arguments.of(new BigDecimal("-0.000001"), "\"-0.000001\""),
        Arguments.of(new BigDecimal("1E+3"), "\"1000\""),
        Arguments.of(new BigDecimal("0.000000"), "\"0\""),
        Arguments.of(new BigDecimal("1E-20"), "\"0.00000000000000000001\""),
        Arguments.of(LocalDate.of(1, 1, 1), "\"0001-01-01\""),
        Arguments.of(LocalDate.of(9999, 12, 31), "\"9999-12-31\""),
        Arguments.of(Instant.parse("0001-01-01T00:00:00Z"), "\"0001-01-01T00:00:00.000000Z\""),
        Arguments.of(
            Instant.parse("9999-12-31T23:59:59.999999Z"), "\"9999-12-31T23:59:59.999999Z\""),
        Arguments.of(
            Instant.parse("2026-10-01T00:00:00.00002Z"), "\"2026-10-01T00:00:00.000020Z\""),
        Arguments.of(List.of(), "[]"),
        Arguments.of(List.of("b", "a", new BigDecimal("2.0")), "[\"b\",\"a\",\"2\"]"));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void aValueHasOneText(Object value, String text) {
    CanonicalRow row = CanonicalRow.of(Map.of("c", value));
    assertThat(row).hasToString("{\"c\":" + text + "}");
    assertThat(row.bytes()).isEqualTo(("{\"c\":" + text + "}").getBytes(StandardCharsets.UTF_8));
    assertThat(row.leaf()).isEqualTo(Hash.ofLeaf(row.bytes()));
  }

  @Test
  void aMissingCellIsNoMemberAndNoEmptyText() {
    Map<String, @Nullable Object> cells = new HashMap<>();
    cells.put("a", null);
    cells.put("b", "");
    assertThat(CanonicalRow.of(cells)).hasToString("{\"b\":\"\"}");
    assertThat(CanonicalRow.of(cells).key(List.of("a", "run_id", "b")))
        .isEqualTo(Arrays.asList(null, ""));
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of(new byte[0], "[B has no canonical text"),
        Arguments.of(Map.of(), "has no canonical text"),
        Arguments.of('c', "java.lang.Character has no canonical text"),
        Arguments.of(LocalDate.of(0, 12, 31), "0000-12-31 is not in the years 0001 to 9999"),
        Arguments.of(LocalDate.of(10000, 1, 1), "+10000-01-01 is not in the years 0001 to 9999"),
        Arguments.of(
            Instant.parse("0000-12-31T23:59:59.999999Z"), "0000-12-31 is not in the years"),
        Arguments.of(Instant.parse("+10000-01-01T00:00:00Z"), "+10000-01-01 is not in the years"),
        Arguments.of(
            Instant.parse("2026-01-01T00:00:00.000000001Z"), "more exact than a microsecond"),
        Arguments.of(Arrays.asList("a", null), "an array with a missing element"),
        Arguments.of(List.of(List.of("a")), "has no canonical text"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void aValueOfNoTableIsABreach(Object value, String message) {
    assertThatThrownBy(() -> CanonicalRow.of(Map.of("c", value)))
        .isInstanceOf(Breach.class)
        .hasMessageStartingWith("Column c: ")
        .hasMessageContaining(message);
  }

  @Test
  void anArrayIsNoKeyAndHalfACharacterNoText() {
    CanonicalRow row = CanonicalRow.of(Map.of("names", List.of("a")));
    assertThatThrownBy(() -> row.key(List.of("names")))
        .isInstanceOf(Breach.class)
        .hasMessage("Column names is an array, no key.");
    assertThatThrownBy(() -> CanonicalRow.of(Map.of("c", "a\uD800")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("half a surrogate pair");
  }
}

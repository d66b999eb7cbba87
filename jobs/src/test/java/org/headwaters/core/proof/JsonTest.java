package org.headwaters.core.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {
  private static final int[] POINTS = {
    0, 7, 8, 9, 10, 12, 13, 0x1F, ' ', '"', '\\', '/', 'a', 0x7F, 0x80, 0x2028, 0xD7FF, 0xE000,
    0xFFFF, 0x10000, 0x10FFFF
  };

  @Test
  void membersAreInTheOrderOfTheExampleOfRfc8785() {
    Json json =
        Json.object(
            Map.of(
                "\u20AC", Json.text("Euro Sign"),
                "\r", Json.text("Carriage Return"),
                "\uFB33", Json.text("Hebrew Letter Dalet With Dagesh"),
                "1", Json.text("One"),
                "\uD83D\uDE00", Json.text("Emoji: Grinning Face"),
                "\u0080", Json.text("Control"),
                "\u00F6", Json.text("Latin Small Letter O With Diaeresis")));
    assertThat(json.canonical())
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                + "\"\u00F6\":\"Latin Small Letter O With Diaeresis\",\"\u20AC\":\"Euro Sign\","
                + "\"\uD83D\uDE00\":\"Emoji: Grinning Face\","
                + "\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void textsAreEscapedNoMoreThanTheyMust() {
    assertThat(Json.text("\u20AC$\u000F\nA'B\"\\\\\"/").canonical())
        .isEqualTo("\"\u20AC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    assertThat(Json.text("\b\t\n\f\r\u0000\u001F\u007F\u2028").canonical())
        .isEqualTo("\"\\b\\t\\n\\f\\r\\u0000\\u001f\u007F\u2028\"");
  }

  @Test
  void arraysKeepTheirOrderAndNumbersAreTexts() {
    assertThat(Json.texts(List.of("b", "a")).canonical()).isEqualTo("[\"b\",\"a\"]");
    assertThat(Json.texts(List.of()).canonical()).isEqualTo("[]");
    assertThat(Json.object(Map.of()).canonical()).isEqualTo("{}");
    assertThat(Json.text(Long.MIN_VALUE).canonical()).isEqualTo("\"-9223372036854775808\"");
  }

  @ParameterizedTest
  @CsvSource({"\\uD83D, 0", "a\\uDE00, 1", "\\uDE00\\uD83D, 0", "\\uD83D\\uD83D\\uDE00, 0"})
  void halfASurrogatePairIsRefused(String escaped, int place) {
    String text = unescaped(escaped);
    assertThatThrownBy(() -> Json.text(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("character " + place + " is half a surrogate pair");
    assertThatThrownBy(() -> Json.object(Map.of(text, Json.text(""))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("half a surrogate pair");
  }

  @Test
  void whatIsWrittenIsRead() {
    Random random = new Random(1);
    for (int round = 0; round < 3000; round++) {
      Json value = value(random, 4);
      Json read = Json.parse("it", value.bytes());
      assertThat(read).isEqualTo(value);
      assertThat(read.canonical()).isEqualTo(value.canonical());
    }
  }

  @Test
  void aChangedTextIsRefusedOrAnotherValue() {
    Random random = new Random(2);
    for (int round = 0; round < 3000; round++) {
      Json value = value(random, 3);
      byte[] bytes = value.bytes();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Json read;
      try {
        read = Json.parse("it", bytes);
      } catch (InvalidInput refused) {
        assertThat(refused).hasMessageStartingWith("it is not canonical JSON: byte ");
        continue;
      }
      assertThat(read).isNotEqualTo(value);
      assertThat(read.bytes()).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "``                  | 0  | expected a text",
        "` \"a\"`            | 0  | expected a text",
        "`\"a\" `            | 3  | nothing may follow",
        "`\"a\"\"b\"`        | 3  | nothing may follow",
        "`\"a`               | 2  | expected \"",
        "`[\"a\", \"b\"]`    | 5  | expected a text",
        "`[\"a\",]`          | 5  | expected a text",
        "`[\"a\"`            | 4  | expected ]",
        "`{\"a\":\"b\"`      | 8  | expected }",
        "`{\"a\" :\"b\"}`    | 4  | expected :",
        "`{\"a\":\"b\",}`    | 9  | expected \"",
        "`{a:\"b\"}`         | 1  | expected \"",
        "`{\"b\":\"\",\"a\":\"\"}` | 8 | the member stands twice, or behind",
        "`{\"a\":\"\",\"a\":\"\"}` | 8 | the member stands twice, or behind",
        "`1`                 | 0  | expected a text",
        "`null`              | 0  | expected a text",
        "`[true]`            | 1  | expected a text",
        "`\"\\u0041\"`       | 1  | no such escape",
        "`\"\\/\"`           | 1  | no such escape",
        "`\"\\u000A\"`       | 1  | no such escape",
        "`\"\\u000F\"`       | 1  | no such escape",
        "`\"\\u000a\"`       | 1  | no such escape",
        "`\"\\ud83d\\ude00\"`| 1  | no such escape",
        "`\"é\\x\"`          | 3  | no such escape",
      })
  void whatIsNotCanonicalIsRefusedWithTheByte(String text, int place, String why) {
    assertThatThrownBy(() -> Json.parse("p.json", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("p.json is not canonical JSON: byte " + place + ": " + why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\t\"", "\"\n\"", "\"\u0000\"", "\"\u001F\""})
  void aBareControlCharacterIsRefused(String text) {
    assertThatThrownBy(() -> Json.parse("it", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("it is not canonical JSON: byte 1: a control character must be escaped.");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    assertThatThrownBy(() -> Json.parse("it", new byte[] {'"', 'a', (byte) 0xC3, '"'}))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("it is not canonical JSON: byte 2: not UTF-8.");
    // A surrogate pair written as two characters of three bytes each.
    byte[] cesu = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0xBD, (byte) 0xED, (byte) 0xB8, '"'};
    assertThatThrownBy(() -> Json.parse("it", cesu))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("it is not canonical JSON: byte 1: not UTF-8.");
  }

  @Test
  void nestingHasALimit() {
    String deepest = "[".repeat(65) + "]".repeat(65);
    assertThat(Json.parse("it", bytes(deepest)).canonical()).isEqualTo(deepest);
    assertThatThrownBy(() -> Json.parse("it", bytes("[" + deepest + "]")))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("it is not canonical JSON: byte 65: it is nested deeper than 64.");
    Json one = new Json.Array(List.of(Json.parse("it", bytes(deepest))));
    assertThatThrownBy(one::canonical)
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Cannot write JSON that is nested deeper than 64.");
    String objects = "{\"\":".repeat(64) + "{}" + "}".repeat(64);
    assertThat(Json.parse("it", bytes(objects)).canonical()).isEqualTo(objects);
    Json more = Json.object(Map.of("", Json.parse("it", bytes(objects))));
    assertThatThrownBy(more::canonical).isInstanceOf(InvalidInput.class).hasMessageContaining("64");
    assertThatThrownBy(() -> Json.parse("it", bytes("{\"\":" + objects + "}")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("nested deeper than 64");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Json value(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(3);
    if (kind == 0) {
      return Json.text(text(random));
    }
    if (kind == 1) {
      List<Json> items = new ArrayList<>();
      for (int left = random.nextInt(4); left > 0; left--) {
        items.add(value(random, depth - 1));
      }
      return new Json.Array(items);
    }
    TreeMap<String, Json> members = new TreeMap<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      members.put(text(random), value(random, depth - 1));
    }
    return Json.object(members);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      text.appendCodePoint(POINTS[random.nextInt(POINTS.length)]);
    }
    return text.toString();
  }

  /** Surrogates cannot stand in a source of UTF-8. */
  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      if (text.startsWith("\\u", at)) {
        out.append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
        at += 5;
      } else {
        out.append(text.charAt(at));
      }
    }
    return out.toString();
  }
}

package org.headwaters.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class VisibleTextTest {
  private static final String SPACES =
      " \t\n\r\f\u000b\u001c\u0085\u00a0\u1680\u2000\u2007\u2028\u2029\u202f\u205f\u3000";
  private static final String HIDDEN =
      "\u0000\u0007\u001b\u007f\u0080\u009f\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a"
          + "\u202e\u2060\u2066\u2069\ufeff";

  @Test
  void isTrimmedOfEveryUnicodeSpace() {
    for (char space : SPACES.toCharArray()) {
      assertThat(VisibleText.of(space + "a b" + space)).as("U+%04X", (int) space).isEqualTo("a b");
    }
  }

  @Test
  void isMissingWhereNothingCanBeSeen() {
    assertThat(VisibleText.of("")).isNull();
    for (char c : (SPACES + HIDDEN).toCharArray()) {
      assertThat(VisibleText.of(" " + c)).as("U+%04X", (int) c).isNull();
    }
  }

  @Test
  void tellsWhereAHiddenCharacterStands() {
    assertThat(VisibleText.firstHidden("a b\u00e9\ud83d\ude00\u0660\u0300")).isEqualTo(-1);
    for (char c : HIDDEN.toCharArray()) {
      assertThat(VisibleText.of("a" + c + "b")).isEqualTo("a" + c + "b");
      assertThat(VisibleText.firstHidden("a" + c + "b")).as("U+%04X", (int) c).isEqualTo(1);
    }
    assertThat(VisibleText.firstHidden("a\u2028b")).isEqualTo(1);
    assertThat(VisibleText.firstHidden("a\tb")).isEqualTo(1);
  }

  /** Beyond the first 65,536 characters too, where tags write ids that nobody sees. */
  @Test
  void whatHasNoWidthIsHiddenWhereverUnicodeKeepsIt() {
    for (int c :
        new int[] {
          0xE0001, 0xE0041, 0xE007F, 0x1D173, 0x1BCA0, 0x13430, 0xFFF9, 0xFFFB, 0xFDD0, 0xFFFE,
          0xFFFF, 0x10FFFF, 0x2065
        }) {
      String text = "a" + Character.toString(c) + "b";
      assertThat(VisibleText.firstHidden(text)).as("U+%04X", c).isEqualTo(1);
      assertThat(VisibleText.of(Character.toString(c))).as("U+%04X", c).isNull();
      assertThat(VisibleText.escaped(text)).isEqualTo(String.format(Locale.ROOT, "a<U+%04X>b", c));
    }
  }

  @Test
  void whatIsBlankByItselfIsMissingButStandsBesideLetters() {
    for (int c :
        new int[] {
          0x2800, 0x3164, 0x115F, 0x1160, 0xFFA0, 0x034F, 0x17B4, 0x180B, 0xFE0F, 0xE0100
        }) {
      String blank = Character.toString(c);
      assertThat(VisibleText.of(blank + " " + blank)).as("U+%04X", c).isNull();
      assertThat(VisibleText.of("a" + blank)).as("U+%04X", c).isEqualTo("a" + blank);
      assertThat(VisibleText.firstHidden("a" + blank)).as("U+%04X", c).isEqualTo(-1);
    }
  }

  @Test
  void marksAroundNumbersCanBeSeen() {
    for (int c : new int[] {0x0600, 0x0605, 0x06DD, 0x070F, 0x08E2, 0x110BD}) {
      assertThat(VisibleText.of(Character.toString(c))).as("U+%04X", c).isNotNull();
      assertThat(VisibleText.firstHidden(Character.toString(c))).as("U+%04X", c).isEqualTo(-1);
    }
  }
}

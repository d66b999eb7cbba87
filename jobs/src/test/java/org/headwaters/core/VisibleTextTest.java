package org.headwaters.core;

import static org.assertj.core.api.Assertions.assertThat;

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
}

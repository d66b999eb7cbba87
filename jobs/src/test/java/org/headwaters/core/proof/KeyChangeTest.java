package org.headwaters.core.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.headwaters.core.InvalidInput;
import org.junit.jupiter.api.Test;

final class KeyChangeTest {
  private static final SigningKey FIRST = SignedNoteTest.LOG;
  private static final SigningKey SECOND = SignedNoteTest.key("log.example/a", NoteKey.Use.NOTE, 3);
  private static final SigningKey THIRD = SignedNoteTest.key("log.example/a", NoteKey.Use.NOTE, 4);
  private static final byte[] BOOKING = "{\"kind\":\"settle\",\"seq\":\"1\"}".getBytes(UTF_8);

  @Test
  void keysHandOverOneToTheNext() {
    KeyChange change = KeyChange.of(1, FIRST, SECOND.key());
    assertThat(KeyChange.of(1, change.entry())).contains(change);
    assertThat(KeyChange.of(0, BOOKING)).isEmpty();
    assertThat(KeyChange.of(0, "\"text\"".getBytes(UTF_8))).isEmpty();
    assertThat(KeyChange.last(FIRST.key(), List.of(BOOKING))).isEqualTo(FIRST.key());
    List<byte[]> history =
        List.of(BOOKING, change.entry(), BOOKING, KeyChange.of(3, SECOND, THIRD.key()).entry());
    assertThat(KeyChange.last(FIRST.key(), history.subList(0, 3))).isEqualTo(SECOND.key());
    assertThat(KeyChange.last(FIRST.key(), history)).isEqualTo(THIRD.key());
    assertThatThrownBy(() -> KeyChange.last(SECOND.key(), history))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "entry 1: the key %s hands over, but the log's key is %s.", FIRST.key(), SECOND.key());
  }

  @Test
  void aChangeIsOfOnePlace() {
    byte[] entry = KeyChange.of(1, FIRST, SECOND.key()).entry();
    assertThatThrownBy(() -> KeyChange.of(2, entry))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("entry 2: a change of key that was signed for entry 1.");
  }

  @Test
  void everyChangedByteIsRefusedOrNoChangeOfKey() {
    KeyChange change = KeyChange.of(1, FIRST, SECOND.key());
    byte[] entry = change.entry();
    for (int at = 0; at < entry.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        entry[at] ^= (byte) (1 << bit);
        try {
          assertThat(KeyChange.of(1, entry)).as("byte %s, bit %s", at, bit).isEmpty();
        } catch (InvalidInput refused) {
          assertThat(refused).hasMessageMatching("(?s)(entry |vkey |Not a vkey|'.*cannot name).*");
        }
        entry[at] ^= (byte) (1 << bit);
      }
    }
  }

  @Test
  void aKeyHandsOverToAnotherKeyOfItsLogOnly() {
    SigningKey named = SignedNoteTest.key("log.example/b", NoteKey.Use.NOTE, 3);
    SigningKey witness = SignedNoteTest.key("log.example/a", NoteKey.Use.COSIGNATURE, 3);
    for (NoteKey to : List.of(FIRST.key(), named.key(), witness.key())) {
      assertThatThrownBy(() -> KeyChange.of(1, FIRST, to))
          .isInstanceOf(InvalidInput.class)
          .hasMessage(
              "entry 1: %s cannot hand over to %s: give another key of the same log.",
              FIRST.key(), to);
    }
    assertThatThrownBy(() -> KeyChange.of(1, witness, SECOND.key()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("cannot hand over");
    String forged = KeyChange.of(1, THIRD, SECOND.key()).signature();
    String honest = KeyChange.of(1, FIRST, SECOND.key()).signature();
    byte[] entry =
        new String(KeyChange.of(1, FIRST, SECOND.key()).entry(), UTF_8)
            .replace(honest, forged)
            .getBytes(UTF_8);
    assertThatThrownBy(() -> KeyChange.of(1, entry))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("entry 1: the signature of %s is wrong.", FIRST.key());
  }
}

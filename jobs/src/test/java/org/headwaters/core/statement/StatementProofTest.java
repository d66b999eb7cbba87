package org.headwaters.core.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.ledger.Sealing;
import org.headwaters.core.proof.Json;
import org.junit.jupiter.api.Test;

/** The file that proves a statement has one text; any other is refused. */
final class StatementProofTest {
  /** The file that docs/verify.html is tried with, which shares no code with this. */
  @Test
  void theFileHasItsBytes() throws IOException {
    assertThat(new ProvedWorld().file(ProvedWorld.ADA).bytes()).isEqualTo(resource("ada.json"));
    assertThat(new String(resource("ada.vkey"), StandardCharsets.UTF_8).strip())
        .isEqualTo(ProvedWorld.KEY.key().vkey());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = StatementProofTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  /** A sum beyond 16 bytes would wrap to a small one: no reader takes it. */
  @Test
  void aSumThatWouldWrapIsRefused() {
    String text =
        new String(new ProvedWorld().file(ProvedWorld.ADA).bytes(), StandardCharsets.UTF_8);
    String wrapped =
        text.replace("\"sums\":[\"179999\",\"0\"]", "\"sums\":[\"" + "9".repeat(39) + "\",\"0\"]");
    assertThat(wrapped).isNotEqualTo(text);
    assertThatThrownBy(() -> StatementProof.parse("f", wrapped.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("sums are 0 to 2^128 - 1");
  }

  /** One changed character of many texts of the file, and every changed byte of its checkpoint. */
  @Test
  void everyChangedTextIsRefused() {
    ProvedWorld world = new ProvedWorld();
    Sealing sealing = ProvedWorld.sealed(world.booking());
    byte[] bytes = world.file(ProvedWorld.ADA, sealing).bytes();
    String text = new String(bytes, StandardCharsets.US_ASCII);
    int checkpoint = text.indexOf("\"checkpoint\":");
    int end = text.indexOf("\"claims\":");
    Random random = new Random(18);
    int changes = 0;
    for (int at = 0; at < bytes.length; at++) {
      boolean sampled = (at > checkpoint && at < end) || random.nextInt(30) == 0;
      if (sampled && Character.isLetterOrDigit(bytes[at])) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) (changed[at] == '7' ? '8' : '7');
        changes++;
        assertThat(holds(changed, sealing))
            .as(new String(bytes, Math.max(0, at - 30), 40, StandardCharsets.UTF_8))
            .isFalse();
      }
    }
    assertThat(changes).isGreaterThan(250);
  }

  private static boolean holds(byte[] bytes, Sealing sealing) {
    try {
      return StatementCheckTest.checked(StatementProof.parse("file", bytes), sealing).failures()
          == 0;
    } catch (InvalidInput e) {
      assertThat(e.getMessage()).isNotEmpty();
      return false;
    }
  }

  @Test
  void aFileOfAnotherFormatOrMonthIsNotRead() {
    String text =
        new String(new ProvedWorld().file(ProvedWorld.ADA).bytes(), StandardCharsets.UTF_8);
    for (String[] change :
        List.of(
            new String[] {"headwaters-statement-proof/v1", "headwaters-statement-proof/v2"},
            new String[] {"\"period\":\"2026-09\",\"policy\"", "\"period\":\"2026-9\",\"policy\""},
            new String[] {"\"members\":[]", "\"members\":{}"})) {
      String changed = text.replace(change[0], change[1]);
      assertThat(changed).isNotEqualTo(text);
      assertThatThrownBy(() -> StatementProof.parse("f", changed.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageStartingWith("f");
    }
    assertThat(Json.parse("f", text.getBytes(StandardCharsets.UTF_8)).canonical()).isEqualTo(text);
  }
}

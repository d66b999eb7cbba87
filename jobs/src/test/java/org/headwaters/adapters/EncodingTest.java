package org.headwaters.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.junit.jupiter.api.Test;

final class EncodingTest {
  private static Encoding encoding(String name) {
    return Encoding.of(
        new InputSource(
            "revenue", "csv", "/x", Map.of(), Map.of(), Map.of(), Map.of("encoding", name)));
  }

  private static byte[] read(String name, byte[] bytes) throws IOException {
    try (InputStream in = encoding(name).utf8("/x", new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    }
  }

  @Test
  void textOfAnyEncodingIsHandedOnUnchanged() throws IOException {
    Random random = new Random(7);
    String letters = "aäßÄé;\n09";
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder("Monat;Umsatz in €\n");
      for (int i = random.nextInt(round % 10 == 0 ? 100_000 : 50); i > 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      assertThat(read("windows-1252", text.toString().getBytes(Charset.forName("windows-1252"))))
          .isEqualTo(text.toString().getBytes(StandardCharsets.UTF_8));
      String wide = text.append("\uD83D\uDE00 漢字 ").toString().repeat(1 + random.nextInt(3));
      for (String name :
          new String[] {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8", "UTF-32LE", "GB18030"}) {
        assertThat(read(name, wide.getBytes(Charset.forName(name))))
            .isEqualTo(wide.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void bytesThatAreNoTextStayBroken() throws IOException {
    byte[] bytes = "ab\u0000cd".getBytes(StandardCharsets.ISO_8859_1);
    bytes[2] = (byte) 0x81; // windows-1252 has no such letter
    assertThat(read("windows-1252", bytes)).containsExactly('a', 'b', 0xFF, 0xFF, 0xFF, 'c', 'd');
  }

  @Test
  void anEncodingThatIsPlainlyAnotherIsToldWithWhatToSet() {
    String text = "Monat;Umsatz\n30.09.2026;1,00 Käufer\n";
    byte[] marked = ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> read("UTF-8", marked))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("/x is UTF-16, but is read as UTF-8. Set inputs.revenue.encoding: UTF-16");
    assertThatThrownBy(() -> read("UTF-8", text.getBytes(StandardCharsets.UTF_16LE)))
        .hasMessageEndingWith("encoding: UTF-16LE");
    for (String wide : new String[] {"UTF-32LE", "UTF-32BE"}) {
      assertThatThrownBy(() -> read("UTF-8", text.getBytes(Charset.forName(wide))))
          .hasMessageEndingWith("encoding: " + wide);
    }
    assertThatThrownBy(() -> read("UTF-16", text.getBytes(StandardCharsets.UTF_16LE)))
        .hasMessageEndingWith("encoding: UTF-16LE");
    assertThatThrownBy(() -> read("windows-1252", text.getBytes(StandardCharsets.UTF_8)))
        .hasMessageEndingWith("encoding: UTF-8");
    assertThatThrownBy(() -> read("UTF-16", "a,b\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("is not UTF-16");
    assertThatThrownBy(() -> encoding("Latin-Eins"))
        .isInstanceOf(UsageError.class)
        .hasMessageContaining("windows-1252");
  }
}

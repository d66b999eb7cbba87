package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.headwaters.core.VisibleText;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a terminal is given of text from outside. */
final class ConsoleTest {
  /** Colours, a cursor that moves, a forged line, text turned around, text that nobody sees. */
  private static final List<String> HOSTILE =
      List.of(
          "\u001b[31mred\u001b[0m",
          "\u009b2K\rheadwaters: all is well",
          "x\nheadwaters: all is well",
          "x\u2028headwaters: all is well",
          "\u202Etxt.exe",
          "\u200Binvisible\uFEFF",
          "\u0007\u0008\u007F");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Console console(boolean json) {
    CommandLine command = new CommandLine(new Headwaters());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new Console(command.getCommandSpec(), json, json);
  }

  @Test
  void noLineOfTextFromOutsideMovesTheTerminalOrForgesAnother() {
    List<BiConsumer<Console, String>> ways =
        List.of(
            Console::line,
            Console::warn,
            (console, text) -> console.error(text, null),
            (console, text) -> console.error("two problems:\n  " + text + "\n  the other", null));
    for (String text : HOSTILE) {
      for (BiConsumer<Console, String> way : ways) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        way.accept(console(false), text);
        String said = out.toString() + err;
        for (String line : said.lines().toList()) {
          assertThat(VisibleText.firstHidden(line)).as(line).isEqualTo(-1);
          assertThat(line).doesNotStartWith("headwaters: all is well");
        }
        assertThat(said.lines().count()).isLessThanOrEqualTo(3);
      }
    }
  }

  @Test
  void jsonSaysTheSameTextWithoutOneHiddenCharacter() throws IOException {
    for (String text : HOSTILE) {
      out.getBuffer().setLength(0);
      console(true).document(Map.of("text", text));
      String line = out.toString().stripTrailing();
      assertThat(VisibleText.firstHidden(line)).isEqualTo(-1);
      assertThat(new ObjectMapper().readTree(line).get("text").textValue()).isEqualTo(text);
    }
  }

  @Test
  void severalProblemsKeepALineEach() {
    console(false).error("Cannot use the settings:\n  a: b\n  c: d", null);
    assertThat(err.toString().lines())
        .containsExactly("headwaters: Cannot use the settings:", "  a: b", "  c: d");
  }
}

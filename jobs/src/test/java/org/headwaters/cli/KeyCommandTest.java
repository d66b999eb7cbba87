package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.headwaters.core.proof.NoteKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The secret key: made once, shown to nobody, and refused where others could have read it. */
final class KeyCommandTest {
  @TempDir Path folder;

  private static String out(String... words) {
    StringWriter out = new StringWriter();
    CommandLine line = Headwaters.commandLine().setOut(new PrintWriter(out));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(failure.getMessage());
          return ExitCode.of(failure).code();
        });
    line.setErr(new PrintWriter(out));
    line.execute(words);
    return out.toString();
  }

  @Test
  void aKeyIsMadeOnceForItsOwnerAloneAndItsVkeyIsShownAgain() throws Exception {
    Path file = folder.resolve("history.key");
    String vkey = out("key", file.toString(), "--name", "example.org/money").strip();
    assertThat(NoteKey.parse(vkey).name()).isEqualTo("example.org/money");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).startsWith("PRIVATE+KEY+").doesNotContain(vkey);
    assertThat(out("key", file.toString()).strip()).isEqualTo(vkey);
    assertThat(out("key", file.toString(), "--json").strip())
        .isEqualTo("{\"name\":\"example.org/money\",\"vkey\":\"" + vkey + "\"}");
    String secret = Files.readString(file);
    assertThat(out("key", file.toString(), "--name", "example.org/money"))
        .contains("is there already");
    assertThat(Files.readString(file)).isEqualTo(secret);
  }

  @Test
  void aFileThatOthersCanReadOrThatHoldsNoKeyIsRefusedWithoutShowingIt() throws Exception {
    Path file = folder.resolve("history.key");
    out("key", file.toString(), "--name", "example.org/money");
    String secret = Files.readString(file).strip();
    for (String open : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
      assertThat(out("key", file.toString())).contains("is open to others").doesNotContain(secret);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, secret.substring(0, secret.length() - 3));
    assertThat(out("key", file.toString()))
        .contains("This is no secret key.")
        .doesNotContain(secret.substring(30, 60));
    assertThat(out("key", folder.resolve("none").toString())).contains("Cannot read the key file");
    assertThat(out("key", folder.resolve("x").toString(), "--name", "two words"))
        .contains("cannot name a key");
    assertThat(folder.resolve("x")).doesNotExist();
  }
}

package org.headwaters.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.Callable;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.core.proof.NoteKey;
import org.headwaters.core.proof.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The key that signs the history, and the vkey by which others check it. */
@Command(
    name = "key",
    description =
        "Makes a secret key in a new file and prints its vkey, or prints the vkey of a file. Hand"
            + " the vkey to everybody who is to check; keep the file to yourself.",
    footer = {
      "  headwaters key history.key --name example.org/attribution",
      "  headwaters key history.key"
    })
final class KeyCommand implements Callable<Integer> {
  private static final int SEED_BYTES = 32;

  @Mixin VerifyCommand.Answer answer = new VerifyCommand.Answer();

  @Parameters(paramLabel = "FILE", description = "The file of the secret key.")
  Path file = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Make the file: a key of the history of this name, such as a domain and a word; it stays"
              + " when the key changes.")
  @Nullable String name;

  @Override
  public Integer call() {
    SigningKey key = name == null ? KeyFile.read(file) : made(name);
    answer.console().line(key.key().vkey());
    answer.console().document(Map.of("vkey", key.key().vkey(), "name", key.key().name()));
    return ExitCode.DONE.code();
  }

  private SigningKey made(String of) {
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    try {
      SigningKey key = new SigningKey(of, NoteKey.Use.NOTE, seed);
      KeyFile.write(file, key);
      return key;
    } catch (InvalidInput e) {
      throw new UsageError("%s", String.valueOf(e.getMessage()));
    }
  }
}

package org.headwaters.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.headwaters.core.proof.SigningKey;
import org.headwaters.jobs.books.SealJob;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every booking into the history, and a signature below it. */
@Command(
    name = "seal",
    description =
        "Writes every booking that the history lacks into LAKE/published/history and signs it, so"
            + " that none can be changed or taken back unseen.",
    footer = {
      "  headwaters seal --config headwaters.yaml --key history.key",
      "  headwaters seal --lake ./lake --key history.key --new-key next.key"
    })
final class SealCommand implements Callable<Integer> {
  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The file of the secret key, which `headwaters key` makes; default: the key's text in "
              + KeyFile.VARIABLE
              + ".")
  @Nullable Path key;

  @Option(
      names = "--new-key",
      paramLabel = "FILE",
      description = "The key that takes over; the old one signs that it does.")
  @Nullable Path next;

  @Override
  public Integer call() {
    // Before Spark starts: a wrong key is told at once.
    SigningKey signer = KeyFile.of(key);
    SigningKey successor = next == null ? null : KeyFile.read(next);
    return options.step((settings, context) -> new SealJob(signer, successor));
  }
}

package org.headwaters.cli;

import org.headwaters.core.UsageError;
import picocli.CommandLine.Option;

/** How many holders hide each other in what everybody may read. */
final class EnoughOption {
  @Option(
      names = "--enough",
      paramLabel = "K",
      description =
          "For everybody: what fewer holders than this get is not told. Default: 10, at least 2.")
  long enough = 10;

  /** UsageError for a number that hides nobody. */
  long holders() {
    UsageError.check(
        enough >= 2, "Cannot hide %s holders among each other: use 2 or more.", enough);
    return enough;
  }
}

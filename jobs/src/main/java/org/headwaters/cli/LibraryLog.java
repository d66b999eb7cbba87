package org.headwaters.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file that takes the errors of Spark and other libraries while we log for people: a message of
 * ours stands alone on the terminal, and nothing that explains a defect is lost. It is made when
 * there is something to write (log4j2.properties).
 */
final class LibraryLog {
  /** What log4j2.properties asks for. */
  private static final String PROPERTY = "headwaters.log";

  private LibraryLog() {}

  /** Names the file; before the first logger is made. */
  static void name() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(
          PROPERTY,
          Path.of(
                  System.getProperty("java.io.tmpdir"),
                  "headwaters-" + ProcessHandle.current().pid() + ".log")
              .toString());
    }
  }

  /** The file, if there was something to write. */
  static Optional<Path> written() {
    String named = System.getProperty(PROPERTY);
    return Optional.ofNullable(named).map(Path::of).filter(Files::exists);
  }

  /** Takes it away where the command itself said all there is to say. */
  static void drop() {
    written()
        .ifPresent(
            file -> {
              try {
                Files.deleteIfExists(file);
              } catch (IOException e) {
                // A file in the temporary folder is no reason to end otherwise.
                file.toFile().deleteOnExit();
              }
            });
  }
}

package org.headwaters.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A copy of {@code sample-data/outside}, so that commands leave the project as it is. */
final class OutsideFolder {
  static final Path HOME = Path.of(System.getProperty("headwaters.home", ".."));
  private static final Path SAMPLE = HOME.resolve("sample-data/outside");

  private OutsideFolder() {}

  static Path copy(Path into) {
    Path copy = into.resolve("outside");
    try (Stream<Path> files = Files.walk(SAMPLE)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = copy.resolve(SAMPLE.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  /** What {@code headwaters init} prints. */
  static String init(Path folder) {
    StringWriter text = new StringWriter();
    CommandLine command = new CommandLine(new Headwaters());
    command.setOut(new PrintWriter(text, true));
    assertThat(command.execute("init", folder.toString())).isZero();
    return text.toString();
  }
}

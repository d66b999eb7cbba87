package org.headwaters.jobs.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that somebody asked for appears whole or not at all; what was there stays until then. */
final class WholeFile {
  private WholeFile() {}

  /** Writes to a draft beside the file. */
  interface Writer<T> {
    T to(Path draft) throws IOException;
  }

  /** Returns what the writer returns, once the draft has taken the file's place. */
  static <T> T write(Path file, Writer<T> writer) {
    Path draft = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      T written = writer.to(draft);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

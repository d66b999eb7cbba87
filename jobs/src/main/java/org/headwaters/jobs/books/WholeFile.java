package org.headwaters.jobs.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that somebody asked for appears whole or not at all; what was there stays until then. */
final class WholeFile {
  private WholeFile() {}

  /** Writes to a draft beside the file. */
  interface Writer<T> {
    T to(Path draft) throws IOException;
  }

  /**
   * The same for a file that tells of persons: from its first byte nobody but its owner may read
   * it, where the file system knows owners.
   */
  static <T> T writePrivate(Path file, Writer<T> writer) {
    return write(
        file,
        draft -> {
          Files.deleteIfExists(draft);
          if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                draft,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
          }
          return writer.to(draft);
        });
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

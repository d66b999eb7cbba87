package org.headwaters.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** A small file that others read at any moment: they find the old one whole, or the new one. */
final class StaticFile {
  private StaticFile() {}

  /** Without Hadoop's files of checksums beside ours, which would be served too. */
  static FileSystem raw(FileSystem files) {
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  /** What is there; empty if nothing is. */
  static Optional<byte[]> read(FileSystem files, Path file) {
    try (FSDataInputStream in = raw(files).open(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts it in the place of what is there; a file that says the same already stays. */
  static void write(FileSystem written, Path file, byte[] bytes) {
    FileSystem files = raw(written);
    if (read(files, file).filter(there -> Arrays.equals(there, bytes)).isPresent()) {
      return;
    }
    Path draft = new Path(file.getParent(), "." + UUID.randomUUID() + ".draft");
    try {
      files.mkdirs(file.getParent());
      try (FSDataOutputStream out = files.create(draft, false)) {
        out.write(bytes);
      }
      if ("file".equals(files.getUri().getScheme())) {
        // Hadoop's local rename deletes first: a reader would find nothing.
        Files.move(local(draft), local(file), StandardCopyOption.ATOMIC_MOVE);
      } else {
        files.delete(file, false);
        if (!files.rename(draft, file)) {
          throw new IOException("Cannot move " + draft + " to " + file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }
}

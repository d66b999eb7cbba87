package org.headwaters.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.headwaters.core.UsageError;

/**
 * A local folder of ours that is written whole: what lies there before is replaced at once, and
 * what others put into it is never touched.
 */
public final class PlainFolder {
  private final Path folder;
  private final String page;

  /**
   * {@code page} is in every folder of this kind: a folder that has files but not this is no such.
   */
  public PlainFolder(String folder, String page) {
    this.folder = Path.of(folder).toAbsolutePath().normalize();
    this.page = page;
  }

  /** Writes files into an empty folder. */
  @FunctionalInterface
  public interface Writer {
    /** Writes them. */
    void into(Path draft) throws IOException;
  }

  /** The folder with what is written and nothing else, for files that fit in no memory. */
  public void write(Writer writer) {
    try {
      checkOurs();
      Path draft = draft();
      Files.createDirectories(draft);
      writer.into(draft);
      exchange(draft);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder with these files and no others; whether that changed anything. */
  public boolean write(SortedMap<String, byte[]> files) {
    try {
      if (holds(files)) {
        return false;
      }
      checkOurs();
      Path draft = draft();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = draft.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      exchange(draft);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkOurs() throws IOException {
    UsageError.check(
        isOurs(),
        "Cannot write into %s: it holds files that are not of an earlier one of its kind. Name an"
            + " empty folder, or one that is not there.",
        folder);
  }

  /** A place beside the folder, with nothing in it. */
  private Path draft() throws IOException {
    Path draft = folder.resolveSibling("." + folder.getFileName() + ".part");
    delete(draft);
    return draft;
  }

  private void exchange(Path draft) throws IOException {
    delete(folder);
    Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private boolean isOurs() throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> there = Files.list(folder)) {
      return there.findAny().isEmpty() || Files.exists(folder.resolve(page));
    }
  }

  private boolean holds(SortedMap<String, byte[]> files) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    List<Path> there = all(folder).stream().filter(Files::isRegularFile).toList();
    if (there.size() != files.size()) {
      return false;
    }
    for (Path path : there) {
      byte[] bytes = files.get(folder.relativize(path).toString());
      if (bytes == null || !Arrays.equals(bytes, Files.readAllBytes(path))) {
        return false;
      }
    }
    return true;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (Path path : all(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static List<Path> all(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.toList();
    }
  }
}

package org.headwaters.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Commits to Delta logs on the local file system so that of any number of processes exactly one
 * wins a version.
 *
 * <p>Delta's default for {@code file:} checks for the file and then renames, which two processes
 * can both pass. A hard link is created by the operating system only if its name does not exist, so
 * the commit is written beside the log under a name of its own and then linked to its place.
 */
public final class HardLinkLogStore extends HadoopFileSystemLogStore {

  /** Called by Delta. */
  public HardLinkLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      Path path, Iterator<String> actions, Boolean overwrite, Configuration configuration)
      throws IOException {
    java.nio.file.Path target = java.nio.file.Path.of(path.toUri().getPath());
    Files.createDirectories(target.toAbsolutePath().getParent());
    java.nio.file.Path draft =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (BufferedWriter writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
        while (actions.hasNext()) {
          writer.write(actions.next());
          writer.write('\n');
        }
      }
      if (overwrite) {
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        link(draft, target);
      }
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void link(java.nio.file.Path draft, java.nio.file.Path target) throws IOException {
    try {
      Files.createLink(target, draft);
    } catch (FileAlreadyExistsException e) {
      throw new FileAlreadyExistsException(target.toString());
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration configuration) {
    return false;
  }
}

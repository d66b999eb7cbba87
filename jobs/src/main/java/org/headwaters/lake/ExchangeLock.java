package org.headwaters.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FileSystem;
import org.headwaters.core.TryAgain;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one process that exchanges published folders. It is the operating system's: a process
 * that is stopped in the middle keeps it, so nobody works between its moves, and one that is killed
 * loses it. Other file systems than the local one have none; there a lake has one writer at a time
 * (docs/deploy/object-stores.md), and what was exchanged is looked over at the end.
 */
final class ExchangeLock {
  private static final String FILE = "_publishing.lock";
  private static final int ATTEMPTS = 50;
  private static final int PAUSE_MILLIS = 200;

  private final @Nullable FileChannel channel;

  private ExchangeLock(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  /** Waits up to ten seconds. Throws {@link TryAgain} if another process still has it then. */
  static ExchangeLock take(FileSystem files, String root) {
    if (!"file".equals(files.getUri().getScheme())) {
      return new ExchangeLock(null);
    }
    Path file = Path.of(new org.apache.hadoop.fs.Path(root, FILE).toUri().getPath());
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (locked(channel)) {
          return new ExchangeLock(channel);
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting to publish.", e);
    }
    throw new TryAgain(
        "Another process is publishing in %s. Run the command again when it is done.", root);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Lets the next one in. */
  void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

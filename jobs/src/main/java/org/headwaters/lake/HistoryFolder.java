package org.headwaters.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.TryAgain;
import org.headwaters.core.proof.EntryBundle;
import org.headwaters.core.proof.LogTile;
import org.headwaters.core.proof.SignedNote;
import org.jspecify.annotations.Nullable;

/**
 * A history as files that any web server can serve (c2sp.org, tlog-tiles): {@code checkpoint},
 * {@code tile/…} and {@code tile/entries/…}. The checkpoint is written last, so that a reader finds
 * all that it speaks of.
 */
public final class HistoryFolder {
  private static final String CHECKPOINT = "checkpoint";

  /** Of this machine; reading it anew takes longer than reading a history. */
  private static final Configuration MACHINE = new Configuration();

  private final FileSystem files;
  private final Path folder;
  private final @Nullable String lake;

  private HistoryFolder(FileSystem files, Path folder, @Nullable String lake) {
    // Hadoop's files of checksums could hide a change.
    this.files = StaticFile.raw(files);
    this.folder = folder;
    this.lake = lake;
  }

  /** The lake's own, {@code <lake>/published/history}. */
  public static HistoryFolder of(Lake lake) {
    Path folder = new Path(lake.root() + "/published/history");
    return new HistoryFolder(lake.fileSystem(), folder, lake.root());
  }

  /** A copy somewhere, to be read without a lake. */
  public static HistoryFolder at(String place) {
    Path folder = new Path(LakeFiles.whole(place));
    try {
      return new HistoryFolder(folder.getFileSystem(MACHINE), folder, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The checkpoint, of which nothing has been checked; empty where there is none. */
  public Optional<SignedNote> checkpoint() {
    return read(CHECKPOINT).map(bytes -> SignedNote.parse(what(CHECKPOINT), bytes));
  }

  /**
   * The first {@code size} entries, of which nothing has been checked.
   *
   * @throws InvalidInput if a file of them is missing or broken, with its path
   */
  public List<byte[]> entries(long size) {
    List<byte[]> entries = new ArrayList<>();
    for (long first = 0; first < size; first += LogTile.FULL) {
      int width = (int) Math.min(LogTile.FULL, size - first);
      LogTile tile = new LogTile(0, first / LogTile.FULL, width);
      entries.addAll(EntryBundle.entries(tile, required(tile.entriesPath())));
    }
    return entries;
  }

  /**
   * Compares every file with what these entries make it; returns how many there are.
   *
   * @throws InvalidInput naming the first file that is missing or differs, and the byte
   */
  public int check(List<byte[]> entries) {
    Map<String, byte[]> files = LogTile.files(entries);
    files.forEach(
        (path, expected) -> {
          int at = Arrays.mismatch(expected, required(path));
          InvalidInput.check(
              at < 0, "%s: byte %d is not what the entries make it.", what(path), at);
        });
    return files.size();
  }

  private byte[] required(String path) {
    return read(path).orElseThrow(() -> new InvalidInput("%s is not there.", what(path)));
  }

  private Optional<byte[]> read(String path) {
    return StaticFile.read(files, new Path(folder, path));
  }

  private String what(String path) {
    return new Path(folder, path).toUri().getPath();
  }

  /**
   * Adds what the entries need and then shows the checkpoint. Files that are there as they must be
   * stay; whoever is killed on the way leaves nothing that the old checkpoint speaks of changed.
   *
   * @param before the checkpoint that this one was made from; empty if there was none
   * @throws TryAgain if another process sealed meanwhile
   */
  public void write(List<byte[]> entries, Optional<SignedNote> before, SignedNote checkpoint) {
    ExchangeLock lock = ExchangeLock.take(files, String.valueOf(lake));
    try {
      TryAgain.check(
          checkpoint().equals(before),
          "Another process sealed %s meanwhile. Run seal again.",
          folder);
      for (Map.Entry<String, byte[]> file : LogTile.files(entries).entrySet()) {
        write(file.getKey(), file.getValue());
      }
      write(CHECKPOINT, checkpoint.bytes());
    } finally {
      lock.close();
    }
  }

  private void write(String path, byte[] bytes) {
    StaticFile.write(files, new Path(folder, path), bytes);
  }

  /** The folder. */
  @Override
  public String toString() {
    return folder.toUri().getPath();
  }
}

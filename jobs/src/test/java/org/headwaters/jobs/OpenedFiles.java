package org.headwaters.jobs;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The local file system under the scheme {@code opened:}, which remembers what was opened. */
public final class OpenedFiles extends RawLocalFileSystem {
  static final String SCHEME = "opened";

  private static final Set<String> OPENED = new ConcurrentSkipListSet<>();

  /** Makes the scheme known; the log store is for any file system. */
  static void register(Configuration configuration) {
    configuration.set("fs." + SCHEME + ".impl", OpenedFiles.class.getName());
    configuration.set(
        "io.delta.kernel.logStore." + SCHEME + ".impl",
        io.delta.storage.LocalLogStore.class.getName());
  }

  /** The paths opened since the last call, in order. */
  static Set<String> since() {
    Set<String> opened = new TreeSet<>(OPENED);
    OPENED.clear();
    return opened;
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  /** Without permissions, which Hadoop would look up under the scheme of local files only. */
  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return plain(super.getFileStatus(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus[] found = super.listStatus(path);
    for (int i = 0; i < found.length; i++) {
      found[i] = plain(found[i]);
    }
    return found;
  }

  private static FileStatus plain(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        status.getBlockSize(),
        status.getModificationTime(),
        status.getPath());
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    OPENED.add(path.toUri().getPath());
    return super.open(path, bufferSize);
  }
}

package org.headwaters.lake;

import io.delta.kernel.internal.actions.AddFile;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A Parquet file that a table's current version consists of.
 *
 * @param path where it is, whole
 * @param partition text of the partition columns' values, as the log holds it
 * @param records rows in it; every file of ours says so in its statistics
 * @param added the log's own words, by which the file is taken out again
 */
record DataFile(
    Path path,
    long bytes,
    long modifiedMillis,
    Map<String, String> partition,
    long records,
    AddFile added) {

  /** As Hadoop's file systems tell it, without asking them. */
  FileStatus status() {
    return new FileStatus(bytes, false, 1, 128L << 20, modifiedMillis, path);
  }

  /** As Delta Kernel reads it. */
  io.delta.kernel.utils.FileStatus kernelStatus() {
    return io.delta.kernel.utils.FileStatus.of(path.toString(), bytes, modifiedMillis);
  }
}

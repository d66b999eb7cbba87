package org.headwaters.lake;

import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.defaults.internal.parquet.ParquetStatsReader;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;

/**
 * What a Spark job left in a folder that only it wrote to: its Parquet files by partition, with the
 * number of rows and the least and greatest values that their footers tell.
 */
final class SparkFiles {
  /** Footers are small reads that wait for the store, not for a core. */
  private static final int FOOTERS_AT_ONCE = 16;

  private final Configuration configuration;
  private final StructType data;
  private final List<Column> statistics;

  SparkFiles(Configuration configuration, StructType data, List<Column> statistics) {
    this.configuration = configuration;
    this.data = data;
    this.statistics = statistics;
  }

  /**
   * The files by the value of the one partition column that the job wrote by; under the empty text
   * if by none. Files without rows are left out.
   */
  Map<String, List<DataFileStatus>> in(String folder) {
    Map<String, List<DataFileStatus>> byValue = new TreeMap<>();
    ExecutorService readers = Executors.newFixedThreadPool(FOOTERS_AT_ONCE);
    try {
      Path root = new Path(folder);
      FileSystem files = root.getFileSystem(configuration);
      List<LocatedFileStatus> found = new ArrayList<>();
      for (RemoteIterator<LocatedFileStatus> all = files.listFiles(root, true); all.hasNext(); ) {
        LocatedFileStatus file = all.next();
        if (file.getPath().getName().endsWith(".parquet")) {
          found.add(file);
        }
      }
      List<Future<DataFileStatus>> read = new ArrayList<>();
      for (LocatedFileStatus file : found) {
        read.add(readers.submit(() -> described(file)));
      }
      for (int i = 0; i < found.size(); i++) {
        DataFileStatus file = read.get(i).get();
        if (file.getStatistics().orElseThrow().getNumRecords() > 0) {
          byValue
              .computeIfAbsent(value(found.get(i).getPath(), root), v -> new ArrayList<>())
              .add(file);
        }
      }
      return byValue;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot read a file that was just written to " + folder, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading what was written to " + folder, e);
    } finally {
      readers.shutdownNow();
    }
  }

  private DataFileStatus described(LocatedFileStatus file) throws IOException {
    String path = file.getPath().toString();
    return new DataFileStatus(
        path,
        file.getLen(),
        file.getModificationTime(),
        Optional.of(
            ParquetStatsReader.readDataFileStatistics(
                new HadoopFileIO(configuration).newInputFile(path, file.getLen()),
                data,
                statistics)));
  }

  private static String value(Path file, Path root) {
    Path folder = file.getParent();
    if (folder.equals(root)) {
      return "";
    }
    String name = folder.getName();
    return ExternalCatalogUtils.unescapePathName(name.substring(name.indexOf('=') + 1));
  }
}

package org.headwaters.lake;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * What a published folder says of itself, in a file that readers of Parquet pass over: the booking
 * it shows, how many rows it has, and every file with its size.
 */
record PublishedLabel(String bookingId, long rows, SortedMap<String, Long> fileBytes) {
  private static final String FILE = "_booking.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  PublishedLabel {
    fileBytes = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(fileBytes));
  }

  /** Of the files that lie in a folder now. */
  static PublishedLabel of(FileSystem files, Path folder, String bookingId, long rows)
      throws IOException {
    return new PublishedLabel(bookingId, rows, sizes(files, folder));
  }

  void write(FileSystem files, Path folder) throws IOException {
    try (OutputStream out = files.create(new Path(folder, FILE), false)) {
      JSON.writeValue(out, this);
    }
  }

  /** Empty if the folder is not there or says nothing of itself. */
  static Optional<PublishedLabel> read(FileSystem files, Path folder) throws IOException {
    try (InputStream in = files.open(new Path(folder, FILE))) {
      return Optional.of(JSON.readValue(in, PublishedLabel.class));
    } catch (FileNotFoundException | com.fasterxml.jackson.core.JacksonException e) {
      return Optional.empty();
    }
  }

  /** Whether a folder holds these files, of these sizes, and no other. */
  boolean lists(FileSystem files, Path folder) throws IOException {
    return files.exists(folder) && sizes(files, folder).equals(fileBytes);
  }

  /** Whether the files' own footers can be read and have so many rows together. */
  boolean counts(Configuration configuration, Path folder) {
    long found = 0;
    for (String name : fileBytes.keySet()) {
      Path file = new Path(folder, name);
      try (ParquetFileReader reader =
          ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
        found = Math.addExact(found, reader.getRecordCount());
      } catch (IOException | RuntimeException e) {
        return false;
      }
    }
    return found == rows;
  }

  private static SortedMap<String, Long> sizes(FileSystem files, Path folder) throws IOException {
    SortedMap<String, Long> sizes = new TreeMap<>();
    for (FileStatus file : files.listStatus(folder)) {
      String name = file.getPath().getName();
      if (!name.startsWith("_") && !name.startsWith(".")) {
        // A folder in a published folder is none of ours, and never of the label's size.
        sizes.put(name, file.isFile() ? file.getLen() : -1L);
      }
    }
    return sizes;
  }
}

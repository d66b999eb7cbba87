package org.headwaters.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Table;

/**
 * What was committed to a lake since a moment, read from the tables' own logs: the same numbers
 * whoever wrote them, on one machine or a thousand.
 */
public final class CommittedRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
  private static final long NONE = -1;

  private final Lake lake;
  private final Map<String, Long> versions = new TreeMap<>();

  private CommittedRows(Lake lake) {
    this.lake = lake;
  }

  /** Rows, files and bytes that commits added to one table. What they removed is not taken off. */
  public record Added(long commits, long files, long rows, long bytes) {
    Added plus(Added other) {
      return new Added(
          commits + other.commits, files + other.files, rows + other.rows, bytes + other.bytes);
    }
  }

  /** Notes the version of every table as it is now. */
  public static CommittedRows from(Lake lake) {
    CommittedRows rows = new CommittedRows(lake);
    for (Table table : Catalogue.ALL) {
      rows.versions.put(table.name(), rows.newest(table));
    }
    return rows;
  }

  /** Tables with new commits since the last call (or since {@link #from}), in name order. */
  public Map<String, Added> next() {
    Map<String, Added> added = new TreeMap<>();
    for (Table table : Catalogue.ALL) {
      long known = versions.getOrDefault(table.name(), NONE);
      long newest = newest(table);
      Added sum = new Added(0, 0, 0, 0);
      for (long version = known + 1; version <= newest; version++) {
        sum = sum.plus(commit(new Path(lake.pathOf(table)), version));
      }
      if (newest > known) {
        added.put(table.name(), sum);
        versions.put(table.name(), newest);
      }
    }
    return added;
  }

  private Path log(Table table) {
    return new Path(lake.pathOf(table), "_delta_log");
  }

  private long newest(Table table) {
    try {
      FileSystem files = lake.fileSystem();
      Path log = log(table);
      long newest = NONE;
      if (files.exists(log)) {
        for (FileStatus file : files.listStatus(log)) {
          Matcher name = COMMIT.matcher(file.getPath().getName());
          newest = name.matches() ? Math.max(newest, Long.parseLong(name.group(1))) : newest;
        }
      }
      return newest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Added commit(Path table, long version) {
    Path path = new Path(table, String.format(Locale.ROOT, "_delta_log/%020d.json", version));
    long files = 0;
    long rows = 0;
    long bytes = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(lake.fileSystem().open(path), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode add = JSON.readTree(line).get("add");
        if (add != null) {
          files++;
          bytes += add.path("size").asLong();
          rows += rows(table, add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Added(1, files, rows, bytes);
  }

  /** As the commit's statistics say; not every writer gives them, but every file knows its rows. */
  private long rows(Path table, JsonNode add) throws IOException {
    JsonNode stats = add.path("stats");
    JsonNode told = stats.isTextual() ? JSON.readTree(stats.asText()).path("numRecords") : stats;
    if (told.isIntegralNumber()) {
      return told.asLong();
    }
    // In the log a path is a URI: a partition's value may be escaped in it.
    Path file = new Path(table, java.net.URI.create(add.path("path").asText()).getPath());
    Configuration configuration = lake.spark().sparkContext().hadoopConfiguration();
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
      return reader.getRecordCount();
    }
  }
}

package org.headwaters.jobs.care;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Table;

/** Whether a table has the columns of its contract and every file that its log names. */
final class TableHealth {
  /** Above this, opening the table means reading many small files first. */
  private static final int COMMITS_UNCHECKPOINTED = 200;

  private final Lake lake;
  private final Table table;

  TableHealth(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
  }

  /** The worst that is wrong with the table; empty if it is sound. */
  Optional<Diagnosis> examine() throws IOException {
    String differs = difference(lake.declared(table).orElse(table.stored()));
    if (!differs.isEmpty()) {
      return Optional.of(
          Diagnosis.failure(
              table.name(),
              "is not as its contract says: " + differs,
              "Use the version of Headwaters that made the lake, or make it anew from the"
                  + " inputs."));
    }
    List<String> lost = lost(lake.files(table));
    if (!lost.isEmpty()) {
      return Optional.of(
          Diagnosis.failure(
              table.name(),
              lost.size() + " of its files are gone, such as " + lost.get(0),
              "Restore them from a backup; results that rest on them cannot be checked without."));
    }
    int commits = commitsSinceCheckpoint();
    if (commits > COMMITS_UNCHECKPOINTED) {
      return Optional.of(
          Diagnosis.warning(
              table.name(),
              commits + " commits since the last checkpoint of its log",
              "Any Delta writer makes one, such as OPTIMIZE by Spark SQL."));
    }
    return Optional.empty();
  }

  private String difference(StructType stored) {
    List<String> expected = shape(table.stored());
    List<String> found = shape(stored);
    if (found.equals(expected)) {
      return "";
    }
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(found);
    found.removeAll(expected);
    return "missing " + missing + ", unknown " + found;
  }

  /** Names and types; Delta keeps the order and drops nothing. */
  private static List<String> shape(StructType schema) {
    List<String> shape = new ArrayList<>();
    for (StructField field : schema.fields()) {
      shape.add(field.name() + " " + field.dataType().sql());
    }
    return shape;
  }

  private List<String> lost(List<Path> named) throws IOException {
    Set<String> there = new HashSet<>();
    RemoteIterator<LocatedFileStatus> each =
        lake.fileSystem().listFiles(new Path(lake.pathOf(table)), true);
    while (each.hasNext()) {
      there.add(each.next().getPath().toUri().getPath());
    }
    List<String> lost = new ArrayList<>();
    for (Path file : named) {
      if (!there.contains(file.toUri().getPath())) {
        lost.add(file.toString());
      }
    }
    return lost;
  }

  private int commitsSinceCheckpoint() throws IOException {
    FileSystem files = lake.fileSystem();
    String checkpoint = "";
    List<String> commits = new ArrayList<>();
    for (FileStatus file : files.listStatus(new Path(lake.pathOf(table), "_delta_log"))) {
      String name = file.getPath().getName();
      if (name.matches("\\d{20}\\.checkpoint.*")) {
        checkpoint = name.compareTo(checkpoint) > 0 ? name : checkpoint;
      } else if (name.matches("\\d{20}\\.json")) {
        commits.add(name);
      }
    }
    String last = checkpoint.isEmpty() ? "" : checkpoint.substring(0, 20);
    return (int) commits.stream().filter(name -> name.compareTo(last) > 0).count();
  }
}

package org.headwaters.adapters;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.InvalidInput;

/** The files that a path of the settings means. Grows with files, not with rows. */
final class InputFiles {
  private InputFiles() {}

  /**
   * All files under a path, a folder or a glob, in the order of their names; names that begin with
   * {@code _} or a dot are not data.
   *
   * @throws InvalidInput if there is none, or if one is not of the format
   */
  static List<String> of(SparkSession spark, InputSource source, Predicate<String> claims) {
    List<FileStatus> files = all(spark, source);
    InvalidInput.check(
        !files.isEmpty(),
        "There is no file in %s (setting inputs.%s). Put the files there, or take the setting away:"
            + " a table that is not delivered is empty.",
        source.path(),
        source.table());
    List<String> paths = files.stream().map(file -> file.getPath().toString()).toList();
    if (paths.size() > 1) {
      for (String path : paths) {
        InvalidInput.check(
            claims.test(new Path(path).getName()),
            "%s does not look like %s by its ending (setting inputs.%s). Take it away, or name the"
                + " files by a glob.",
            shown(path),
            source.format().isEmpty() ? "data" : source.format(),
            source.table());
      }
    }
    return paths;
  }

  /**
   * The files of a format among all others under a path, in the order of their names. A path that
   * is one file means that file, whatever its name.
   *
   * @throws InvalidInput if there is none
   */
  static List<String> matching(SparkSession spark, InputSource source, Predicate<String> claims) {
    List<FileStatus> all = all(spark, source);
    List<String> files =
        all.stream()
            .filter(file -> all.size() == 1 || claims.test(file.getPath().getName()))
            .map(file -> file.getPath().toString())
            .toList();
    InvalidInput.check(
        !files.isEmpty(),
        "There is no file of format %s in %s (setting inputs.%s). Correct the path, or take the"
            + " setting away.",
        source.format(),
        source.path(),
        source.table());
    return files;
  }

  /** The folders and files that the path means, before looking into folders. */
  static List<FileStatus> roots(SparkSession spark, InputSource source) {
    List<FileStatus> found = found(spark, source);
    InvalidInput.check(
        !found.isEmpty(),
        "There is no %s (setting inputs.%s). Correct the path, or take the setting away: a table"
            + " that is not delivered is empty.",
        source.path(),
        source.table());
    return found;
  }

  /** The same; empty where there is none. */
  static List<FileStatus> found(SparkSession spark, InputSource source) {
    Path path = qualified(source.path());
    try {
      FileSystem fs = path.getFileSystem(configuration(spark));
      // A name with brackets or braces may exist as it is; a glob is tried after it.
      FileStatus[] found =
          fs.exists(path) ? new FileStatus[] {fs.getFileStatus(path)} : fs.globStatus(path);
      return found == null ? List.of() : List.of(found);
    } catch (IOException e) {
      throw unreadable(source.path(), e);
    }
  }

  /**
   * Below which folder, as a person would name it, folders may say something: the path itself, or
   * what of it stands before its first wildcard.
   */
  static String base(SparkSession spark, InputSource source) {
    Path path = qualified(source.path());
    try {
      FileSystem fs = path.getFileSystem(configuration(spark));
      if (fs.exists(path)) {
        boolean folder = fs.getFileStatus(path).isDirectory();
        return shown(
            (folder ? fs.makeQualified(path) : fs.makeQualified(path).getParent()).toString());
      }
    } catch (IOException e) {
      throw unreadable(source.path(), e);
    }
    Path base = path;
    for (Path at = path; at != null; at = at.getParent()) {
      if (at.getName().matches(".*[*?{\\[].*")) {
        base = at.getParent();
      }
    }
    return shown(base.toString());
  }

  private static List<FileStatus> all(SparkSession spark, InputSource source) {
    List<FileStatus> files = new ArrayList<>();
    try {
      for (FileStatus root : roots(spark, source)) {
        collect(root.getPath().getFileSystem(configuration(spark)), root, files);
      }
    } catch (IOException e) {
      throw unreadable(source.path(), e);
    }
    files.sort(Comparator.comparing(file -> file.getPath().toString()));
    return files;
  }

  private static void collect(FileSystem fs, FileStatus at, List<FileStatus> files)
      throws IOException {
    if (at.isFile()) {
      files.add(at);
      return;
    }
    for (FileStatus child : fs.listStatus(at.getPath())) {
      String name = child.getPath().getName();
      if (!name.startsWith(".") && (!name.startsWith("_") || name.contains("="))) {
        collect(fs, child, files);
      }
    }
  }

  static InvalidInput unreadable(String file, Exception e) {
    return e instanceof FileNotFoundException
        ? new InvalidInput("There is no %s.", shown(file))
        : new InvalidInput(
            "Cannot read %s: %s. Deliver the file again, whole and readable.",
            shown(file), firstLine(e));
  }

  /** What happened, in one line. */
  static String firstLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }

  /** A path as a person would type it. */
  static String shown(String path) {
    return path.startsWith("file:") ? path.replaceFirst("^file:/+", "/") : path;
  }

  static Path qualified(String path) {
    return path.contains(":/")
        ? new Path(path)
        : new Path("file://" + java.nio.file.Path.of(path).toAbsolutePath());
  }

  static Configuration configuration(SparkSession spark) {
    return spark.sessionState().newHadoopConf();
  }
}

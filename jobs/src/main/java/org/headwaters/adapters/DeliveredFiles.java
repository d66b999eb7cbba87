package org.headwaters.adapters;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.ledger.Fingerprint;

/**
 * The files of a delivery as bytes, and all that the settings say of them: what its rows follow
 * from, beside the program that reads them. Every file below a path counts, also those that the
 * format passes over. Grows with files, not with rows.
 */
public final class DeliveredFiles {
  /** So much the driver reads itself; more is read by the executors, a file a task. */
  private static final long DRIVER_BYTES = 64L << 20;

  private static final int TASKS = 4096;
  private static final String DELTA_LOG = "_delta_log";

  private final SparkSession spark;
  private final InputSource.Delivered delivered;
  private final List<FileStatus> files;

  private DeliveredFiles(
      SparkSession spark, InputSource.Delivered delivered, List<FileStatus> files) {
    this.spark = spark;
    this.delivered = delivered;
    this.files = files;
  }

  /**
   * The files as they lie there now. Empty if they do not tell all: one is missing or out of reach,
   * which opening it says in its own words, or a Delta table, whose log may name files that lie
   * elsewhere.
   */
  public static Optional<DeliveredFiles> now(SparkSession spark, InputSource.Delivered delivered) {
    return listed(spark, delivered).map(files -> new DeliveredFiles(spark, delivered, files));
  }

  private static Optional<List<FileStatus>> listed(
      SparkSession spark, InputSource.Delivered delivered) {
    List<FileStatus> files = new ArrayList<>();
    try {
      for (InputSource source : delivered.sources()) {
        Configuration configuration = InputFiles.configuration(spark);
        List<Path> roots = new ArrayList<>();
        InputFiles.found(spark, source).forEach(root -> roots.add(root.getPath()));
        if (roots.isEmpty()) {
          return Optional.empty();
        }
        named(source).values().forEach(file -> roots.add(InputFiles.qualified(file)));
        for (Path root : roots) {
          FileSystem fs = root.getFileSystem(configuration);
          if (!collect(fs, fs.getFileStatus(root), files)) {
            return Optional.empty();
          }
        }
      }
    } catch (IOException | InvalidInput e) {
      return Optional.empty();
    }
    files.sort(Comparator.comparing(file -> file.getPath().toString()));
    return Optional.of(files);
  }

  /** False if a Delta log is among them. */
  private static boolean collect(FileSystem fs, FileStatus at, List<FileStatus> files)
      throws IOException {
    if (at.isFile()) {
      files.add(at);
      return true;
    }
    if (at.getPath().getName().equals(DELTA_LOG)) {
      return false;
    }
    for (FileStatus child : fs.listStatus(at.getPath())) {
      if (!collect(fs, child, files)) {
        return false;
      }
    }
    return true;
  }

  /** The source's settings that name a file, by setting. */
  private static Map<String, String> named(InputSource source) {
    Map<String, String> named = new TreeMap<>();
    source
        .options()
        .forEach(
            (option, value) -> {
              if (Formats.fileOptions().contains(option) && value instanceof String file) {
                named.put(option, file);
              }
            });
    return named;
  }

  /**
   * SHA-256 in hex over the files' bytes, names and order and everything that the settings say.
   *
   * @param others what the rows follow from besides
   */
  public String fingerprint(List<String> others) {
    List<String> texts = new ArrayList<>(List.of("delivered files", delivered.table()));
    texts.add(Integer.toString(others.size()));
    texts.addAll(others);
    for (InputSource source : delivered.sources()) {
      texts.add("source");
      texts.add(source.format());
      // Whole: rejects and what was passed over are told by it.
      texts.add(source.path());
      add(texts, source.columns());
      add(texts, source.constants());
      add(texts, source.stripPrefix());
      add(texts, source.options());
    }
    List<String> digests = digests();
    texts.add(Integer.toString(files.size()));
    for (int i = 0; i < files.size(); i++) {
      texts.add(files.get(i).getPath().toString());
      texts.add(digests.get(i));
    }
    return Fingerprint.of(texts);
  }

  private static void add(List<String> texts, Map<String, ?> settings) {
    texts.add(Integer.toString(settings.size()));
    new TreeMap<>(settings)
        .forEach(
            (name, value) -> {
              texts.add(name);
              add(texts, value);
            });
  }

  /** What is nested stands in the order of the settings' file. */
  private static void add(List<String> texts, Object value) {
    if (value instanceof Map<?, ?> map) {
      texts.add("map " + map.size());
      map.forEach(
          (name, each) -> {
            texts.add(String.valueOf(name));
            add(texts, each);
          });
    } else if (value instanceof List<?> list) {
      texts.add("list " + list.size());
      list.forEach(each -> add(texts, each));
    } else {
      texts.add(value.getClass().getName());
      texts.add(value.toString());
    }
  }

  private List<String> digests() {
    long bytes = files.stream().mapToLong(FileStatus::getLen).sum();
    List<String> paths = files.stream().map(file -> file.getPath().toString()).toList();
    Configuration configuration = InputFiles.configuration(spark);
    if (bytes <= DRIVER_BYTES || paths.isEmpty()) {
      return paths.stream().map(path -> digest(path, configuration)).toList();
    }
    SerializableConfiguration shipped = new SerializableConfiguration(configuration);
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(paths, Math.min(paths.size(), TASKS))
        .map(path -> digest(path, shipped.value()))
        .collect();
  }

  private static String digest(String file, Configuration configuration) {
    try {
      Path path = new Path(file);
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (InputStream in =
          new DigestInputStream(path.getFileSystem(configuration).open(path), sha256)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** Whether the same files still lie there, as far as the file system tells without reading. */
  public boolean stand() {
    return listed(spark, delivered).map(now -> states(now).equals(states(files))).orElse(false);
  }

  private static List<List<Object>> states(List<FileStatus> files) {
    return files.stream()
        .map(
            file ->
                Arrays.<Object>asList(
                    file.getPath().toString(), file.getLen(), file.getModificationTime()))
        .toList();
  }
}

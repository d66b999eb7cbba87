package org.headwaters.adapters;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.UsageError;
import org.headwaters.tables.Table;

/** The formats there are. */
public final class Formats {
  /** Text with a column for each of ours: what an own table may be delivered as beside Parquet. */
  static final List<InputFormat> ROWS = List.of(new CsvFormat(), new JsonLinesFormat());

  /** In the order in which they are asked whether a file is theirs. */
  public static final List<InputFormat> ALL =
      List.of(
          ROWS.get(0),
          ROWS.get(1),
          new ParquetFormat(),
          new DeltaFormat(),
          new CcIndexFormat(),
          new CdxjFormat("cdxj"),
          new CdxjFormat("cdx"),
          new FinewebFormat(),
          new HfCardsFormat(),
          new AssetsYamlFormat(),
          new StackExchangeFormat(),
          new RobotsFormat(),
          new AiprefFormat(),
          new TdmrepFormat(),
          new RslFormat(),
          new EcbFormat(),
          new UsageFormat(),
          new WarcFormat());

  private Formats() {}

  /** The settings of any format that name a file. */
  public static Set<String> fileOptions() {
    return ALL.stream()
        .flatMap(format -> format.fileOptions().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The settings that a format has beside those of every input; those of any of our own files where
   * the format follows from the file. Empty if there is no such format.
   */
  public static Optional<Set<String>> options(String format) {
    return format.isEmpty()
        ? Optional.of(new CsvFormat().options())
        : ALL.stream().filter(f -> f.name().equals(format)).findFirst().map(InputFormat::options);
  }

  /**
   * The raw rows of a source.
   *
   * @param text whether reading means parsing, so that reading twice is dear
   * @param fields what was taken over of the records and what was passed over, as far as rows were
   *     read
   */
  public record Opened(Dataset<Row> rows, boolean text, FieldTally fields) {}

  /**
   * Opens every file of a source at once; its rows are read later.
   *
   * @throws UsageError if there is no such format
   * @throws InvalidInput if a file is missing, cannot be opened, or has columns that do not fit
   */
  public static Opened open(SparkSession spark, InputSource source, Table table) {
    InputFormat format = of(spark, source);
    FieldTally fields = new FieldTally();
    spark.sparkContext().register(fields);
    return new Opened(format.read(spark, source, table, fields), format.isText(), fields);
  }

  /** The files and folders that a source's path means; empty if there is none. */
  public static List<FileStatus> found(SparkSession spark, InputSource source) {
    return InputFiles.found(spark, source);
  }

  private static InputFormat of(SparkSession spark, InputSource source) {
    if (source.format().isEmpty()) {
      return byContent(spark, source);
    }
    return ALL.stream()
        .filter(format -> format.name().equals(source.format()))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageError(
                    "inputs.%s names the format %s, which is not known. Use one of %s.",
                    source.table(), source.format(), names()));
  }

  private static String names() {
    return String.join(", ", ALL.stream().map(InputFormat::name).toList());
  }

  /** By the ending of the first file found, or a Delta log. */
  private static InputFormat byContent(SparkSession spark, InputSource source) {
    try {
      for (FileStatus root : InputFiles.roots(spark, source)) {
        FileSystem fs = root.getPath().getFileSystem(InputFiles.configuration(spark));
        if (fs.exists(new Path(root.getPath(), "_delta_log"))) {
          return new DeltaFormat();
        }
        String name = firstFile(fs, root);
        for (InputFormat format : ALL) {
          if (format.claims(name)) {
            return format;
          }
        }
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(source.path(), e);
    }
    throw new InvalidInput(
        "What %s holds cannot be told by its ending (setting inputs.%s). Name the format: one of"
            + " %s.",
        source.path(), source.table(), names());
  }

  private static String firstFile(FileSystem fs, FileStatus root) throws IOException {
    Deque<FileStatus> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      FileStatus at = open.pop();
      String name = at.getPath().getName();
      if (at.isFile() && !name.startsWith(".") && !name.startsWith("_")) {
        return name;
      }
      if (at.isDirectory()) {
        List.of(fs.listStatus(at.getPath())).forEach(open::push);
      }
    }
    return "";
  }
}

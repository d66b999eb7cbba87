package org.headwaters.tables;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The folder that holds every table of ours, each a Delta table at {@code <lake>/<table name>}.
 *
 * <p>A table that nobody wrote yet reads as empty. Every write projects to the declared schema, so
 * that a type that differs is an error and a forgotten column is one too.
 */
public final class Lake {
  private final SparkSession spark;
  private final String root;

  /** Tables seen to exist, by this process: a table is never dropped, so a yes stays true. */
  private final Set<String> present = ConcurrentHashMap.newKeySet();

  /** {@code root} is any Hadoop-compatible URI or a local path. */
  public Lake(SparkSession spark, String root) {
    this.spark = spark;
    this.root = new Path(root).makeQualified(defaultFileSystem(root), workingFolder()).toString();
  }

  private static java.net.URI defaultFileSystem(String root) {
    return root.contains(":/") ? new Path(root).toUri() : java.net.URI.create("file:///");
  }

  private static Path workingFolder() {
    return new Path("file://" + java.nio.file.Path.of("").toAbsolutePath());
  }

  public SparkSession spark() {
    return spark;
  }

  /** The lake's own URI, without a final slash. */
  public String root() {
    return root;
  }

  /** Where a table's files are. */
  public String pathOf(Table table) {
    return root + "/" + table.name();
  }

  public boolean exists(Table table) {
    if (present.contains(table.name())) {
      return true;
    }
    boolean found = DeltaTable.isDeltaTable(spark, pathOf(table));
    if (found) {
      present.add(table.name());
    }
    return found;
  }

  /**
   * All rows ever written, in no order; empty if the table does not exist. Inputs are better read
   * through {@link Inputs}.
   */
  public Dataset<Row> read(Table table) {
    if (!exists(table)) {
      return spark.createDataFrame(List.of(), table.stored());
    }
    return spark.read().format("delta").load(pathOf(table));
  }

  /** The rows of one slice: every partition column named in {@code slice} has that value. */
  public Dataset<Row> read(Table table, Map<String, Object> slice) {
    return read(table).where(condition(slice));
  }

  /**
   * Puts {@code rows} in the place of whatever the slice held, in one commit. Doing it again with
   * the same rows changes nothing; rows outside of the slice are refused by Delta. The slice names
   * partition columns only, so that writers of different slices never meet.
   */
  public void replace(Table table, Dataset<Row> rows, Map<String, Object> slice) {
    create(table);
    declared(table, rows)
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", predicate(slice))
        .save(pathOf(table));
  }

  /**
   * Puts {@code rows} in the place of whatever several slices held, in one commit.
   *
   * @param column the partition column that tells slices apart
   * @param values the slices that the rows belong to
   */
  public void replace(Table table, Dataset<Row> rows, String column, List<String> values) {
    create(table);
    String any = values.stream().map(Lake::literal).collect(Collectors.joining(", "));
    declared(table, rows)
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", "`" + column + "` IN (" + any + ")")
        .save(pathOf(table));
  }

  /**
   * Appends {@code rows} in one commit, at most once for the pair (writer, version): a second
   * attempt with the same or a lower version writes nothing. Of several concurrent attempts one
   * succeeds and the others throw Delta's ConcurrentTransactionException.
   */
  public void appendOnce(Table table, Dataset<Row> rows, String writer, long version) {
    create(table);
    declared(table, rows)
        .write()
        .format("delta")
        .mode("append")
        .option("txnAppId", writer)
        .option("txnVersion", version)
        .save(pathOf(table));
  }

  /** A small data set from rows made on the driver. */
  public Dataset<Row> rows(Table table, List<Row> rows) {
    return spark.createDataFrame(rows, table.stored());
  }

  private void create(Table table) {
    if (exists(table)) {
      return;
    }
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark)
            .location(pathOf(table))
            .addColumns(table.stored())
            .comment(table.contract().description().purpose())
            .property("delta.enableDeletionVectors", "false")
            .property("delta.logRetentionDuration", "interval 400 days")
            .property("delta.deletedFileRetentionDuration", "interval 400 days");
    if (!table.partitions().isEmpty()) {
      builder = builder.partitionedBy(table.partitions().toArray(new String[0]));
    }
    builder.execute();
    present.add(table.name());
  }

  private Dataset<Row> declared(Table table, Dataset<Row> rows) {
    Column[] columns =
        java.util.Arrays.stream(table.stored().fields())
            .map(f -> functions.col(f.name()).cast(f.dataType()).as(f.name()))
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  private static Column condition(Map<String, Object> slice) {
    return new TreeMap<>(slice)
        .entrySet().stream()
            .map(e -> functions.col(e.getKey()).equalTo(functions.lit(e.getValue())))
            .reduce(functions.lit(true), Column::and);
  }

  private static String predicate(Map<String, Object> slice) {
    return new TreeMap<>(slice)
        .entrySet().stream()
            .map(e -> "`" + e.getKey() + "` = " + literal(e.getValue()))
            .collect(Collectors.joining(" AND "));
  }

  private static String literal(Object value) {
    return value instanceof Number
        ? value.toString()
        : "'" + value.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** The file system of the lake. */
  public FileSystem fileSystem() {
    try {
      return new Path(root).getFileSystem(spark.sparkContext().hadoopConfiguration());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package org.headwaters.lake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.NoopCache$;
import org.apache.spark.sql.execution.datasources.PartitionPath;
import org.apache.spark.sql.execution.datasources.PartitionSpec;
import org.apache.spark.sql.execution.datasources.PartitioningAwareFileIndex;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.headwaters.core.Breach;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The files that a table's log names, with their partitions, as Spark's file scan wants to know
 * them: no folder is listed and no file is asked for. Partitions that a query does not need are not
 * read.
 */
final class LogFileIndex extends PartitioningAwareFileIndex {
  private final Path root;
  private final Set<Path> paths;
  private final PartitionSpec partitions;
  private final scala.collection.mutable.LinkedHashMap<Path, FileStatus> files =
      new scala.collection.mutable.LinkedHashMap<>();
  private final scala.collection.immutable.Map<Path, FileStatus[]> byFolder;

  private LogFileIndex(
      org.apache.spark.sql.classic.SparkSession spark,
      Path root,
      StructType partitionColumns,
      List<DataFile> listed) {
    super(
        spark,
        scala.collection.immutable.Map$.MODULE$.<String, String>empty(),
        Option.empty(),
        NoopCache$.MODULE$);
    this.root = root;
    this.paths = listed.stream().map(DataFile::path).collect(Collectors.toUnmodifiableSet());
    // One folder holds the files of one partition only: each write makes a folder of its own.
    Map<Path, InternalRow> folders = new LinkedHashMap<>();
    Map<Path, List<FileStatus>> children =
        listed.stream()
            .collect(
                Collectors.groupingBy(
                    file -> file.path().getParent(),
                    LinkedHashMap::new,
                    Collectors.mapping(DataFile::status, Collectors.toList())));
    for (DataFile file : listed) {
      files.put(file.path(), file.status());
      folders.putIfAbsent(file.path().getParent(), values(partitionColumns, file.partition()));
    }
    this.byFolder =
        scala.collection.immutable.Map$.MODULE$.from(
            CollectionConverters.asScala(
                    children.entrySet().stream()
                        .map(
                            e ->
                                scala.Tuple2.apply(
                                    e.getKey(), e.getValue().toArray(FileStatus[]::new)))
                        .toList())
                .toSeq());
    this.partitions =
        new PartitionSpec(
            partitionColumns,
            CollectionConverters.asScala(
                    folders.entrySet().stream()
                        .map(e -> new PartitionPath(e.getValue(), e.getKey()))
                        .toList())
                .toSeq());
  }

  /** The rows of some files of a table, in the table's columns. */
  static Dataset<Row> rows(SparkSession session, Table table, Path root, List<DataFile> files) {
    StructType partition = new StructType();
    StructType data = new StructType();
    for (StructField field : table.stored().fields()) {
      if (table.partitions().contains(field.name())) {
        partition = partition.add(field);
      } else {
        data = data.add(field);
      }
    }
    org.apache.spark.sql.classic.SparkSession spark =
        (org.apache.spark.sql.classic.SparkSession) session;
    HadoopFsRelation relation =
        new HadoopFsRelation(
            new LogFileIndex(spark, root, partition, files),
            partition,
            data,
            Option.empty(),
            new ParquetFileFormat(),
            scala.collection.immutable.Map$.MODULE$.<String, String>empty(),
            spark);
    String[] names = table.stored().fieldNames();
    return spark
        .baseRelationToDataFrame(relation)
        .select(names[0], java.util.Arrays.copyOfRange(names, 1, names.length));
  }

  private static InternalRow values(StructType columns, Map<String, String> partition) {
    Object[] values = new Object[columns.length()];
    for (int i = 0; i < values.length; i++) {
      StructField column = columns.fields()[i];
      values[i] = value(column.dataType(), partition.get(column.name()));
    }
    return new GenericInternalRow(values);
  }

  private static @Nullable Object value(DataType type, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (type.equals(DataTypes.StringType)) {
      return UTF8String.fromString(text);
    }
    if (type.equals(DataTypes.LongType)) {
      return Long.valueOf(text);
    }
    throw new Breach("A partition column of type %s is not foreseen. Use string or bigint.", type);
  }

  @Override
  public PartitionSpec partitionSpec() {
    return partitions;
  }

  @Override
  public scala.collection.mutable.LinkedHashMap<Path, FileStatus> leafFiles() {
    return files;
  }

  @Override
  public scala.collection.immutable.Map<Path, FileStatus[]> leafDirToChildrenFiles() {
    return byFolder;
  }

  /** Also those of a table without partitions, which Spark would look for in the root itself. */
  @Override
  public scala.collection.immutable.Seq<FileStatus> allFiles() {
    return files.values().toSeq();
  }

  @Override
  public scala.collection.immutable.Seq<Path> rootPaths() {
    return CollectionConverters.asScala(List.of(root)).toSeq();
  }

  @Override
  public void refresh() {
    // The files of a version of a table never change.
  }

  /** Two scans of the same files are the same scan: Spark then does their work once. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LogFileIndex index && paths.equals(index.paths);
  }

  @Override
  public int hashCode() {
    return paths.hashCode();
  }
}

package org.headwaters.lake;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.utils.DataFileStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.headwaters.core.Breach;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one table to new Parquet files, which nobody sees before {@link TableLog} names
 * them. Each write has a folder of its own, so that it can tell its files from those of others.
 */
final class SliceFiles {
  /** So many slices a task may write at once. */
  private static final int SIDE_BY_SIDE = 16;

  private final Engine engine;
  private final Configuration configuration;
  private final Table table;
  private final String path;

  SliceFiles(Engine engine, Configuration configuration, Table table, String path) {
    this.engine = engine;
    this.configuration = configuration;
    this.table = table;
    this.path = path;
  }

  /** Rows that the driver has at hand, all of one slice. */
  TableLog.Added write(List<Row> rows, Map<String, Object> slice) {
    return new TableLog.Added(
        slice,
        rows.isEmpty()
            ? List.of()
            : DriverRows.stored(engine, table).write(folder(slice), rows, statistics()));
  }

  /** Rows that Spark computes, all of one slice. */
  TableLog.Added write(Dataset<Row> rows, Map<String, Object> slice) {
    String folder = folder(slice);
    run(new ContractGuard(table, slice).plan(rows), List.of(), folder);
    return new TableLog.Added(
        slice, written().in(folder).values().stream().flatMap(List::stream).toList());
  }

  /**
   * Rows that Spark computes, of about so many slices, which one partition column tells apart. Of
   * many, each slice's rows are brought together first, in tasks of a like size: else each task
   * would write a file of each slice.
   */
  List<TableLog.Added> writeBy(Dataset<Row> rows, String column, int about) {
    String folder = path + "/" + UUID.randomUUID();
    Dataset<Row> guarded = new ContractGuard(table, Map.of()).plan(rows);
    run(
        about > SIDE_BY_SIDE ? guarded.hint("rebalance", functions.col(column)) : guarded,
        List.of(column),
        folder);
    List<TableLog.Added> slices = new ArrayList<>();
    for (Map.Entry<String, List<DataFileStatus>> slice : written().in(folder).entrySet()) {
      slices.add(new TableLog.Added(Map.of(column, slice.getKey()), slice.getValue()));
    }
    return slices;
  }

  private void run(Dataset<Row> guarded, List<String> by, String folder) {
    Dataset<Row> data = guarded;
    for (String column : table.partitions()) {
      data = by.contains(column) ? data : data.drop(column);
    }
    try {
      data.write().mode("append").partitionBy(by.toArray(new String[0])).parquet(folder);
    } catch (Exception e) {
      // Spark throws checked exceptions that it does not declare.
      throw breach(e);
    }
  }

  /**
   * A row that broke its contract, in the words of {@link ContractGuard}; anything else as it is.
   */
  private RuntimeException breach(Exception e) {
    for (@Nullable Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SparkThrowable raised
          && "USER_RAISED_EXCEPTION".equals(raised.getCondition())) {
        return new Breach("%s", String.valueOf(raised.getMessageParameters().get("errorMessage")));
      }
    }
    return e instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("Cannot write table " + table, e);
  }

  private SparkFiles written() {
    return new SparkFiles(
        configuration, TableLog.schema(DriverRows.dataColumns(table)), statistics());
  }

  /**
   * The columns whose least and greatest values the log keeps: those of the key. Each look at a log
   * reads them for every file, and nobody looks for a file by its other columns.
   */
  private List<Column> statistics() {
    return Arrays.stream(DriverRows.dataColumns(table).fields())
        .filter(field -> table.key().contains(field.name()))
        .filter(field -> !(field.dataType() instanceof ArrayType))
        .map(field -> new Column(field.name()))
        .toList();
  }

  private String folder(Map<String, Object> slice) {
    StringBuilder folder = new StringBuilder(path);
    for (String column : table.partitions()) {
      Object value = slice.get(column);
      Breach.check(
          value != null,
          "A slice of table %s needs a value for each of %s, not only %s.",
          table,
          table.partitions(),
          slice);
      folder
          .append('/')
          .append(ExternalCatalogUtils.getPartitionPathString(column, String.valueOf(value)));
    }
    return folder.append('/').append(UUID.randomUUID()).toString();
  }
}

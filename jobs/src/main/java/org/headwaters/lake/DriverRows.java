package org.headwaters.lake;

import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.internal.data.DefaultRowBasedColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampType;
import org.headwaters.core.Breach;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/**
 * Parquet files of a few thousand rows, read and written by the driver itself: a Spark job would
 * cost more than the rows.
 */
final class DriverRows {
  private final Engine engine;
  private final String name;
  private final org.apache.spark.sql.types.StructType all;
  private final List<String> partitions;
  private final org.apache.spark.sql.types.StructType data;

  private DriverRows(
      Engine engine,
      String name,
      org.apache.spark.sql.types.StructType all,
      List<String> partitions) {
    this.engine = engine;
    this.name = name;
    this.all = all;
    this.partitions = partitions;
    this.data = without(all, partitions);
  }

  /** The rows of a table in the lake: its files lack the columns that it is partitioned by. */
  static DriverRows stored(Engine engine, Table table) {
    return new DriverRows(engine, table.name(), table.stored(), table.partitions());
  }

  /** The rows of a table as it is published: every column stands in the files. */
  static DriverRows published(Engine engine, Table table) {
    return new DriverRows(engine, table.name(), table.schema(), List.of());
  }

  /** What stands in a table's files in the lake. */
  static org.apache.spark.sql.types.StructType dataColumns(Table table) {
    return without(table.stored(), table.partitions());
  }

  private static org.apache.spark.sql.types.StructType without(
      org.apache.spark.sql.types.StructType all, List<String> partitions) {
    org.apache.spark.sql.types.StructType columns = new org.apache.spark.sql.types.StructType();
    for (StructField field : all.fields()) {
      if (!partitions.contains(field.name())) {
        columns = columns.add(field);
      }
    }
    return columns;
  }

  /** The rows of files that the table's log names, in no order. */
  List<Row> read(List<DataFile> files) {
    List<Row> rows = new ArrayList<>();
    files.forEach(file -> rows.addAll(read(file.kernelStatus(), file.partition())));
    return rows;
  }

  /** The rows of one file, in its order, with the values of the columns that it lacks. */
  List<Row> read(FileStatus file, Map<String, String> partition) {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<FileReadResult> batches =
        engine
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(file), TableLog.schema(data), Optional.empty())) {
      while (batches.hasNext()) {
        try (CloseableIterator<io.delta.kernel.data.Row> read =
            batches.next().getData().getRows()) {
          read.forEachRemaining(row -> rows.add(row(row, partition)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private Row row(io.delta.kernel.data.Row read, Map<String, String> partition) {
    StructField[] fields = all.fields();
    Object[] values = new Object[fields.length];
    for (int i = 0, at = 0; i < fields.length; i++) {
      String column = fields[i].name();
      if (partitions.contains(column)) {
        @Nullable String text = partition.get(column);
        values[i] =
            text != null && fields[i].dataType() instanceof LongType ? Long.valueOf(text) : text;
      } else {
        values[i] = read.isNullAt(at) ? null : cell(read, at, fields[i].dataType());
        at++;
      }
    }
    return RowFactory.create(values);
  }

  private Object cell(io.delta.kernel.data.Row row, int at, DataType type) {
    if (type instanceof org.apache.spark.sql.types.StringType) {
      return row.getString(at);
    }
    if (type instanceof LongType) {
      return row.getLong(at);
    }
    if (type instanceof IntegerType) {
      return row.getInt(at);
    }
    if (type instanceof ShortType) {
      return row.getShort(at);
    }
    if (type instanceof BooleanType) {
      return row.getBoolean(at);
    }
    if (type instanceof DecimalType) {
      return row.getDecimal(at);
    }
    if (type instanceof DateType) {
      return DateTimeUtils.toJavaDate(row.getInt(at));
    }
    if (type instanceof TimestampType) {
      return DateTimeUtils.toJavaTimestamp(row.getLong(at));
    }
    if (type instanceof ArrayType array
        && array.elementType() instanceof org.apache.spark.sql.types.StringType) {
      return VectorUtils.<String>toJavaList(row.getArray(at)).toArray(new String[0]);
    }
    throw unforeseen(type);
  }

  private Breach unforeseen(DataType type) {
    return new Breach(
        "Table %s has a column of type %s, which the driver cannot read.", name, type);
  }

  /**
   * Writes rows of all columns to new files in a folder.
   *
   * @param rows held to their contract already, see {@link ContractGuard}
   * @param statistics the columns whose least and greatest value the log keeps
   */
  List<DataFileStatus> write(String folder, List<Row> rows, List<Column> statistics) {
    StructType schema = TableLog.schema(data);
    int[] places = new int[data.length()];
    for (int i = 0; i < places.length; i++) {
      places[i] = all.fieldIndex(data.fieldNames()[i]);
    }
    SparkRowView.Layout layout = new SparkRowView.Layout(name, data, schema, places);
    List<io.delta.kernel.data.Row> views = new ArrayList<>();
    rows.forEach(row -> views.add(new SparkRowView(row, layout)));
    ColumnarBatch batch = new DefaultRowBasedColumnarBatch(schema, views);
    try (CloseableIterator<DataFileStatus> written =
        engine
            .getParquetHandler()
            .writeParquetFiles(
                folder,
                Utils.singletonCloseableIterator(
                    new FilteredColumnarBatch(batch, Optional.empty())),
                statistics)) {
      List<DataFileStatus> files = new ArrayList<>();
      written.forEachRemaining(files::add);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

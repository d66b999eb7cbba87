package org.headwaters.adapters;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Table;

/**
 * Parquet files, with folders such as {@code crawl=…} where the files themselves say nothing. Files
 * of one folder may differ in their columns and types; a column that a file lacks is missing in its
 * rows. Columns that are not ours are not read, so they may have any type, and are told.
 */
final class ParquetFormat implements InputFormat {
  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public Set<String> options() {
    return OutsideText.options(Spelling.OPTIONS, ColumnMap.IGNORE);
  }

  @Override
  public boolean claims(String fileName) {
    return fileName.endsWith(".parquet");
  }

  @Override
  public boolean isText() {
    return false;
  }

  @Override
  public Dataset<Row> read(SparkSession spark, InputSource source, Table table, FieldTally fields) {
    return read(
        spark,
        source,
        table,
        fields,
        new Shaping(rows -> rows, schema -> Arrays.asList(schema.fieldNames())));
  }

  /**
   * What becomes of the files' own columns before ours are chosen, one schema at a time.
   *
   * @param names how the columns of a schema are called then
   */
  record Shaping(UnaryOperator<Dataset<Row>> rows, Function<StructType, List<String>> names) {}

  /** The rows of a source whose columns have another shape. */
  Dataset<Row> read(
      SparkSession spark, InputSource source, Table table, FieldTally fields, Shaping shaping) {
    ColumnMap map = ColumnMap.of(source, table);
    List<String> files = InputFiles.of(spark, source, this::claims);
    String base = InputFiles.base(spark, source);
    FieldCounts counts = fields.driver();
    SparkSession reader = reader(spark);
    Dataset<Row> all = null;
    for (Map.Entry<ParquetColumns, List<String>> alike :
        ParquetColumns.bySchema(spark, files).entrySet()) {
      ParquetColumns columns = alike.getKey();
      String first = alike.getValue().get(0);
      checkReadable(first, columns, map);
      Dataset<Row> rows = shaping.rows().apply(rows(reader, columns, alike.getValue()));
      Map<String, List<String>> folders = folders(alike.getValue(), base, map);
      Set<String> names = new TreeSet<>(columns.unreadable().keySet());
      names.addAll(shaping.names().apply(columns.schema()));
      for (int i = 0; i < alike.getValue().size(); i++) {
        tell(counts, names, folders.keySet(), map);
      }
      Dataset<Row> ours =
          ColumnarRows.of(
              rows,
              map,
              new ColumnarRows.Where(first, col("_metadata.row_index").plus(1), folders.keySet()));
      Dataset<Row> adjusted =
          Adjustment.apply(FolderValues.filled(ours, base, folders), source, table);
      all = all == null ? adjusted : ColumnarRows.union(all, adjusted);
    }
    if (all == null) {
      throw new IllegalStateException("no file");
    }
    return all;
  }

  /** Names that differ by case are different columns here, whatever the session says elsewhere. */
  private static SparkSession reader(SparkSession spark) {
    SparkSession reader = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    ParquetColumns.SETTINGS.forEach((key, value) -> reader.conf().set(key, value));
    return reader;
  }

  /** What can be read of files that are alike. Paths mean what they say, brackets and all. */
  private static Dataset<Row> rows(
      SparkSession reader, ParquetColumns columns, List<String> files) {
    Dataset<Row> rows =
        reader
            .read()
            .schema(columns.schema())
            .option("__globPaths__", "false")
            .option("recursiveFileLookup", "true")
            .parquet(files.toArray(new String[0]));
    for (String name : columns.nanoseconds()) {
      String column = Adjustment.quoted(name);
      // Rounded down, before 1970 too, and without leaving the range of a bigint on the way.
      String micros = "%s div 1000 - if(%s %% 1000 < 0, 1, 0)".formatted(column, column);
      rows = rows.withColumn(name, expr("timestamp_micros(" + micros + ")"));
    }
    return rows;
  }

  private static void checkReadable(String file, ParquetColumns columns, ColumnMap map) {
    for (String ours : map.columns()) {
      String unreadable = columns.unreadable().get(map.theirs(ours));
      InvalidInput.check(
          unreadable == null,
          "Cannot read the column %s of %s, which is to be %s.%s: its type is not one that rows can"
              + " be made of (%s). Deliver it in another type, or map another column by"
              + " inputs.%s.columns.",
          map.theirs(ours),
          InputFiles.shown(file),
          map.table(),
          ours,
          String.valueOf(unreadable),
          map.table());
    }
  }

  /** The folders' names that mean columns of ours, and which. */
  private static Map<String, List<String>> folders(List<String> files, String base, ColumnMap map) {
    Map<String, List<Integer>> places = map.placesByTheirName();
    Map<String, List<String>> folders = new TreeMap<>();
    for (String file : files) {
      for (String name : FolderValues.names(InputFiles.shown(file), base)) {
        List<String> ours =
            places.getOrDefault(name, List.of()).stream().map(map.columns()::get).toList();
        if (!ours.isEmpty()) {
          folders.put(name, ours);
        }
      }
    }
    return folders;
  }

  /** Counts, of one file, columns that nobody reads and folders that columns outdo. */
  private static void tell(
      FieldCounts counts, Set<String> names, Set<String> folders, ColumnMap map) {
    Set<String> known = map.placesByTheirName().keySet();
    for (String name : names) {
      if (known.contains(name)) {
        counts.taken(name);
      } else if (!map.mayIgnore(name)) {
        counts.passedOver(name);
      }
      if (folders.contains(name)) {
        counts.passedOver("folder " + name + "=");
      }
    }
  }
}

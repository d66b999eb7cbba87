package org.headwaters.adapters;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.Table;

/**
 * Parquet files, with folders such as {@code crawl=…} as columns. Files of one folder may differ in
 * their columns and types; a column that a file lacks is missing in its rows, columns that are not
 * ours are not read.
 */
final class ParquetFormat implements InputFormat {
  private static final int FOOTERS_AT_ONCE = 64;

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
    return read(spark, source, table, rows -> rows);
  }

  /** {@code shaped} sees the files' own columns before ours are chosen, one schema at a time. */
  Dataset<Row> read(
      SparkSession spark, InputSource source, Table table, UnaryOperator<Dataset<Row>> shaped) {
    ColumnMap map = ColumnMap.of(source, table);
    List<String> files = InputFiles.of(spark, source, this::claims);
    Dataset<Row> all = null;
    for (List<String> alike : bySchema(spark, files).values()) {
      Dataset<Row> rows =
          spark.read().option("basePath", base(alike.get(0))).parquet(alike.toArray(new String[0]));
      Dataset<Row> ours =
          Adjustment.apply(
              ColumnarRows.of(
                  shaped.apply(rows), map, alike.get(0), col("_metadata.row_index").plus(1)),
              source,
              table);
      all = all == null ? ours : ColumnarRows.union(all, ours);
    }
    if (all == null) {
      throw new IllegalStateException("no file");
    }
    return all;
  }

  /** The folder above the first one that says a column's value. */
  private static String base(String file) {
    Path folder = new Path(file).getParent();
    Path base = folder;
    for (Path at = folder; at != null; at = at.getParent()) {
      if (at.getName().indexOf('=') > 0) {
        base = at.getParent();
      }
    }
    return base.toString();
  }

  /** Reads every footer, in parallel; what differs in columns or types is read apart. */
  private static Map<String, List<String>> bySchema(SparkSession spark, List<String> files) {
    SerializableConfiguration configuration =
        new SerializableConfiguration(InputFiles.configuration(spark));
    List<String> footers =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, Math.min(files.size(), FOOTERS_AT_ONCE))
            .map(file -> footer(file, configuration))
            .collect();
    Map<String, List<String>> groups = new TreeMap<>();
    for (int i = 0; i < files.size(); i++) {
      String file = files.get(i);
      String schema = footers.get(i);
      InvalidInput.check(
          !schema.startsWith(BROKEN),
          "Cannot read %s: %s. The file is cut short or no Parquet: deliver it again, whole.",
          InputFiles.shown(file),
          schema.substring(Math.min(schema.length(), BROKEN.length())));
      groups.computeIfAbsent(base(file) + " " + schema, key -> new ArrayList<>()).add(file);
    }
    return groups;
  }

  private static final String BROKEN = "broken: ";

  private static String footer(String file, SerializableConfiguration configuration) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), configuration.value()))) {
      return reader.getFileMetaData().getSchema().toString();
    } catch (IOException | RuntimeException e) {
      // Parquet tells a truncated file by several exceptions; all of them mean that it is one.
      return BROKEN + InputFiles.firstLine(e);
    }
  }
}

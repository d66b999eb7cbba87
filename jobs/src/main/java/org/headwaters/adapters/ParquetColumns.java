package org.headwaters.adapters;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.headwaters.core.InvalidInput;

/**
 * The columns of a Parquet file, each by itself: one of a type that cannot be read does not hinder
 * the others, and two names that differ by case are two columns.
 *
 * @param readable Spark's schema of those that can be read, as JSON
 * @param unreadable name → why not
 * @param nanoseconds those that are read as whole nanoseconds since 1970
 */
record ParquetColumns(String readable, Map<String, String> unreadable, Set<String> nanoseconds)
    implements Serializable {
  private static final int FOOTERS_AT_ONCE = 64;

  /** What reading a file's columns needs, of the schema and of the rows alike. */
  static final Map<String, String> SETTINGS =
      Map.of("spark.sql.caseSensitive", "true", "spark.sql.legacy.parquet.nanosAsLong", "true");

  StructType schema() {
    return (StructType) DataType.fromJson(readable);
  }

  /** Reads every footer, in parallel: what differs in columns or types is read apart. */
  static Map<ParquetColumns, List<String>> bySchema(SparkSession spark, List<String> files) {
    SerializableConfiguration configuration =
        new SerializableConfiguration(InputFiles.configuration(spark));
    List<Footer> footers =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, Math.min(files.size(), FOOTERS_AT_ONCE))
            .map(file -> footer(file, configuration))
            .collect();
    Map<String, List<String>> groups = new TreeMap<>();
    Map<String, ParquetColumns> columns = new TreeMap<>();
    for (int i = 0; i < files.size(); i++) {
      Footer footer = footers.get(i);
      InvalidInput.check(
          footer.broken().isEmpty(),
          "Cannot read %s: %s. The file is cut short or no Parquet: deliver it again, whole.",
          InputFiles.shown(files.get(i)),
          footer.broken());
      String key = String.valueOf(footer.columns());
      columns.put(key, footer.columns());
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(files.get(i));
    }
    Map<ParquetColumns, List<String>> bySchema = new java.util.LinkedHashMap<>();
    groups.forEach((key, alike) -> bySchema.put(columns.get(key), alike));
    return bySchema;
  }

  /** What a footer says, or how it is broken. */
  private record Footer(ParquetColumns columns, String broken) implements Serializable {}

  private static Footer footer(String file, SerializableConfiguration configuration) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), configuration.value()))) {
      return new Footer(of(reader.getFileMetaData().getSchema()), "");
    } catch (IOException | RuntimeException e) {
      // Parquet tells a truncated file by several exceptions; all of them mean that it is one.
      return new Footer(new ParquetColumns("", Map.of(), Set.of()), InputFiles.firstLine(e));
    }
  }

  static ParquetColumns of(MessageType file) {
    SQLConf conf = new SQLConf();
    SETTINGS.forEach(conf::setConfString);
    ParquetToSparkSchemaConverter converter = new ParquetToSparkSchemaConverter(conf);
    StructType readable = new StructType();
    Map<String, String> unreadable = new TreeMap<>();
    Set<String> nanoseconds = new LinkedHashSet<>();
    for (Type field : file.getFields()) {
      try {
        MessageType alone = new MessageType(file.getName(), List.of(field));
        readable = readable.add(converter.convert(alone).fields()[0]);
      } catch (Exception e) {
        // Scala throws checked exceptions undeclared; whatever it is, this column cannot be read.
        unreadable.put(field.getName(), told(field));
      }
      if (field.getLogicalTypeAnnotation()
              instanceof LogicalTypeAnnotation.TimestampLogicalTypeAnnotation time
          && time.getUnit() == LogicalTypeAnnotation.TimeUnit.NANOS) {
        nanoseconds.add(field.getName());
      }
    }
    return new ParquetColumns(readable.json(), unreadable, nanoseconds);
  }

  private static String told(Type field) {
    return field.toString().replaceAll("\\s+", " ");
  }
}

package org.headwaters.adapters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Parquet files written apart from Spark, with any type that the format knows. */
final class ParquetFiles {
  private ParquetFiles() {}

  /** One file; each row is filled in by one of {@code rows}. */
  static Path write(Path file, List<Type> columns, List<Consumer<Group>> rows) {
    MessageType schema = new MessageType("row", columns);
    SimpleGroupFactory groups = new SimpleGroupFactory(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path("file://" + file))
            .withConf(new Configuration())
            .withType(schema)
            .withDictionaryEncoding(true)
            .build()) {
      for (Consumer<Group> row : rows) {
        Group group = groups.newGroup();
        row.accept(group);
        writer.write(group);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** One row that leaves columns out which nothing fills. */
  @SafeVarargs
  static Consumer<Group> row(Consumer<Group>... cells) {
    return group -> Arrays.asList(cells).forEach(cell -> cell.accept(group));
  }
}

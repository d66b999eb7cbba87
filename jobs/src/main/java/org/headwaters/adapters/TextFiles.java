package org.headwaters.adapters;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;
import org.jspecify.annotations.Nullable;

/** Text files, unpacked and streamed, one task a file. */
final class TextFiles {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SMALL_BYTES = 64 << 20;

  /** A folder of a million small cards is read in so many tasks, file after file. */
  private static final int TASKS = 4096;

  private TextFiles() {}

  /** Reads one open file, row by row. */
  interface Reader extends Serializable {
    Iterator<Row> rows(String file, InputStream in) throws IOException;
  }

  /** Reads one open file, row by row, and counts what it makes of the records' fields. */
  interface CountingReader extends Serializable {
    Iterator<Row> rows(String file, InputStream in, FieldCounts fields) throws IOException;
  }

  /** The rows of all files, with the columns of {@link RawRows#text}. */
  static Dataset<Row> read(SparkSession spark, List<String> files, Table table, Reader reader) {
    return read(spark, files, RawRows.text(table), reader);
  }

  /** The rows of all files, with the columns that the reader gives them. */
  static Dataset<Row> read(
      SparkSession spark, List<String> files, StructType schema, Reader reader) {
    return read(spark, files, schema, null, (file, in, fields) -> reader.rows(file, in));
  }

  /** The same of files that the reader unpacks itself, as it needs to know where parts begin. */
  static Dataset<Row> readPacked(
      SparkSession spark, List<String> files, StructType schema, Reader reader) {
    return read(spark, files, schema, null, (Packed) reader::rows);
  }

  /** Reads a file as it is stored. */
  private interface Packed extends CountingReader {
    Iterator<Row> rows(String file, InputStream in) throws IOException;

    @Override
    default Iterator<Row> rows(String file, InputStream in, FieldCounts fields) throws IOException {
      return rows(file, in);
    }
  }

  /** The same, with what the reader counts; null where it counts nothing. */
  static Dataset<Row> read(
      SparkSession spark,
      List<String> files,
      StructType schema,
      @Nullable FieldTally tally,
      CountingReader reader) {
    SerializableConfiguration configuration =
        new SerializableConfiguration(InputFiles.configuration(spark));
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, Math.min(files.size(), TASKS))
            .mapPartitionsWithIndex(
                (partition, these) -> {
                  FieldCounts fields = counts(partition, tally);
                  return new Following(these, configuration.value(), reader, fields);
                },
                false);
    return spark.createDataFrame(rows, schema);
  }

  /** Counts that the tally takes when the task ends, however far it read. */
  private static FieldCounts counts(int partition, @Nullable FieldTally tally) {
    FieldCounts fields = new FieldCounts();
    if (tally != null) {
      TaskCompletionListener ended = context -> tally.add(new FieldTally.Part(partition, fields));
      TaskContext.get().addTaskCompletionListener(ended);
    }
    return fields;
  }

  /** The rows of one file after another, each opened when its turn comes. */
  private static final class Following implements Iterator<Row> {
    private final Iterator<String> files;
    private final Configuration configuration;
    private final CountingReader reader;
    private final FieldCounts fields;
    private Iterator<Row> rows = Collections.emptyIterator();

    Following(
        Iterator<String> files,
        Configuration configuration,
        CountingReader reader,
        FieldCounts fields) {
      this.files = files;
      this.configuration = configuration;
      this.reader = reader;
      this.fields = fields;
    }

    @Override
    public boolean hasNext() {
      while (!rows.hasNext()) {
        rows = Collections.emptyIterator(); // what has ended is closed, and asked no more
        if (!files.hasNext()) {
          return false;
        }
        String file = files.next();
        try {
          InputStream in =
              reader instanceof Packed ? stored(file, configuration) : open(file, configuration);
          rows = new Closing(reader.rows(InputFiles.shown(file), in, fields), in);
        } catch (IOException e) {
          throw InputFiles.unreadable(file, e);
        }
      }
      return true;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return rows.next();
    }
  }

  /** Closes a file when its rows are read. */
  private record Closing(Iterator<Row> rows, InputStream in) implements Iterator<Row> {
    @Override
    public boolean hasNext() {
      boolean more = rows.hasNext();
      if (!more) {
        try {
          in.close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return more;
    }

    @Override
    public Row next() {
      return rows.next();
    }
  }

  private static InputStream stored(String file, Configuration configuration) throws IOException {
    Path path = new Path(file);
    return path.getFileSystem(configuration).open(path, BUFFER_BYTES);
  }

  /** Opens a file, unpacked by its ending. */
  static InputStream open(String file, Configuration configuration) throws IOException {
    Path path = new Path(file);
    InputStream in = stored(file, configuration);
    if (file.endsWith(".gz")) {
      return gunzipped(in);
    }
    if (file.endsWith(".zst")) {
      // Hadoop's own zstd needs a native library that plain jars do not bring.
      return new ZstdInputStream(in).setContinuous(false);
    }
    CompressionCodec codec = new CompressionCodecFactory(configuration).getCodec(path);
    return codec == null ? in : codec.createInputStream(in);
  }

  /**
   * All members of a gzip file, as indexes and crawls have many. The JDK's own stream takes a
   * stream of no known length, such as an object store's, for ended between two members, and passes
   * over a member whose header is damaged: both would lose lines without a word.
   */
  static InputStream gunzipped(InputStream in) throws IOException {
    return GzipCompressorInputStream.builder()
        .setInputStream(new BufferedInputStream(in, BUFFER_BYTES))
        .setDecompressConcatenated(true)
        .get();
  }

  /**
   * The whole text of a file that a person keeps by hand.
   *
   * @throws InvalidInput if it is larger than such a file can be, or not UTF-8
   */
  static String small(String path, Configuration configuration) {
    String file = InputFiles.qualified(path).toString();
    try (InputStream in = open(file, configuration)) {
      byte[] bytes = in.readNBytes(SMALL_BYTES + 1);
      InvalidInput.check(
          bytes.length <= SMALL_BYTES,
          "%s has more than %d bytes, too many to be held at once. Divide it, or take out what is"
              + " not needed.",
          InputFiles.shown(path),
          SMALL_BYTES);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInput("%s is not UTF-8. Save it as UTF-8.", InputFiles.shown(path));
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }

  /** Whether a name has an ending, perhaps packed. */
  static boolean endsWith(String fileName, String ending) {
    return fileName.endsWith(ending)
        || fileName.endsWith(ending + ".gz")
        || fileName.endsWith(ending + ".zst")
        || fileName.endsWith(ending + ".bz2");
  }
}

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
import java.util.Iterator;
import java.util.List;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.headwaters.core.InvalidInput;
import org.headwaters.tables.RawRows;
import org.headwaters.tables.Table;

/** Text files, unpacked and streamed, one task a file. */
final class TextFiles {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SMALL_BYTES = 64 << 20;

  /** A folder of a million small cards is read in so many tasks, file after file. */
  private static final int TASKS = 4096;

  private TextFiles() {}

  /** Reads one open file, row by row. */
  interface Reader extends Serializable {
    Iterator<Row> rows(String file, InputStream in);
  }

  /** The rows of all files, with the columns of {@link RawRows#text}. */
  static Dataset<Row> read(SparkSession spark, List<String> files, Table table, Reader reader) {
    return read(spark, files, RawRows.text(table), reader);
  }

  /** The rows of all files, with the columns that the reader gives them. */
  static Dataset<Row> read(
      SparkSession spark, List<String> files, StructType schema, Reader reader) {
    SerializableConfiguration configuration =
        new SerializableConfiguration(InputFiles.configuration(spark));
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(files, Math.min(files.size(), TASKS))
            .flatMap(
                file -> {
                  try {
                    InputStream in = open(file, configuration.value());
                    return new Closing(reader.rows(InputFiles.shown(file), in), in);
                  } catch (IOException e) {
                    throw InputFiles.unreadable(file, e);
                  }
                });
    return spark.createDataFrame(rows, schema);
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

  /** Opens a file, unpacked by its ending. */
  static InputStream open(String file, Configuration configuration) throws IOException {
    Path path = new Path(file);
    InputStream in = path.getFileSystem(configuration).open(path, BUFFER_BYTES);
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
          "%s has more than %d bytes, too many to be held at once. Divide it, or take out what is not needed.",
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

package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.substring;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.headwaters.tables.RunningDigest;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of each arriving key, told from hashes alone (docs/decisions/0001).
 *
 * <p>The rows of a bucket, the keys whose hash begins with the same byte, are read once in the
 * order of those hashes, so that memory holds one key at a time. Out come two kinds of rows: one a
 * bucket with its counts and the digest of its accepted rows, and one for every key of which not
 * simply its one row is kept.
 */
public final class KeyVerdicts {
  public static final String BUCKET = "_bucket";
  public static final String DIGEST = "_digest";
  public static final String READ = "_read";
  public static final String KEPT = "_kept";
  public static final String IDENTICAL = "_identical";
  public static final String REJECTED = "_rejected";

  /** Urls of arriving rows that were read as https. */
  public static final String READ_AS_HTTPS = CheckRows.READ_AS_HTTPS;

  /** Null in the row of a bucket. */
  public static final String VERDICT = "_verdict";

  /** The key's rows say the same: one is kept. */
  public static final String REPEATED = "repeated";

  /** The current row of the key says the same: none is kept. */
  public static final String KNOWN = "known";

  /** The key's rows differ among themselves: none is kept. */
  public static final String CONFLICTING = "conflicting";

  /** The bucket of rows that may not come in. */
  public static final int NO_BUCKET = -1;

  private static final StructType SCHEMA =
      new StructType()
          .add(BUCKET, DataTypes.IntegerType)
          .add(DIGEST, DataTypes.BinaryType)
          .add(READ, DataTypes.LongType)
          .add(KEPT, DataTypes.LongType)
          .add(IDENTICAL, DataTypes.LongType)
          .add(REJECTED, DataTypes.LongType)
          .add(READ_AS_HTTPS, DataTypes.LongType)
          .add(RowHashes.KEY, DataTypes.BinaryType)
          .add(VERDICT, DataTypes.StringType);

  private KeyVerdicts() {}

  /** Takes the columns of {@link RowHashes}, arriving rows and stored ones together. */
  public static Dataset<Row> apply(Dataset<Row> hashes) {
    return hashes
        .repartition(substring(col(RowHashes.KEY), 1, 1))
        .sortWithinPartitions(col(RowHashes.KEY), col(RowHashes.SEQ), col(RowHashes.WHOLE))
        .mapPartitions((MapPartitionsFunction<Row, Row>) Reading::new, Encoders.row(SCHEMA));
  }

  /** Reads sorted rows and tells verdicts as it goes. */
  private static final class Reading implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final Deque<Row> told = new ArrayDeque<>();
    private @Nullable Row ahead;
    private @Nullable Bucket bucket;

    Reading(Iterator<Row> rows) {
      this.rows = rows;
      this.ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (told.isEmpty() && ahead != null) {
        readKey(ahead);
      }
      if (told.isEmpty() && bucket != null) {
        told.add(bucket.row());
        bucket = null;
      }
      return !told.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return told.remove();
    }

    private void readKey(Row first) {
      byte @Nullable [] key = first.isNullAt(0) ? null : (byte[]) first.get(0);
      Bucket at = bucketOf(key);
      Key seen = new Key();
      Row row = first;
      while (row != null && Arrays.equals(key, row.isNullAt(0) ? null : (byte[]) row.get(0))) {
        if (key == null) {
          at.refuse();
        } else {
          seen.add(row.getLong(2), (byte[]) row.get(1));
          at.readAsHttps += row.getLong(3);
        }
        row = rows.hasNext() ? rows.next() : null;
      }
      ahead = row;
      if (key != null) {
        String verdict = at.judge(key, seen);
        if (verdict != null) {
          told.add(RowFactory.create(null, null, null, null, null, null, null, key, verdict));
        }
      }
    }

    private Bucket bucketOf(byte @Nullable [] key) {
      int number = key == null ? NO_BUCKET : key[0] & 0xFF;
      Bucket at = bucket;
      if (at == null || at.number != number) {
        if (at != null) {
          told.add(at.row());
        }
        at = new Bucket(number);
        bucket = at;
      }
      return at;
    }
  }

  /** The rows of one key: the arriving ones come first, then the stored ones, oldest first. */
  private static final class Key {
    private long arriving;
    private boolean differ;
    private byte[] whole = new byte[0];
    private byte[] current = new byte[0];

    void add(long seq, byte[] row) {
      if (seq > 0) {
        current = row;
        return;
      }
      differ |= arriving > 0 && !Arrays.equals(whole, row);
      whole = row;
      arriving++;
    }
  }

  private static final class Bucket {
    private final int number;
    private final RunningDigest accepted = new RunningDigest();
    private long read;
    private long kept;
    private long identical;
    private long rejected;
    private long readAsHttps;

    Bucket(int number) {
      this.number = number;
    }

    void refuse() {
      read++;
      rejected++;
    }

    @Nullable String judge(byte[] key, Key seen) {
      read += seen.arriving;
      if (seen.arriving == 0) {
        return null;
      }
      if (seen.differ) {
        rejected += seen.arriving;
        return CONFLICTING;
      }
      accepted.add(key);
      accepted.add(seen.whole);
      if (Arrays.equals(seen.whole, seen.current)) {
        identical += seen.arriving;
        return KNOWN;
      }
      kept++;
      identical += seen.arriving - 1;
      return seen.arriving > 1 ? REPEATED : null;
    }

    Row row() {
      return RowFactory.create(
          number, accepted.bytes(), read, kept, identical, rejected, readAsHttps, null, null);
    }
  }
}

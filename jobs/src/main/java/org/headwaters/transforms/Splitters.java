package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.money.KeyOrder;
import org.headwaters.tables.Contributions;

/**
 * Source ids that cut each part of each data set into ranges of about equal length, in key order.
 *
 * <p>They are a sample by hash: of all sources whose hash leaves the same remainder, the one with
 * the least other hash. So there are at most {@link #LIMIT} a part however many sources there are,
 * and the same ones however the rows lie.
 */
public final class Splitters implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Most splitters a part can have. */
  public static final int LIMIT = 512;

  private static final String CLASS = "hash_class";
  private static final String SAMPLE = "sample";

  /** Contributions id and part, with a blank between them, to splitters in key order. */
  private final HashMap<String, String[]> byPart = new HashMap<>();

  /** From the rows that {@link #sample} makes. */
  public Splitters(List<Row> sample) {
    Map<String, TreeSet<String>> sorted = new HashMap<>();
    for (Row row : sample) {
      sorted
          .computeIfAbsent(
              key(row.getString(0), row.getString(1)), k -> new TreeSet<>(KeyOrder.UTF8))
          .add(row.getString(2));
    }
    sorted.forEach((part, sources) -> byPart.put(part, sources.toArray(new String[0])));
  }

  /** One row per set, part and class of hashes: contributions_id, part, source_id. */
  public static Dataset<Row> sample(Dataset<Row> sums) {
    Column source = col(Contributions.SOURCE_ID);
    return sums.groupBy(
            col(Contributions.CONTRIBUTIONS_ID),
            col(Contributions.PART),
            pmod(xxhash64(source), lit((long) LIMIT)).as(CLASS))
        .agg(
            min(struct(xxhash64(lit(1L), source).as("hash"), source.as(Contributions.SOURCE_ID)))
                .as(SAMPLE))
        .select(
            col(Contributions.CONTRIBUTIONS_ID),
            col(Contributions.PART),
            col(SAMPLE).getField(Contributions.SOURCE_ID).as(Contributions.SOURCE_ID));
  }

  /** How many splitters are at or before the source: ranges are numbered in key order. */
  Column range() {
    return udf((UDF3<String, String, String, Integer>) this::rangeOf, DataTypes.IntegerType)
        .apply(
            col(Contributions.CONTRIBUTIONS_ID),
            col(Contributions.PART),
            col(Contributions.SOURCE_ID));
  }

  int rangeOf(String contributionsId, String part, String source) {
    String[] splitters = byPart.getOrDefault(key(contributionsId, part), new String[0]);
    int low = 0;
    int high = splitters.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (KeyOrder.UTF8.compare(splitters[middle], source) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static String key(String contributionsId, String part) {
    return contributionsId + ' ' + part;
  }
}

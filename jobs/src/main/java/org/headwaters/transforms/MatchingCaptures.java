package org.headwaters.transforms;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.sketch.BloomFilter;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;

/**
 * The captures without which entries would be linked otherwise, found by the hashes of their keys
 * (docs/decisions/0035). Linking what is left gives the same links as linking all.
 *
 * <p>An entry asks for captures of its digest, of its url and of its text; those are <i>hit</i>. A
 * hit capture asks for all others of its digest and of its text, since one of them may have come
 * first. Whoever asks gets the whole group, so that nothing said of a group changes; who is kept
 * beside, because a filter took it for another, is asked for by nobody.
 */
public final class MatchingCaptures {
  /** The hash of a key; in the data sets of keys. */
  public static final String KEY = "key";

  private MatchingCaptures() {}

  /** What entries ask for. Grain: one row an entry and key, up to three an entry. */
  public static Dataset<Row> asked(Dataset<Row> entries) {
    return entries.select(
        explode(
                array_compact(
                    array(
                        digest(DocumentFunctions.digest(col(ManifestEntries.CONTENT_DIGEST))),
                        url(col(ManifestEntries.URL)),
                        text(DocumentFunctions.digest(col(ManifestEntries.TEXT_DIGEST))))))
            .as(KEY));
  }

  /**
   * Captures that entries ask for, and a few more.
   *
   * @param counting what {@link CountingCaptures} leaves
   * @param asked holds all of {@link #asked}
   */
  public static Dataset<Row> hit(Dataset<Row> counting, BloomFilter asked) {
    return counting.where(any(asked, OF_DIGEST, OF_URL, OF_TEXT));
  }

  /** What hit captures ask for. Grain: one row a capture and key, up to two a capture. */
  public static Dataset<Row> carried(Dataset<Row> hit) {
    return hit.select(explode(array_compact(array(OF_DIGEST, OF_TEXT))).as(KEY));
  }

  /**
   * All captures that entries or hit captures ask for, and a few more.
   *
   * @param carried holds all of {@link #carried}
   */
  public static Dataset<Row> apply(Dataset<Row> counting, BloomFilter asked, BloomFilter carried) {
    return counting.where(
        any(asked, OF_DIGEST, OF_URL, OF_TEXT)
            .or(any(carried, OF_DIGEST, lit(null).cast(DataTypes.LongType), OF_TEXT)));
  }

  private static final Column OF_DIGEST = digest(col(Captures.CONTENT_DIGEST));
  private static final Column OF_URL = url(col(Captures.URL));
  private static final Column OF_TEXT = text(col(Captures.TEXT_DIGEST));

  private static Column any(BloomFilter filter, Column digest, Column url, Column text) {
    UDF3<Long, Long, Long, Boolean> holds =
        (one, two, three) ->
            (one != null && filter.mightContainLong(one))
                || (two != null && filter.mightContainLong(two))
                || (three != null && filter.mightContainLong(three));
    return udf(holds, DataTypes.BooleanType).apply(digest, url, text);
  }

  private static Column digest(Column value) {
    return key("digest", value);
  }

  private static Column url(Column value) {
    return key("url", value);
  }

  private static Column text(Column value) {
    return key("text", value);
  }

  /** Null where there is no value: nothing asks for that. */
  private static Column key(String kind, Column value) {
    return when(value.isNotNull(), xxhash64(lit(kind), value));
  }
}

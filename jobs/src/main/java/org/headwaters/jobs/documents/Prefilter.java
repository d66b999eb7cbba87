package org.headwaters.jobs.documents;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.util.sketch.BloomFilter;
import org.headwaters.transforms.MatchingCaptures;

/**
 * Leaves out captures that an arrival of few entries cannot meet, before anything moves or is
 * sorted: what remains gives the same links ({@link MatchingCaptures}).
 *
 * @param captures fewer captures than so many are linked as they are
 * @param part of so many captures at most one may be asked for by entries, and be hit
 */
record Prefilter(long captures, long part) {
  /** Two scans pay where a tenth of the captures, or less, is what remains. */
  static final Prefilter USUAL = new Prefilter(100_000, 10);

  /** The driver merges filters of so many keys: {@link LinkSettings#FILTER_BITS}. */
  private static final long MOST_KEYS = 20_000_000;

  private static final double TAKEN_FOR_ANOTHER = 1e-4;
  private static final String HIT = "hit";

  /**
   * The captures that entries can meet; empty if that may be so many that all are better linked.
   * Reads the entries and, if they are few, the captures' keys.
   *
   * @param counting what counts of the captures
   * @param stored how many captures there are
   */
  Optional<Dataset<Row>> apply(Dataset<Row> counting, long stored, Dataset<Row> entries) {
    if (stored < captures) {
      return Optional.empty();
    }
    long asking = entries.count();
    if (tooMany(asking, stored)) {
      return Optional.empty();
    }
    BloomFilter asked = filter(MatchingCaptures.asked(entries), 3 * asking);
    Dataset<Row> hit = MatchingCaptures.hit(counting, asked);
    Observation found = new Observation(HIT);
    BloomFilter carried =
        filter(
            MatchingCaptures.carried(hit.observe(found, count(lit(1)).as(HIT))),
            2 * Math.min(stored / part, MOST_KEYS));
    return tooMany(counted(found), stored)
        ? Optional.empty()
        : Optional.of(MatchingCaptures.apply(counting, asked, carried));
  }

  private static long counted(Observation found) {
    try {
      return (Long) Objects.requireNonNull(found.getAsJava().get(HIT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while captures were counted.", e);
    }
  }

  private boolean tooMany(long rows, long stored) {
    return rows > stored / part || 3 * rows > MOST_KEYS;
  }

  private static BloomFilter filter(Dataset<Row> keys, long expected) {
    // One key that is nobody's: a filter is made of at least one.
    Dataset<Row> some = keys.union(keys.sparkSession().range(1).toDF(MatchingCaptures.KEY));
    return some.stat().bloomFilter(MatchingCaptures.KEY, expected + 1, TAKEN_FOR_ANOTHER);
  }
}

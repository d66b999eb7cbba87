package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Captures;
import org.headwaters.tables.FirstCaptures;

/**
 * Who published a text, or a payload, first. Grain of {@link #apply}: one row per kind of digest
 * and digest that at least two counting captures carry; what one capture alone carries is its own
 * first and needs no row.
 */
public final class EarliestCaptures {
  private static final String EARLIEST = "earliest";
  private static final String CARRIERS = "carriers";

  private EarliestCaptures() {}

  /**
   * Rows of {@link FirstCaptures}.
   *
   * @param counting what {@link CountingCaptures} leaves
   */
  public static Dataset<Row> apply(Dataset<Row> counting, String capturesPin) {
    return rows(counting, Captures.TEXT_DIGEST, "text")
        .unionByName(rows(counting, Captures.CONTENT_DIGEST, "content"))
        .withColumn(FirstCaptures.CAPTURES_PIN, lit(capturesPin));
  }

  /** One row per digest: the digest and the struct of its earliest capture. */
  static Dataset<Row> byDigest(Dataset<Row> counting, String digest) {
    return counting
        .where(col(digest).isNotNull())
        .repartition(col(digest))
        .groupBy(digest)
        .agg(min(CaptureGroups.earliest()).as(EARLIEST), count(lit(1)).as(CARRIERS));
  }

  static Column earliest() {
    return col(EARLIEST);
  }

  private static Dataset<Row> rows(Dataset<Row> counting, String digest, String kind) {
    return byDigest(counting, digest)
        .where(col(CARRIERS).gt(1))
        .select(
            lit(kind).as(FirstCaptures.DIGEST_KIND),
            col(digest).as(FirstCaptures.DIGEST),
            of(Captures.CRAWL),
            of(Captures.URL),
            of(Captures.FETCH_TIME),
            of(CountingCaptures.EFFECTIVE_TIME),
            of(Captures.WARC_FILENAME),
            of(Captures.WARC_RECORD_OFFSET),
            of(Captures.WARC_RECORD_LENGTH),
            DocumentFunctions.site(col(EARLIEST).getField(Captures.URL)).as(FirstCaptures.SITE),
            of(Captures.AUTHOR_ID));
  }

  private static Column of(String field) {
    return col(EARLIEST).getField(field).as(field);
  }
}

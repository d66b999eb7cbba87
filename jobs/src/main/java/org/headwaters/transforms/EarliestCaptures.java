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
   * @param groups what {@link CaptureGroups} makes
   */
  public static Dataset<Row> apply(Dataset<Row> groups, String capturesPin) {
    Dataset<Row> payloads =
        groups
            .where(
                col(CaptureGroups.IS_FIRST)
                    .and(col(CaptureGroups.SHARED))
                    .and(col(Captures.CONTENT_DIGEST).isNotNull()))
            .select(
                col(Captures.CONTENT_DIGEST).as(FirstCaptures.DIGEST),
                CaptureGroups.earliest().as(EARLIEST));
    Dataset<Row> texts =
        byText(groups)
            .where(col(CARRIERS).gt(1))
            .select(col(Captures.TEXT_DIGEST).as(FirstCaptures.DIGEST), col(EARLIEST));
    return rows(texts, "text")
        .unionByName(rows(payloads, "content"))
        .withColumn(FirstCaptures.CAPTURES_PIN, lit(capturesPin));
  }

  /** One row per text digest, with the struct of its earliest capture. */
  static Dataset<Row> byText(Dataset<Row> captures) {
    return captures
        .where(col(Captures.TEXT_DIGEST).isNotNull())
        .repartition(col(Captures.TEXT_DIGEST))
        .groupBy(Captures.TEXT_DIGEST)
        .agg(min(CaptureGroups.earliest()).as(EARLIEST), count(lit(1)).as(CARRIERS));
  }

  static Column earliest() {
    return col(EARLIEST);
  }

  private static Dataset<Row> rows(Dataset<Row> earliest, String kind) {
    return earliest.select(
        lit(kind).as(FirstCaptures.DIGEST_KIND),
        col(FirstCaptures.DIGEST),
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

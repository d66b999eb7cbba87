package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

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
  private EarliestCaptures() {}

  /**
   * Rows of {@link FirstCaptures}.
   *
   * @param groups what {@link CaptureGroups} makes
   */
  public static Dataset<Row> apply(Dataset<Row> groups, String capturesPin) {
    Dataset<Row> texts =
        groups
            .where(col(CaptureGroups.TEXT_SHARED).and(col(CaptureGroups.FIRST_OF_TEXT).isNull()))
            .select(
                col(Captures.TEXT_DIGEST).as(CaptureGroups.OF_DIGEST),
                CaptureGroups.earliest().as(CaptureGroups.EARLIEST));
    return rows(texts, "text")
        .unionByName(rows(CaptureGroups.firstsOfPayloads(groups), "content"))
        .withColumn(FirstCaptures.CAPTURES_PIN, lit(capturesPin));
  }

  private static Dataset<Row> rows(Dataset<Row> earliest, String kind) {
    return earliest.select(
        lit(kind).as(FirstCaptures.DIGEST_KIND),
        col(CaptureGroups.OF_DIGEST).as(FirstCaptures.DIGEST),
        of(Captures.CRAWL),
        of(Captures.URL),
        of(Captures.FETCH_TIME),
        of(CountingCaptures.EFFECTIVE_TIME),
        of(Captures.WARC_FILENAME),
        of(Captures.WARC_RECORD_OFFSET),
        of(Captures.WARC_RECORD_LENGTH),
        DocumentFunctions.site(col(CaptureGroups.EARLIEST).getField(Captures.URL))
            .as(FirstCaptures.SITE),
        of(Captures.AUTHOR_ID));
  }

  private static Column of(String field) {
    return col(CaptureGroups.EARLIEST).getField(field).as(field);
  }
}

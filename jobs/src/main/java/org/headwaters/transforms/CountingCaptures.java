package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.policy.Attribution;
import org.headwaters.tables.Captures;

/**
 * The captures that count (docs/decisions/0003.7), in the columns that linking needs. Grain: one
 * row per record of a crawl. Digests are in one spelling; {@link #EFFECTIVE_TIME} is when the page
 * counts as published.
 */
public final class CountingCaptures {
  /**
   * published_at where a trusted publisher says it and it is not after the fetch, else fetch_time.
   */
  static final String EFFECTIVE_TIME = "effective_time";

  private static final String REVISIT = "warc/revisit";

  private CountingCaptures() {}

  /** Leaves out failures, other subsets and revisits. */
  public static Dataset<Row> apply(Dataset<Row> captures, Attribution attribution) {
    return captures
        .where(
            col(Captures.FETCH_STATUS)
                .equalTo(200)
                .and(col(Captures.SUBSET).isin("warc", "news-warc"))
                .and(noRevisit(Captures.CONTENT_MIME_TYPE))
                .and(noRevisit(Captures.CONTENT_MIME_DETECTED)))
        .select(
            col(Captures.CRAWL),
            col(Captures.URL),
            col(Captures.FETCH_TIME),
            effectiveTime(attribution).as(EFFECTIVE_TIME),
            col(Captures.WARC_FILENAME),
            col(Captures.WARC_RECORD_OFFSET),
            col(Captures.WARC_RECORD_LENGTH),
            DocumentFunctions.digest(col(Captures.CONTENT_DIGEST)).as(Captures.CONTENT_DIGEST),
            DocumentFunctions.digest(col(Captures.TEXT_DIGEST)).as(Captures.TEXT_DIGEST),
            col(Captures.AUTHOR_ID),
            col(Captures.GENERATED_BY));
  }

  private static Column noRevisit(String mime) {
    return coalesce(col(mime).notEqual(REVISIT), lit(true));
  }

  private static Column effectiveTime(Attribution attribution) {
    if (attribution.trustedPublishers().isEmpty()) {
      return col(Captures.FETCH_TIME);
    }
    return when(
            col(Captures.PUBLISHED_AT)
                .isNotNull()
                .and(col(Captures.PUBLISHED_AT).leq(col(Captures.FETCH_TIME)))
                .and(
                    DocumentFunctions.site(col(Captures.URL))
                        .isin(attribution.trustedPublishers().toArray())),
            col(Captures.PUBLISHED_AT))
        .otherwise(col(Captures.FETCH_TIME));
  }
}

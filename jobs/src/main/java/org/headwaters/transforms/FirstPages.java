package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.policy.Attribution;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;

/**
 * The page that first had a document's text, else its payload, where that page may take credit
 * (docs/decisions/0003.1): a struct of url and author, or null.
 */
final class FirstPages {
  private static final String TEXT = "text_of_first";
  private static final String OF_TEXT = "first_of_own_text";
  private static final String TEXT_FOUND = "own_text_found";

  /** What {@link #ofTexts} adds to entries and {@link #page} asks for. */
  static final String[] ADDED = {TEXT_FOUND, OF_TEXT};

  private FirstPages() {}

  /**
   * Adds to entries that name a text themselves who had it first. Grain unchanged: texts are joined
   * one row a digest, and entries that name none move nowhere.
   *
   * @param groups what {@link CaptureGroups} makes
   */
  static Dataset<Row> ofTexts(Dataset<Row> entries, Dataset<Row> groups, Attribution attribution) {
    Column text = col(ManifestEntries.TEXT_DIGEST);
    Dataset<Row> texts =
        groups
            .where(
                col(Captures.TEXT_DIGEST)
                    .isNotNull()
                    .and(col(CaptureGroups.FIRST_OF_TEXT).isNull()))
            .select(
                col(Captures.TEXT_DIGEST).as(TEXT),
                when(
                        enough(col(Captures.WARC_RECORD_LENGTH), attribution),
                        struct(col(Captures.URL), col(Captures.AUTHOR_ID)))
                    .as(OF_TEXT));
    Dataset<Row> named =
        entries
            .where(text.isNotNull())
            .join(texts.hint("shuffle_hash"), text.equalTo(col(TEXT)), "left")
            .withColumn(TEXT_FOUND, col(TEXT).isNotNull())
            .drop(TEXT);
    Dataset<Row> unnamed =
        entries
            .where(text.isNull())
            .withColumn(OF_TEXT, lit(null).cast(CaptureGroups.FIRST_TYPE))
            .withColumn(TEXT_FOUND, lit(false));
    return named.unionByName(unnamed);
  }

  /** The page of a linked document that {@link #ofTexts} went over. */
  static Column page(Column capture, Attribution attribution) {
    Column digest = capture.getField(Captures.CONTENT_DIGEST);
    // An entry that names a digest which no capture carries was linked by other means: its
    // capture's payload is another one.
    Column samePayload =
        col(ManifestEntries.CONTENT_DIGEST)
            .isNull()
            .or(col(ManifestEntries.CONTENT_DIGEST).equalTo(digest))
            .and(digest.isNotNull());
    return when(col(TEXT_FOUND), col(OF_TEXT))
        .when(
            col(ManifestEntries.TEXT_DIGEST)
                .isNull()
                .and(coalesce(capture.getField(LinkDocuments.HAS_TEXT), lit(false))),
            firstOf(capture, CaptureGroups.FIRST_OF_TEXT, attribution))
        .when(samePayload, firstOf(capture, CaptureGroups.FIRST_OF_PAYLOAD, attribution));
  }

  private static Column firstOf(Column capture, String field, Attribution attribution) {
    Column other = capture.getField(field);
    Column itself =
        when(
            enough(capture.getField(Captures.WARC_RECORD_LENGTH), attribution),
            struct(
                capture.getField(Captures.URL).as(Captures.URL),
                capture.getField(Captures.AUTHOR_ID).as(Captures.AUTHOR_ID)));
    return when(other.isNull(), itself)
        .otherwise(when(other.getField(Captures.URL).isNotNull(), other));
  }

  private static Column enough(Column recordLength, Attribution attribution) {
    return recordLength.geq(lit(attribution.minOriginalBytes()));
  }
}

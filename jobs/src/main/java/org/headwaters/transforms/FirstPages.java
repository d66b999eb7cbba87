package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.policy.Attribution;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;

/**
 * Adds to each linked document the page that first had its text, else its payload, where that page
 * may take credit (docs/decisions/0003.1). Grain unchanged: texts are joined one row a digest.
 */
final class FirstPages {
  private static final String TEXT = "text_of_first";
  private static final String OF_TEXT = "first_of_text";
  private static final String KEY = "text_key";

  private FirstPages() {}

  static Dataset<Row> apply(
      Dataset<Row> documents, Dataset<Row> captures, Attribution attribution, String name) {
    Dataset<Row> texts =
        EarliestCaptures.byText(captures)
            .select(
                col(Captures.TEXT_DIGEST).as(TEXT),
                CaptureGroups.eligible(EarliestCaptures.earliest(), attribution).as(OF_TEXT));
    Column capture = col(LinkDocuments.CAPTURE);
    Column text =
        coalesce(col(ManifestEntries.TEXT_DIGEST), capture.getField(Captures.TEXT_DIGEST));
    // Lower case: no digest is. Documents without a text spread over all tasks.
    Column ownKey =
        concat(
            lit("x"),
            hex(xxhash64(col(ManifestEntries.DATASET_ID), col(ManifestEntries.DOCUMENT_ID))));
    // An entry that names a digest which no capture carries was linked by other means: its
    // capture's payload is another one.
    Column ofPayload =
        when(
            col(ManifestEntries.CONTENT_DIGEST)
                .isNull()
                .or(
                    col(ManifestEntries.CONTENT_DIGEST)
                        .equalTo(capture.getField(Captures.CONTENT_DIGEST)))
                .and(capture.getField(Captures.CONTENT_DIGEST).isNotNull()),
            capture.getField(CaptureGroups.FIRST));
    return documents
        .withColumn(KEY, coalesce(text, ownKey))
        .join(texts, col(KEY).equalTo(col(TEXT)), "left")
        .withColumn(name, when(col(TEXT).isNotNull(), col(OF_TEXT)).otherwise(ofPayload))
        .drop(KEY, TEXT, OF_TEXT);
  }
}

package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.policy.Attribution;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;

/**
 * Each manifest entry with the capture it is linked to: by digest, else by record, else by crawl
 * and url, else by nothing (docs/decisions/0003.3). Grain: one row per entry, no more and no fewer.
 *
 * <p>Each level joins with at most one capture a key, and only what a level leaves moves on to the
 * next. Both what a level finds and what it leaves are read from the same shuffle.
 */
public final class LinkDocuments {
  /** digest, record, crawl_url or none. */
  static final String LINKED_BY = "linked_by";

  /** The linked capture as {@link CaptureGroups#CAPTURE}, null if there is none. */
  static final String CAPTURE = CaptureGroups.CAPTURE;

  private static final String ANY_URL = "of_digest";
  private static final String SAME_URL = "of_digest_and_url";
  private static final String GROUP = "same_url_group";
  private static final String GROUP_URL = "same_url_url";
  private static final String LEFT_KEY = "entry_key_";
  private static final String RIGHT_KEY = "capture_key_";

  private static final String[] ENTRY = {
    ManifestEntries.DATASET_ID,
    ManifestEntries.DOCUMENT_ID,
    ManifestEntries.URL,
    ManifestEntries.CONTENT_DIGEST,
    ManifestEntries.TEXT_DIGEST,
    ManifestEntries.CRAWL,
    ManifestEntries.WARC_FILENAME,
    ManifestEntries.FETCHED_AT,
    ManifestEntries.MODALITY,
    ManifestEntries.TOKEN_COUNT,
    ManifestEntries.EPOCHS,
    ManifestEntries.AUTHOR_ID,
    ManifestEntries.GENERATED_BY
  };

  private LinkDocuments() {}

  /**
   * Links entries.
   *
   * @param entries rows of manifest_entries
   * @param groups what {@link CaptureGroups} makes
   */
  public static Dataset<Row> apply(
      Dataset<Row> entries, Dataset<Row> groups, Attribution attribution) {
    Dataset<Row> captures =
        groups.withColumn(CaptureGroups.CAPTURE, CaptureGroups.capture(attribution));
    Dataset<Row> documents = entries.select(entryColumns());
    Column digest = col(ManifestEntries.CONTENT_DIGEST);

    Dataset<Row> byDigest = byDigest(documents.where(digest.isNotNull()), captures);
    Dataset<Row> left = left(byDigest).unionByName(documents.where(digest.isNull()));
    Dataset<Row> byRecord = byKey(left, captures, RECORD);
    Dataset<Row> byUrl = byKey(left(byRecord), captures, CRAWL_URL);
    return found(byDigest, "digest")
        .unionByName(found(byRecord, "record"))
        .unionByName(
            byUrl
                .select(withCapture())
                .withColumn(LINKED_BY, when(col(CAPTURE).isNull(), "none").otherwise("crawl_url")));
  }

  private static Column[] entryColumns() {
    return Arrays.stream(ENTRY)
        .map(
            name ->
                name.equals(ManifestEntries.CONTENT_DIGEST)
                        || name.equals(ManifestEntries.TEXT_DIGEST)
                    ? DocumentFunctions.digest(col(name)).as(name)
                    : col(name))
        .toArray(Column[]::new);
  }

  private static Dataset<Row> byDigest(Dataset<Row> documents, Dataset<Row> captures) {
    Dataset<Row> ofDigest = captures.where(col(Captures.CONTENT_DIGEST).isNotNull());
    Dataset<Row> best =
        ofDigest
            .where(col(CaptureGroups.BEST))
            .select(col(CaptureGroups.GROUP), col(CaptureGroups.CAPTURE).as(ANY_URL));
    Dataset<Row> others =
        ofDigest
            .where(
                col(CaptureGroups.SHARED)
                    .and(col(Captures.URL).notEqual(col(CaptureGroups.BEST_URL))))
            .groupBy(col(CaptureGroups.GROUP).as(GROUP), col(Captures.URL).as(GROUP_URL))
            .agg(min(CaptureGroups.CAPTURE).as(SAME_URL));
    Column digest = col(ManifestEntries.CONTENT_DIGEST);
    return documents
        .repartition(digest)
        .join(best, digest.equalTo(best.col(CaptureGroups.GROUP)), "left")
        .join(
            others,
            digest
                .equalTo(others.col(GROUP))
                .and(documents.col(ManifestEntries.URL).equalTo(others.col(GROUP_URL))),
            "left")
        .withColumn(CAPTURE, coalesce(col(SAME_URL), col(ANY_URL)));
  }

  /** Equal columns of entry and capture; an entry that lacks one of them finds nothing. */
  @SuppressWarnings("ArrayRecordComponent") // Two constants; never compared.
  private record Level(Column[] entry, Column[] capture) {}

  private static final Level RECORD =
      new Level(
          new Column[] {
            col(ManifestEntries.WARC_FILENAME),
            col(ManifestEntries.URL),
            unix_seconds(col(ManifestEntries.FETCHED_AT))
          },
          new Column[] {
            col(Captures.WARC_FILENAME), col(Captures.URL), unix_seconds(col(Captures.FETCH_TIME))
          });

  private static final Level CRAWL_URL =
      new Level(
          new Column[] {col(ManifestEntries.CRAWL), col(ManifestEntries.URL)},
          new Column[] {col(Captures.CRAWL), col(Captures.URL)});

  private static Dataset<Row> byKey(Dataset<Row> documents, Dataset<Row> captures, Level level) {
    Column[] right = DocumentFunctions.key(level.capture());
    Dataset<Row> best =
        captures
            .select(
                right[0].as(RIGHT_KEY + 0), right[1].as(RIGHT_KEY + 1), col(CaptureGroups.CAPTURE))
            .repartition(col(RIGHT_KEY + 0), col(RIGHT_KEY + 1))
            .groupBy(RIGHT_KEY + 0, RIGHT_KEY + 1)
            .agg(min(CaptureGroups.CAPTURE).as(CAPTURE));
    Column complete =
        Arrays.stream(level.entry()).map(Column::isNotNull).reduce(lit(true), Column::and);
    Column[] left = DocumentFunctions.key(level.entry());
    // What has no key is spread by its own id and meets nobody: nulls would all go to one task.
    Column own = xxhash64(col(ManifestEntries.DATASET_ID), col(ManifestEntries.DOCUMENT_ID));
    return documents
        .withColumn(LEFT_KEY + 0, when(complete, left[0]).otherwise(own))
        .withColumn(LEFT_KEY + 1, when(complete, left[1]))
        .repartition(col(LEFT_KEY + 0), col(LEFT_KEY + 1))
        .join(
            best,
            col(LEFT_KEY + 0)
                .equalTo(col(RIGHT_KEY + 0))
                .and(col(LEFT_KEY + 1).equalTo(col(RIGHT_KEY + 1))),
            "left");
  }

  private static Dataset<Row> left(Dataset<Row> joined) {
    return joined
        .where(col(CAPTURE).isNull())
        .select(Arrays.stream(ENTRY).map(joined::col).toArray(Column[]::new));
  }

  private static Dataset<Row> found(Dataset<Row> joined, String linkedBy) {
    return joined
        .where(col(CAPTURE).isNotNull())
        .select(withCapture())
        .withColumn(LINKED_BY, lit(linkedBy));
  }

  private static Column[] withCapture() {
    return Stream.concat(Arrays.stream(ENTRY), Stream.of(CAPTURE))
        .map(n -> col(n))
        .toArray(Column[]::new);
  }
}

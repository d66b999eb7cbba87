package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.headwaters.core.policy.Attribution;
import org.headwaters.tables.Captures;

/**
 * Counting captures, lying by payload, with what others of the same payload or text say of them.
 * Grain unchanged. Worth keeping while documents are linked: every level reads them.
 *
 * <p>Most captures share their payload with none: those that do are found by counting, which sorts
 * nothing, and only they are compared. No digest's captures meet each other in a join, so a digest
 * with a million of them costs a million rows, not their square.
 */
public final class CaptureGroups {
  /** Where a capture lies: 64 bits of its content digest, else a group of its own. */
  static final String GROUP = "capture_group";

  /** Whether another counting capture has the same payload. */
  static final String SHARED = "payload_is_shared";

  /** Of shared payloads: whether none was published, or fetched, before. Ties have several. */
  static final String MAY_BE_FIRST = "may_be_first";

  static final String MAY_BE_BEST = "may_be_best";

  /** Whether another counting capture has the same text. */
  static final String TEXT_SHARED = "text_is_shared";

  /**
   * The capture that came first with the same text, where that is another one: its url and author,
   * both null if its record is too short to take credit. Null: this capture itself came first.
   */
  static final String FIRST_OF_TEXT = "first_of_text";

  /** The same for the payload. */
  static final String FIRST_OF_PAYLOAD = "first_of_payload";

  /** In {@link #firstsOfPayloads}. */
  static final String OF_DIGEST = "of_digest";

  static final String EARLIEST = "earliest";

  static final String FIRST_TYPE = "struct<url:string,author_id:string>";

  private static final String CARRIERS = "carriers";
  private static final String OF_GROUP = "of_group";
  private static final String FIRST_PUBLISHED = "first_published";
  private static final String FIRST_FETCHED = "first_fetched";

  private CaptureGroups() {}

  /**
   * Adds all of the above but the first of the payload.
   *
   * @param counting what {@link CountingCaptures} leaves
   */
  public static Dataset<Row> apply(Dataset<Row> counting, Attribution attribution) {
    Column text = col(Captures.TEXT_DIGEST);
    Dataset<Row> withoutText =
        counting
            .where(text.isNull())
            .withColumn(FIRST_OF_TEXT, lit(null).cast(FIRST_TYPE))
            .withColumn(TEXT_SHARED, lit(false));
    return withFirstOfText(counting.where(text.isNotNull()), attribution)
        .unionByName(withoutText)
        .withColumn(GROUP, group())
        .repartition(col(GROUP))
        .join(shared(counting).hint("shuffle_hash"), sameGroup(), "left")
        .withColumn(SHARED, col(OF_GROUP).isNotNull())
        .withColumn(
            MAY_BE_FIRST, col(CountingCaptures.EFFECTIVE_TIME).equalTo(col(FIRST_PUBLISHED)))
        .withColumn(MAY_BE_BEST, col(Captures.FETCH_TIME).equalTo(col(FIRST_FETCHED)))
        .drop(OF_GROUP, OF_DIGEST, FIRST_PUBLISHED, FIRST_FETCHED, CARRIERS);
  }

  private static Dataset<Row> withFirstOfText(Dataset<Row> captures, Attribution attribution) {
    WindowSpec text = Window.partitionBy(Captures.TEXT_DIGEST);
    return captures
        .withColumn(EARLIEST, min(earliest()).over(text))
        .withColumn(TEXT_SHARED, count(lit(1)).over(text).gt(1))
        .withColumn(FIRST_OF_TEXT, another(col(EARLIEST), attribution))
        .drop(EARLIEST);
  }

  /** One row per payload that several captures have. Times are of one width, so nothing sorts. */
  private static Dataset<Row> shared(Dataset<Row> counting) {
    return counting
        .where(col(Captures.CONTENT_DIGEST).isNotNull())
        .select(
            group().as(OF_GROUP),
            col(Captures.CONTENT_DIGEST).as(OF_DIGEST),
            col(CountingCaptures.EFFECTIVE_TIME),
            col(Captures.FETCH_TIME))
        .repartition(col(OF_GROUP))
        .groupBy(OF_GROUP, OF_DIGEST)
        .agg(
            min(CountingCaptures.EFFECTIVE_TIME).as(FIRST_PUBLISHED),
            min(Captures.FETCH_TIME).as(FIRST_FETCHED),
            count(lit(1)).as(CARRIERS))
        .where(col(CARRIERS).gt(1));
  }

  /** The group of a content digest. */
  static Column group(Column digest) {
    return xxhash64(digest);
  }

  private static Column group() {
    Column own =
        xxhash64(col(Captures.URL), col(Captures.WARC_FILENAME), col(Captures.WARC_RECORD_OFFSET));
    Column digest = col(Captures.CONTENT_DIGEST);
    return when(digest.isNotNull(), group(digest)).otherwise(own);
  }

  private static Column sameGroup() {
    return col(GROUP)
        .equalTo(col(OF_GROUP))
        .and(col(Captures.CONTENT_DIGEST).equalTo(col(OF_DIGEST)));
  }

  /** One row per shared payload: group, digest and the struct of its earliest capture. */
  static Dataset<Row> firstsOfPayloads(Dataset<Row> groups) {
    return groups
        .where(col(SHARED).and(col(MAY_BE_FIRST)))
        .groupBy(col(GROUP).as(OF_GROUP), col(Captures.CONTENT_DIGEST).as(OF_DIGEST))
        .agg(min(earliest()).as(EARLIEST));
  }

  /** Adds {@link #FIRST_OF_PAYLOAD}. */
  static Dataset<Row> withFirstOfPayload(Dataset<Row> groups, Attribution attribution) {
    return groups
        .join(firstsOfPayloads(groups).hint("shuffle_hash"), sameGroup(), "left")
        .withColumn(FIRST_OF_PAYLOAD, another(col(EARLIEST), attribution))
        .drop(OF_GROUP, OF_DIGEST, EARLIEST);
  }

  /** A {@link #FIRST_OF_TEXT} or payload from the struct of the earliest; null if there is none. */
  private static Column another(Column earliest, Attribution attribution) {
    Column enough =
        earliest.getField(Captures.WARC_RECORD_LENGTH).geq(lit(attribution.minOriginalBytes()));
    return when(
        earliest.isNotNull().and(not(earliest.equalTo(earliest()))),
        struct(
            when(enough, earliest.getField(Captures.URL)).as(Captures.URL),
            when(enough, earliest.getField(Captures.AUTHOR_ID)).as(Captures.AUTHOR_ID)));
  }

  /** The order in which captures of one text came, with what its winner is asked for. */
  static Column earliest() {
    return columns(
        CountingCaptures.EFFECTIVE_TIME,
        Captures.URL,
        Captures.WARC_FILENAME,
        Captures.WARC_RECORD_OFFSET,
        Captures.CRAWL,
        Captures.WARC_RECORD_LENGTH,
        Captures.AUTHOR_ID,
        Captures.FETCH_TIME);
  }

  private static Column columns(String... names) {
    return struct(Arrays.stream(names).map(n -> col(n)).toArray(Column[]::new));
  }
}

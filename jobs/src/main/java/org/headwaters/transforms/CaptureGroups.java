package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.headwaters.core.policy.Attribution;
import org.headwaters.tables.Captures;

/**
 * Captures together with what others of the same payload say: which of them is linked first and
 * which came first. One shuffle by digest serves both; no digest's captures meet each other in a
 * join, so a digest with a million of them costs a million rows, not their square.
 */
public final class CaptureGroups {
  /** Where a capture lies: its content digest, else a place of its own. */
  static final String GROUP = "capture_group";

  /** A capture as linking needs it; the order of such structs is the order of ties. */
  static final String CAPTURE = "capture";

  /** Whether it is the one that its digest links to. */
  static final String BEST = "is_best";

  /** Url of the one that its digest links to. */
  static final String BEST_URL = "best_url";

  /** In a capture: url and author of the first capture of its payload, if that may take credit. */
  static final String FIRST = "first";

  /** Whether another counting capture has the same payload. */
  static final String SHARED = "is_shared";

  /** Whether it came first of its payload. */
  static final String IS_FIRST = "is_first";

  private static final String SHARED_FIRST = "shared_first";
  private static final String EARLIEST = "earliest";
  private static final String FIRST_LINKED = "first_linked";

  /** Ties of linking after "same url" (docs/decisions/0003.2); crawl makes the order total. */
  private static final String[] LINK_ORDER = {
    Captures.FETCH_TIME,
    Captures.URL,
    Captures.WARC_FILENAME,
    Captures.WARC_RECORD_OFFSET,
    Captures.CRAWL
  };

  private static final String[] LINK_PAYLOAD = {
    Captures.WARC_RECORD_LENGTH,
    Captures.CONTENT_DIGEST,
    Captures.TEXT_DIGEST,
    Captures.AUTHOR_ID,
    Captures.GENERATED_BY
  };

  private CaptureGroups() {}

  /**
   * Adds group, best, first and their like to counting captures. Worth keeping while documents are
   * linked: every level reads it, and it lies by group already.
   */
  public static Dataset<Row> apply(Dataset<Row> counting, Attribution attribution) {
    Column ownPlace =
        concat(
            lit("x"),
            hex(xxhash64(col(Captures.URL), col(Captures.WARC_FILENAME))),
            col(Captures.WARC_RECORD_OFFSET));
    WindowSpec group = Window.partitionBy(GROUP);
    // What a capture shares with nobody is not repeated: most captures are alone in their group.
    return counting
        .withColumn(GROUP, coalesce(col(Captures.CONTENT_DIGEST), ownPlace))
        .repartition(col(GROUP))
        .withColumn(FIRST_LINKED, min(columns(LINK_ORDER)).over(group))
        .withColumn(EARLIEST, min(earliest()).over(group))
        .withColumn(SHARED, count(lit(1)).over(group).gt(1))
        .withColumn(BEST, col(FIRST_LINKED).equalTo(columns(LINK_ORDER)))
        .withColumn(BEST_URL, when(col(SHARED), col(FIRST_LINKED).getField(Captures.URL)))
        .withColumn(IS_FIRST, col(EARLIEST).equalTo(earliest()))
        .withColumn(SHARED_FIRST, when(col(SHARED), eligible(col(EARLIEST), attribution)))
        .drop(FIRST_LINKED, EARLIEST);
  }

  /** A capture with the first of its payload, as a struct whose order is that of ties. */
  static Column capture(Attribution attribution) {
    Column first =
        when(col(SHARED), col(SHARED_FIRST)).otherwise(eligible(earliest(), attribution));
    Column[] fields =
        Stream.concat(
                Stream.of(LINK_ORDER, LINK_PAYLOAD).flatMap(Arrays::stream).map(n -> col(n)),
                Stream.of(first.as(FIRST)))
            .toArray(Column[]::new);
    return struct(fields).as(CAPTURE);
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

  /** Url and author of an earliest capture whose record is long enough, else null. */
  static Column eligible(Column earliest, Attribution attribution) {
    return when(
        earliest.getField(Captures.WARC_RECORD_LENGTH).geq(lit(attribution.minOriginalBytes())),
        struct(
            earliest.getField(Captures.URL).as(Captures.URL),
            earliest.getField(Captures.AUTHOR_ID).as(Captures.AUTHOR_ID)));
  }

  private static Column columns(String... names) {
    return struct(Arrays.stream(names).map(n -> col(n)).toArray(Column[]::new));
  }
}

package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.headwaters.transforms.CaptureGroups.group;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.policy.Attribution;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;

/**
 * Each manifest entry with the capture it is linked to: by digest, else by record, else by crawl
 * and url, else, if it names no crawl, by url alone, else by nothing (docs/decisions/0003.3).
 * Grain: one row per entry, no more and no fewer.
 *
 * <p>An entry moves once, to the group of its digest or else of its url, where all captures lie
 * that its first level may link it to; records and crawls share the group of their url. Only an
 * entry that names a digest in vain and a url beside it moves a second time. Groups are named by 64
 * bits of hash; what meets there is compared in full.
 */
public final class LinkDocuments {
  /** digest, record, crawl_url, url or none. */
  static final String LINKED_BY = "linked_by";

  /** The linked capture, null if there is none; the fields are those of {@link #linked}. */
  static final String CAPTURE = "capture";

  /** In a linked capture: whether it has a text digest. */
  static final String HAS_TEXT = "has_text";

  static final String MATCH_GROUP = "match_group";
  private static final String SECOND = "second_attempt";

  /** Ties after "same url" (docs/decisions/0003.2); crawl makes the order total. */
  private static final String[] ORDER = {
    Captures.FETCH_TIME,
    Captures.URL,
    Captures.WARC_FILENAME,
    Captures.WARC_RECORD_OFFSET,
    Captures.CRAWL
  };

  private static final String[] PAYLOAD = {
    Captures.WARC_RECORD_LENGTH,
    Captures.CONTENT_DIGEST,
    Captures.TEXT_DIGEST,
    Captures.AUTHOR_ID,
    Captures.GENERATED_BY,
    CaptureGroups.FIRST_OF_TEXT,
    CaptureGroups.FIRST_OF_PAYLOAD
  };

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

  private static final String[] LINKED = {
    Captures.URL,
    Captures.FETCH_TIME,
    Captures.WARC_RECORD_LENGTH,
    Captures.CONTENT_DIGEST,
    Captures.AUTHOR_ID,
    Captures.GENERATED_BY,
    CaptureGroups.FIRST_OF_TEXT,
    CaptureGroups.FIRST_OF_PAYLOAD
  };

  private static final Column DIGEST = col(ManifestEntries.CONTENT_DIGEST);

  private LinkDocuments() {}

  /**
   * Links entries.
   *
   * @param entries rows of manifest_entries
   * @param groups what {@link CaptureGroups} makes
   */
  public static Dataset<Row> apply(
      Dataset<Row> entries, Dataset<Row> groups, Attribution attribution) {
    Dataset<Row> documents =
        FirstPages.ofTexts(entries.select(entryColumns()), groups, attribution);
    Dataset<Row> placed =
        documents
            .withColumn(MATCH_GROUP, when(DIGEST.isNotNull(), group(DIGEST)).otherwise(ofUrl()))
            .withColumn(SECOND, lit(false))
            .unionByName(inVain(documents, groups))
            .repartition(col(MATCH_GROUP));

    Dataset<Row> captures =
        CaptureGroups.withFirstOfPayload(groups, attribution)
            .withColumn(MATCH_GROUP, col(CaptureGroups.GROUP));
    Dataset<Row> shared = captures.where(col(CaptureGroups.SHARED));
    Dataset<Row> byUrl = byUrl(captures);
    Dataset<Row> joined = joined(placed, LinkLevel.UNSHARED_DIGEST, unshared(groups));
    joined =
        joined(
            joined,
            LinkLevel.SHARED_DIGEST,
            best(shared.where(col(CaptureGroups.MAY_BE_BEST)), LinkLevel.SHARED_DIGEST));
    joined = joined(joined, LinkLevel.DIGEST_AND_URL, best(shared, LinkLevel.DIGEST_AND_URL));
    joined = joined(joined, LinkLevel.RECORD, best(byUrl, LinkLevel.RECORD));
    joined = joined(joined, LinkLevel.CRAWL_AND_URL, best(byUrl, LinkLevel.CRAWL_AND_URL));
    joined = joined(joined, LinkLevel.URL_ALONE, CapturesOfUrl.apply(documents, byUrl));
    return decided(joined);
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

  /** The group of an entry's url; entries without one are spread by their own ids. */
  private static Column ofUrl() {
    return when(col(ManifestEntries.URL).isNotNull(), xxhash64(col(ManifestEntries.URL)))
        .otherwise(xxhash64(col(ManifestEntries.DATASET_ID), col(ManifestEntries.DOCUMENT_ID)));
  }

  /** Whether an entry with a digest could be linked by its url too. */
  private static Column hasMore() {
    return DIGEST.isNotNull().and(col(ManifestEntries.URL).isNotNull());
  }

  /** Entries whose digest no capture has, at the group of their url. */
  private static Dataset<Row> inVain(Dataset<Row> documents, Dataset<Row> groups) {
    Dataset<Row> digests =
        groups.select(
            col(CaptureGroups.GROUP), col(Captures.CONTENT_DIGEST).as(CaptureGroups.OF_DIGEST));
    return documents
        .where(hasMore())
        .withColumn(MATCH_GROUP, group(DIGEST))
        .join(
            digests.hint("shuffle_hash"),
            col(MATCH_GROUP)
                .equalTo(col(CaptureGroups.GROUP))
                .and(DIGEST.equalTo(col(CaptureGroups.OF_DIGEST))),
            "left_anti")
        .withColumn(MATCH_GROUP, ofUrl())
        .withColumn(SECOND, lit(true));
  }

  /**
   * Captures at the group of their url. The contract has no null in these columns; saying so keeps
   * Spark from telling it to each level's captures apart, which then would move twice.
   */
  private static Dataset<Row> byUrl(Dataset<Row> captures) {
    return captures
        .where(
            col(Captures.URL)
                .isNotNull()
                .and(col(Captures.CRAWL).isNotNull())
                .and(col(Captures.WARC_FILENAME).isNotNull())
                .and(unix_seconds(col(Captures.FETCH_TIME)).isNotNull()))
        .withColumn(MATCH_GROUP, xxhash64(col(Captures.URL)))
        .repartition(col(MATCH_GROUP));
  }

  /** Captures that share their digest with none: one row a digest as they are. */
  private static Dataset<Row> unshared(Dataset<Row> groups) {
    return groups
        .where(not(col(CaptureGroups.SHARED)).and(DIGEST.isNotNull()))
        .withColumn(MATCH_GROUP, col(CaptureGroups.GROUP))
        .withColumn(CaptureGroups.FIRST_OF_PAYLOAD, lit(null).cast(CaptureGroups.FIRST_TYPE))
        .select(
            key(LinkLevel.UNSHARED_DIGEST, linked(ordered()).as(LinkLevel.UNSHARED_DIGEST.name())));
  }

  /** The first capture of each key. */
  private static Dataset<Row> best(Dataset<Row> captures, LinkLevel level) {
    return captures
        .groupBy(key(level))
        .agg(min(ordered()).as(level.name()))
        .withColumn(level.name(), linked(col(level.name())));
  }

  static Column[] key(LinkLevel level, Column... more) {
    Stream<Column> key =
        IntStream.range(0, level.capture().length)
            .mapToObj(i -> level.capture()[i].as(level.key(i)));
    return Stream.of(Stream.of(col(MATCH_GROUP).as(level.matchGroup())), key, Stream.of(more))
        .flatMap(columns -> columns)
        .toArray(Column[]::new);
  }

  /** Adds the level's capture. Each task holds its captures by key: no side is sorted. */
  private static Dataset<Row> joined(Dataset<Row> documents, LinkLevel level, Dataset<Row> best) {
    Column same = col(MATCH_GROUP).equalTo(col(level.matchGroup()));
    String[] keys = new String[level.entry().length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = level.key(i);
      same = same.and(level.entry()[i].equalTo(col(keys[i])));
    }
    return documents
        .join(best.hint("shuffle_hash"), same, "left")
        .drop(level.matchGroup())
        .drop(keys);
  }

  private static Dataset<Row> decided(Dataset<Row> joined) {
    Column byDigest =
        coalesce(
            col(LinkLevel.DIGEST_AND_URL.name()),
            col(LinkLevel.SHARED_DIGEST.name()),
            col(LinkLevel.UNSHARED_DIGEST.name()));
    Column byRecord = col(LinkLevel.RECORD.name());
    Column byCrawl = col(LinkLevel.CRAWL_AND_URL.name());
    Column byUrl = CapturesOfUrl.at(col(ManifestEntries.FETCHED_AT));
    Column[] columns =
        Stream.of(
                Arrays.stream(ENTRY).map(name -> col(name)),
                Arrays.stream(FirstPages.ADDED).map(name -> col(name)),
                Stream.of(
                    coalesce(byDigest, byRecord, byCrawl, byUrl).as(CAPTURE),
                    when(byDigest.isNotNull(), "digest")
                        .when(byRecord.isNotNull(), "record")
                        .when(byCrawl.isNotNull(), "crawl_url")
                        .when(byUrl.isNotNull(), "url")
                        .otherwise("none")
                        .as(LINKED_BY)))
            .flatMap(all -> all)
            .toArray(Column[]::new);
    // Of an entry with two attempts the first counts if it found something, else the second.
    return joined.where(col(SECOND).or(byDigest.isNotNull()).or(not(hasMore()))).select(columns);
  }

  /** A capture whose order among such is that of ties. */
  static Column ordered() {
    return struct(
        Stream.of(ORDER, PAYLOAD)
            .flatMap(Arrays::stream)
            .map(name -> col(name))
            .toArray(Column[]::new));
  }

  /** What documents ask of their capture. */
  static Column linked(Column ordered) {
    return struct(
        Stream.concat(
                Arrays.stream(LINKED).map(name -> ordered.getField(name).as(name)),
                Stream.of(ordered.getField(Captures.TEXT_DIGEST).isNotNull().as(HAS_TEXT)))
            .toArray(Column[]::new));
  }
}

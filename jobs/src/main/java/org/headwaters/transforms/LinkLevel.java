package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;

/**
 * Columns of entry and capture that must be equal for a link; an entry that lacks one finds
 * nothing.
 *
 * @param name the column of the capture that is found
 * @param entry the entry's columns
 * @param capture the capture's columns, in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // A handful of constants; never compared.
record LinkLevel(String name, Column[] entry, Column[] capture) {
  private static final Column DIGEST = col(Captures.CONTENT_DIGEST);

  static final LinkLevel UNSHARED_DIGEST =
      new LinkLevel("of_unshared_digest", new Column[] {DIGEST}, new Column[] {DIGEST});

  static final LinkLevel SHARED_DIGEST =
      new LinkLevel("of_shared_digest", new Column[] {DIGEST}, new Column[] {DIGEST});

  static final LinkLevel DIGEST_AND_URL =
      new LinkLevel(
          "of_digest_and_url",
          new Column[] {DIGEST, col(ManifestEntries.URL)},
          new Column[] {DIGEST, col(Captures.URL)});

  static final LinkLevel RECORD =
      new LinkLevel(
          "of_record",
          new Column[] {
            col(ManifestEntries.URL),
            col(ManifestEntries.WARC_FILENAME),
            unix_seconds(col(ManifestEntries.FETCHED_AT))
          },
          new Column[] {
            col(Captures.URL), col(Captures.WARC_FILENAME), unix_seconds(col(Captures.FETCH_TIME))
          });

  static final LinkLevel CRAWL_AND_URL =
      new LinkLevel(
          "of_crawl_and_url",
          new Column[] {col(ManifestEntries.URL), col(ManifestEntries.CRAWL)},
          new Column[] {col(Captures.URL), col(Captures.CRAWL)});

  /** For entries that name no crawl; which capture of the url it is depends on the entry's time. */
  static final LinkLevel URL_ALONE =
      new LinkLevel(
          "of_url_alone",
          new Column[] {when(col(ManifestEntries.CRAWL).isNull(), col(ManifestEntries.URL))},
          new Column[] {col(Captures.URL)});

  String matchGroup() {
    return name + "_group";
  }

  String key(int i) {
    return name + "_key_" + i;
  }
}

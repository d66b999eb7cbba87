package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ManifestEntries;

/**
 * The captures of a url in the order of their fetches, for entries that name a url and no crawl:
 * the last one not after the entry's own fetch, else the earliest. Grain: one row per such url.
 */
final class CapturesOfUrl {
  private static final String BEST = "best";
  private static final String WANTED = "wanted";
  private static final String WANTED_PLACE = "wanted_place";

  private CapturesOfUrl() {}

  /**
   * Lists captures, one a time of fetch, of urls that entries without a crawl name.
   *
   * @param captures at the group of their url
   */
  static Dataset<Row> apply(Dataset<Row> entries, Dataset<Row> captures) {
    Dataset<Row> wanted =
        entries
            .where(col(ManifestEntries.CRAWL).isNull().and(col(ManifestEntries.URL).isNotNull()))
            .select(
                xxhash64(col(ManifestEntries.URL)).as(WANTED_PLACE),
                col(ManifestEntries.URL).as(WANTED));
    Dataset<Row> ofThem =
        captures.join(
            wanted.hint("shuffle_hash"),
            col(LinkDocuments.MATCH_GROUP)
                .equalTo(col(WANTED_PLACE))
                .and(col(Captures.URL).equalTo(col(WANTED))),
            "left_semi");
    LinkLevel level = LinkLevel.URL_ALONE;
    return ofThem
        .groupBy(LinkDocuments.key(level, col(Captures.FETCH_TIME)))
        .agg(min(LinkDocuments.ordered()).as(BEST))
        .groupBy(level.matchGroup(), level.key(0))
        .agg(
            sort_array(
                    collect_list(
                        struct(col(Captures.FETCH_TIME), LinkDocuments.linked(col(BEST)).as(BEST))))
                .as(level.name()));
  }

  /**
   * Of the list that an entry found, the capture that it means by its time; null without a list.
   */
  static Column at(Column fetchedAt) {
    Column list = col(LinkLevel.URL_ALONE.name());
    Column before = filter(list, each -> each.getField(Captures.FETCH_TIME).leq(fetchedAt));
    return coalesce(get(before, size(before).minus(lit(1))), get(list, lit(0))).getField(BEST);
  }
}

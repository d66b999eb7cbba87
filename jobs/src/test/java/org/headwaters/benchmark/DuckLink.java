package org.headwaters.benchmark;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * The same result by DuckDB, in the SQL that suits it: the links, the first captures and the sums,
 * written as Parquet. It has no Public Suffix List: the sites of the benchmark are cut out of its
 * urls by hand, which is less work than ours.
 */
final class DuckLink implements AutoCloseable {
  private final Connection connection;
  private final Path folder;

  DuckLink(Path folder) throws SQLException {
    this.folder = folder;
    this.connection = DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("duck.db"));
    run("SET memory_limit='4GB'");
    run("SET threads=2");
    run("SET preserve_insertion_order=false");
    run("SET TimeZone='UTC'");
    run("SET temp_directory='" + folder.resolve("duck-tmp") + "'");
  }

  /** Makes the whole result. */
  void link(List<String> captures, List<String> entries) throws SQLException {
    run(
        "CREATE VIEW counting AS SELECT crawl, url, fetch_time, warc_filename, warc_record_offset"
            + " AS o, warc_record_length AS len, content_digest, text_digest, author_id,"
            + " generated_by FROM "
            + files(captures)
            + " WHERE fetch_status = 200 AND subset IN ('warc', 'news-warc')"
            + " AND coalesce(content_mime_type, '') <> 'warc/revisit'"
            + " AND coalesce(content_mime_detected, '') <> 'warc/revisit'");
    run(
        "CREATE VIEW entries AS SELECT dataset_id, document_id, url,"
            + " upper(regexp_replace(content_digest, '^sha1:', '')) AS content_digest, text_digest,"
            + " crawl, warc_filename, fetched_at, token_count, epochs, author_id, generated_by FROM"
            + " "
            + files(entries));
    for (String kind : List.of("content", "text")) {
      run(
          String.format(
              Locale.ROOT,
              "CREATE TABLE first_%1$s AS SELECT %1$s_digest AS digest, count(*) AS carriers,"
                  + " min({'t': fetch_time, 'url': url, 'w': warc_filename, 'o': o, 'crawl': crawl,"
                  + " 'len': len, 'author': author_id, 'text': text_digest, 'model': generated_by})"
                  + " AS f FROM counting WHERE %1$s_digest IS NOT NULL GROUP BY %1$s_digest",
              kind));
    }
    copy(
        "first_captures",
        "SELECT 'content' AS digest_kind, digest, f.crawl, f.url, f.t, f.w, f.o, f.len, "
            + site("f.url")
            + " AS site, f.author FROM first_content WHERE carriers > 1 UNION ALL SELECT 'text',"
            + " digest, f.crawl, f.url, f.t, f.w, f.o, f.len, "
            + site("f.url")
            + ", f.author FROM first_text WHERE carriers > 1");
    levels();
    copy("document_links", LINKS);
    copy("contributions", CONTRIBUTIONS.replace("$LINKS", table("document_links")));
  }

  private void levels() throws SQLException {
    String linked =
        "{'url': url, 'len': len, 'digest': content_digest, 'text': text_digest, 'author':"
            + " author_id, 'model': generated_by}";
    String order = "{'t': fetch_time, 'url': url, 'w': warc_filename, 'o': o, 'c': " + linked + "}";
    run(
        "CREATE TABLE same_url AS SELECT content_digest AS digest, url, min("
            + order
            + ").c AS c FROM counting JOIN (SELECT digest, f.url AS first_url FROM first_content"
            + " WHERE carriers > 1) ON digest = content_digest AND url <> first_url GROUP BY ALL");
    run(
        "CREATE TABLE by_record AS SELECT warc_filename, url, epoch(fetch_time)::BIGINT AS s, min("
            + order
            + ").c AS c FROM counting GROUP BY ALL");
    run(
        "CREATE TABLE by_url AS SELECT crawl, url, min("
            + order
            + ").c AS c FROM counting GROUP BY ALL");
    run(
        "CREATE VIEW by_digest AS SELECT e.*, coalesce(s.c, {'url': d.f.url, 'len': d.f.len,"
            + " 'digest': d.digest, 'text': d.f.text, 'author': d.f.author, 'model': d.f.model}) AS"
            + " c, 'digest' AS linked_by FROM entries e JOIN first_content d ON d.digest ="
            + " e.content_digest LEFT JOIN same_url s ON s.digest = e.content_digest AND s.url ="
            + " e.url");
    // One query of six large joins needs them all at a time, and at full size more than 60 GB of
    // disk: the entries without a digest are linked first.
    run(
        "CREATE TABLE by_place AS SELECT e.*, coalesce(r.c, u.c) AS c, CASE WHEN r.url IS NOT NULL"
            + " THEN 'record' WHEN u.url IS NOT NULL THEN 'crawl_url' ELSE 'none' END AS linked_by"
            + " FROM (SELECT e.* FROM entries e ANTI JOIN first_content d ON d.digest ="
            + " e.content_digest) e LEFT JOIN by_record r ON r.url = e.url AND r.warc_filename ="
            + " e.warc_filename AND r.s = epoch(e.fetched_at)::BIGINT"
            // A condition on the left side alone would make a join of another kind: it goes into
            // the key.
            + " LEFT JOIN by_url u ON u.url = CASE WHEN r.url IS NULL THEN e.url END AND u.crawl ="
            + " e.crawl");
    run("DROP TABLE by_record");
    run("DROP TABLE by_url");
    run("CREATE VIEW linked AS SELECT * FROM by_digest UNION ALL SELECT * FROM by_place");
  }

  private static final String LINKS =
      "WITH a AS (SELECT l.*, coalesce(l.url, l.c.url) AS listed, coalesce(l.text_digest, l.c.text)"
          + " AS td, coalesce(l.content_digest, l.c.digest) AS cd, coalesce(l.generated_by,"
          + " l.c.model) AS model, CASE WHEN token_count IS NULL THEN greatest(1, coalesce(l.c.len,"
          + " 4) // 4) ELSE token_count END AS tokens FROM linked l), b AS (SELECT a.*, CASE WHEN"
          + " t.digest IS NOT NULL THEN t.f ELSE d.f END AS f FROM a LEFT JOIN first_text t ON"
          + " t.digest = a.td LEFT JOIN first_content d ON d.digest = a.cd), g AS (SELECT b.*,"
          + " coalesce(f.len >= 512 AND "
          + site("f.url")
          + " IS DISTINCT FROM "
          + site("listed")
          + ", false) AS taken FROM b),"
          + " h AS (SELECT g.*, CASE WHEN taken THEN f.url ELSE listed END AS credited,"
          + " CASE WHEN taken THEN f.author ELSE coalesce(author_id, CASE WHEN "
          + site("c.url")
          + " = "
          + site("listed")
          + " THEN c.author END) END AS author FROM g) SELECT dataset_id, document_id, CASE WHEN"
          + " model IS NOT NULL THEN model WHEN author IS NOT NULL THEN 'account:' || "
          + site("credited")
          + " || '/' || author WHEN credited IS NULL THEN 'undisclosed:no_source'"
          + " ELSE 'domain:' || "
          + site("credited")
          + " END AS source_id, linked_by, listed AS listed_url, credited AS credited_url, CASE"
          + " WHEN taken THEN 'first_capture' ELSE 'listed' END AS credited_by, model AS"
          + " generated_by, tokens::BIGINT AS tokens, token_count IS NULL AS estimated,"
          + " floor(tokens * epochs * 1000)::BIGINT AS weight, false AS refused, CASE WHEN model IS"
          + " NOT NULL THEN 'generated' ELSE 'documents' END AS part FROM h";

  private static final String CONTRIBUTIONS =
      "WITH s AS (SELECT dataset_id, part, source_id, count(*) AS documents, sum(tokens)::BIGINT AS"
          + " tokens, sum(weight)::BIGINT AS weight, sum(CASE WHEN refused THEN weight ELSE 0"
          + " END)::BIGINT AS weight_refused FROM $LINKS WHERE weight > 0 GROUP BY ALL) SELECT *,"
          + " (sum(weight) OVER (PARTITION BY dataset_id, part ORDER BY source_id ROWS UNBOUNDED"
          + " PRECEDING) - weight)::BIGINT AS weight_before, (sum(weight) OVER (PARTITION BY"
          + " dataset_id, part))::BIGINT AS weight_total FROM s";

  private static String site(String url) {
    return "replace(split_part(" + url + ", '/', 3), 'www.', '')";
  }

  private void copy(String name, String query) throws SQLException {
    run(
        "COPY ("
            + query
            + ") TO '"
            + folder.resolve("duck-" + name + ".parquet")
            + "' (FORMAT parquet, COMPRESSION zstd)");
  }

  private String table(String name) {
    return "read_parquet('" + folder.resolve("duck-" + name + ".parquet") + "')";
  }

  /** Rows that one of the two results has and the other has not, and the rows of ours. */
  long[] differences(String name, List<String> ours, String columns) throws SQLException {
    String mine = "SELECT " + columns + " FROM " + files(ours);
    String theirs = "SELECT " + columns + " FROM " + table(name);
    String sums = "SELECT count(*), coalesce(sum(hash(" + columns + ")), 0)::VARCHAR FROM ";
    try (Statement statement = connection.createStatement()) {
      String[] digests = new String[2];
      long rows = 0;
      int i = 0;
      for (String side : List.of(mine, theirs)) {
        try (ResultSet result = statement.executeQuery(sums + "(" + side + ")")) {
          result.next();
          rows = i == 0 ? result.getLong(1) : rows;
          digests[i++] = result.getLong(1) + ":" + result.getString(2);
        }
      }
      return new long[] {digests[0].equals(digests[1]) ? 0 : 1, rows};
    }
  }

  private static String files(List<String> paths) {
    return "read_parquet(["
        + String.join(
            ",",
            paths.stream()
                .map(p -> "'" + p.replace("file://", "").replace("file:", "") + "'")
                .toList())
        + "], hive_partitioning=false)";
  }

  private void run(String sql) throws SQLException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    if (Boolean.getBoolean("headwaters.verbose")) {
      System.out.printf(
          Locale.ROOT,
          "  duckdb %6.1f s  %s%n",
          (System.nanoTime() - start) / 1e9,
          sql.substring(0, Math.min(70, sql.length())));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

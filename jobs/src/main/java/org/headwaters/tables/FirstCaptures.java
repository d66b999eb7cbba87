package org.headwaters.tables;

/**
 * The earliest capture of each text and each payload: who published it first. Grain: one row per
 * set of captures, kind of digest and digest.
 */
public final class FirstCaptures {
  public static final Table TABLE = Table.of("first_captures");

  public static final String CAPTURES_PIN = TABLE.column("captures_pin");
  public static final String DIGEST_KIND = TABLE.column("digest_kind");
  public static final String DIGEST = TABLE.column("digest");
  public static final String CRAWL = TABLE.column("crawl");
  public static final String URL = TABLE.column("url");
  public static final String FETCH_TIME = TABLE.column("fetch_time");
  public static final String EFFECTIVE_TIME = TABLE.column("effective_time");
  public static final String WARC_FILENAME = TABLE.column("warc_filename");
  public static final String WARC_RECORD_OFFSET = TABLE.column("warc_record_offset");
  public static final String WARC_RECORD_LENGTH = TABLE.column("warc_record_length");
  public static final String SITE = TABLE.column("site");
  public static final String AUTHOR_ID = TABLE.column("author_id");

  private FirstCaptures() {}
}

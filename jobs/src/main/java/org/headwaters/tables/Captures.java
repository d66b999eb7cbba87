package org.headwaters.tables;

/**
 * The crawl log: which page was fetched when, and where its record lies. The 32 columns of Common
 * Crawl's flat index, names and types unchanged, and five of ours. Grain: one row per record of a
 * crawl (a WARC response).
 */
public final class Captures {
  public static final Table TABLE = Table.of("captures");

  public static final String URL_SURTKEY = TABLE.column("url_surtkey");
  public static final String URL = TABLE.column("url");
  public static final String URL_HOST_NAME = TABLE.column("url_host_name");
  public static final String URL_HOST_TLD = TABLE.column("url_host_tld");
  public static final String URL_HOST_2ND_LAST_PART = TABLE.column("url_host_2nd_last_part");
  public static final String URL_HOST_3RD_LAST_PART = TABLE.column("url_host_3rd_last_part");
  public static final String URL_HOST_4TH_LAST_PART = TABLE.column("url_host_4th_last_part");
  public static final String URL_HOST_5TH_LAST_PART = TABLE.column("url_host_5th_last_part");
  public static final String URL_HOST_REGISTRY_SUFFIX = TABLE.column("url_host_registry_suffix");
  public static final String URL_HOST_REGISTERED_DOMAIN =
      TABLE.column("url_host_registered_domain");
  public static final String URL_HOST_PRIVATE_SUFFIX = TABLE.column("url_host_private_suffix");
  public static final String URL_HOST_PRIVATE_DOMAIN = TABLE.column("url_host_private_domain");
  public static final String URL_HOST_NAME_REVERSED = TABLE.column("url_host_name_reversed");
  public static final String URL_PROTOCOL = TABLE.column("url_protocol");
  public static final String URL_PORT = TABLE.column("url_port");
  public static final String URL_PATH = TABLE.column("url_path");
  public static final String URL_QUERY = TABLE.column("url_query");
  public static final String FETCH_TIME = TABLE.column("fetch_time");
  public static final String FETCH_STATUS = TABLE.column("fetch_status");
  public static final String FETCH_REDIRECT = TABLE.column("fetch_redirect");
  public static final String CONTENT_DIGEST = TABLE.column("content_digest");
  public static final String CONTENT_MIME_TYPE = TABLE.column("content_mime_type");
  public static final String CONTENT_MIME_DETECTED = TABLE.column("content_mime_detected");
  public static final String CONTENT_CHARSET = TABLE.column("content_charset");
  public static final String CONTENT_LANGUAGES = TABLE.column("content_languages");
  public static final String CONTENT_TRUNCATED = TABLE.column("content_truncated");
  public static final String WARC_FILENAME = TABLE.column("warc_filename");
  public static final String WARC_RECORD_OFFSET = TABLE.column("warc_record_offset");
  public static final String WARC_RECORD_LENGTH = TABLE.column("warc_record_length");
  public static final String WARC_SEGMENT = TABLE.column("warc_segment");
  public static final String CRAWL = TABLE.column("crawl");
  public static final String SUBSET = TABLE.column("subset");
  public static final String AUTHOR_ID = TABLE.column("author_id");
  public static final String LICENSE = TABLE.column("license");
  public static final String PUBLISHED_AT = TABLE.column("published_at");
  public static final String TEXT_DIGEST = TABLE.column("text_digest");
  public static final String GENERATED_BY = TABLE.column("generated_by");
  public static final String DELETED = TABLE.column("deleted");

  private Captures() {}
}

package org.headwaters.tables;

/**
 * What a training data set is made of: its documents, with the tokens of each and the record it was
 * taken from. Grain: one row per document of a data set.
 */
public final class ManifestEntries {
  public static final Table TABLE = Table.of("manifest_entries");

  public static final String DATASET_ID = TABLE.column("dataset_id");
  public static final String DOCUMENT_ID = TABLE.column("document_id");
  public static final String URL = TABLE.column("url");
  public static final String CONTENT_DIGEST = TABLE.column("content_digest");
  public static final String TEXT_DIGEST = TABLE.column("text_digest");
  public static final String CRAWL = TABLE.column("crawl");
  public static final String WARC_FILENAME = TABLE.column("warc_filename");
  public static final String FETCHED_AT = TABLE.column("fetched_at");
  public static final String MODALITY = TABLE.column("modality");
  public static final String TOKEN_COUNT = TABLE.column("token_count");
  public static final String EPOCHS = TABLE.column("epochs");
  public static final String AUTHOR_ID = TABLE.column("author_id");
  public static final String LICENSE = TABLE.column("license");
  public static final String GENERATED_BY = TABLE.column("generated_by");
  public static final String DELETED = TABLE.column("deleted");

  private ManifestEntries() {}
}

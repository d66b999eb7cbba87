package org.headwaters.tables;

/**
 * For each document: the record it was linked to, the page that takes the credit, and the weight of
 * each of its sources. Grain: one row per document and source; for a document that a model made,
 * one row for the model.
 */
public final class DocumentLinks {
  public static final Table TABLE = Table.of("document_links");

  public static final String CONTRIBUTIONS_ID = TABLE.column("contributions_id");
  public static final String DATASET_ID = TABLE.column("dataset_id");
  public static final String DOCUMENT_ID = TABLE.column("document_id");
  public static final String SOURCE_ID = TABLE.column("source_id");
  public static final String LINKED_BY = TABLE.column("linked_by");
  public static final String LISTED_URL = TABLE.column("listed_url");
  public static final String CREDITED_URL = TABLE.column("credited_url");
  public static final String CREDITED_BY = TABLE.column("credited_by");
  public static final String GENERATED_BY = TABLE.column("generated_by");
  public static final String TOKENS = TABLE.column("tokens");
  public static final String ESTIMATED = TABLE.column("estimated");
  public static final String WEIGHT = TABLE.column("weight");
  public static final String TOO_SMALL = TABLE.column("too_small");
  public static final String REFUSED = TABLE.column("refused");
  public static final String PART = TABLE.column("part");

  private DocumentLinks() {}
}

package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;

/**
 * What the documents of some sources are: their links with what the data set's manifest says of
 * them. Grain: that of document_links.
 */
public final class DocumentsOfSources {
  private DocumentsOfSources() {}

  /**
   * All columns of document_links, and url, content_digest, crawl, fetched_at and license of the
   * entry.
   *
   * @param links those of the sources that are meant
   * @param entries of manifests as they are now; of an entry that is gone nothing is known
   */
  public static Dataset<Row> apply(Dataset<Row> links, Dataset<Row> entries) {
    return links.join(
        entries.select(
            col(ManifestEntries.DATASET_ID),
            col(ManifestEntries.DOCUMENT_ID),
            col(ManifestEntries.URL),
            col(ManifestEntries.CONTENT_DIGEST),
            col(ManifestEntries.CRAWL),
            col(ManifestEntries.FETCHED_AT),
            col(ManifestEntries.LICENSE)),
        new String[] {DocumentLinks.DATASET_ID, DocumentLinks.DOCUMENT_ID},
        "left");
  }
}

package org.headwaters.transforms;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Documents with the site of their page: the private domain of its host. */
public final class DocumentSites {
  /** The site. */
  public static final String SITE = "site";

  private DocumentSites() {}

  /** All columns, and the site; rows whose url has none are left out. */
  public static Dataset<Row> apply(Dataset<Row> documents, String url) {
    return documents
        .withColumn(SITE, DocumentFunctions.site(col(url)))
        .where(col(SITE).isNotNull());
  }
}

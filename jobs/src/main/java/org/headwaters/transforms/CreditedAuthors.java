package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Authorship;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;

/**
 * Adds the authors that authorship names for the document, else for its digest, else for the
 * credited page (docs/decisions/0003.4). Grain unchanged: authors are joined one row a scope.
 */
final class CreditedAuthors {
  /**
   * Weighted authors in key order, under the names that they are shown by; null where authorship
   * names none that the policy counts.
   */
  static final String AUTHORS = "authors";

  private CreditedAuthors() {}

  static Dataset<Row> apply(
      Dataset<Row> documents, Dataset<Row> authorship, CreditDocuments.Method method) {
    Dataset<Row> result = documents;
    Column document =
        concat(col(ManifestEntries.DATASET_ID), lit("#"), col(ManifestEntries.DOCUMENT_ID));
    Column authors = null;
    Dataset<Row> weighted = weighted(authorship, method);
    for (Scope scope :
        new Scope[] {
          new Scope("document", document),
          new Scope("digest", col(CreditDocuments.CONTENT)),
          new Scope("url", col(DocumentLinks.CREDITED_URL))
        }) {
      String name = "authors_of_" + scope.kind();
      result = joined(result, weighted, scope, name);
      authors = authors == null ? col(name) : coalesce(authors, col(name));
    }
    return result.withColumn(AUTHORS, authors == null ? lit(null) : authors);
  }

  private record Scope(String kind, Column of) {}

  private static Dataset<Row> weighted(Dataset<Row> authorship, CreditDocuments.Method method) {
    Column scope =
        org.apache
            .spark
            .sql
            .functions
            .when(
                col(Authorship.SCOPE_KIND).equalTo("digest"),
                DocumentFunctions.digest(col(Authorship.SCOPE)))
            .otherwise(col(Authorship.SCOPE));
    return authorship
        .groupBy(col(Authorship.SCOPE_KIND), scope.as(Authorship.SCOPE))
        .agg(
            collect_list(
                    struct(col(Authorship.ACTOR), col(Authorship.ACTION), col(Authorship.WEIGHT)))
                .as("acts"))
        .withColumn(
            AUTHORS,
            DocumentFunctions.authorWeights(method.attribution(), method.names())
                .apply(col("acts")))
        .where(col(AUTHORS).isNotNull())
        .select(Authorship.SCOPE_KIND, Authorship.SCOPE, AUTHORS);
  }

  private static Dataset<Row> joined(
      Dataset<Row> documents, Dataset<Row> weighted, Scope scope, String name) {
    String key = scope.kind() + "_scope";
    Dataset<Row> ofKind =
        weighted
            .where(col(Authorship.SCOPE_KIND).equalTo(scope.kind()))
            .select(col(Authorship.SCOPE).as("named_" + key), col(AUTHORS).as(name));
    // No scope begins with a line feed; a document without one spreads over all tasks.
    Column own =
        concat(
            lit("\n"),
            hex(xxhash64(col(ManifestEntries.DATASET_ID), col(ManifestEntries.DOCUMENT_ID))));
    return documents
        .withColumn(key, coalesce(scope.of(), own))
        .join(ofKind, col(key).equalTo(col("named_" + key)), "left")
        .drop(key, "named_" + key);
  }
}

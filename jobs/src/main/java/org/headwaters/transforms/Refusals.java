package org.headwaters.transforms;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.tables.Captures;
import org.headwaters.tables.ConsentSignals;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;

/**
 * Consent signals by the hosts they may speak for. Grain of {@link #apply}: one row per host of a
 * page that any scope covers, with all signals of those scopes.
 *
 * <p>Hosts meet scopes host by host, not page by page: a site with millions of pages is looked up
 * once.
 */
public final class Refusals {
  private static final String HOST = "page_host";
  private static final String SCOPE_HOST = "scope_host";
  private static final String SIGNALS = "signals";
  private static final String LISTED_HOST = "listed_host";

  private Refusals() {}

  /**
   * Signals of each host.
   *
   * @param signals rows of consent_signals
   * @param entries rows of manifest_entries: pages may be listed there
   * @param counting or in the captures
   */
  public static Dataset<Row> apply(
      Dataset<Row> signals, Dataset<Row> entries, Dataset<Row> counting) {
    Dataset<Row> ofScope =
        signals
            .groupBy(DocumentFunctions.scopeHost(col(ConsentSignals.SCOPE)).as(SCOPE_HOST))
            .agg(
                collect_list(
                        struct(
                            col(ConsentSignals.SCOPE),
                            col(ConsentSignals.KIND),
                            col(ConsentSignals.TRAIN),
                            unix_seconds(col(ConsentSignals.OBSERVED_AT)).as("observed"),
                            unix_seconds(col(ConsentSignals.EFFECTIVE_FROM)).as("effective")))
                    .as(SIGNALS));
    Dataset<Row> hosts =
        entries
            .select(col(ManifestEntries.URL))
            .union(counting.select(col(Captures.URL)))
            .select(DocumentFunctions.host(col(ManifestEntries.URL)).as(HOST))
            .where(col(HOST).isNotNull())
            .distinct();
    return hosts
        .select(col(HOST), explode(DocumentFunctions.scopeHosts(col(HOST))).as("candidate"))
        .join(ofScope, col("candidate").equalTo(col(SCOPE_HOST)))
        .groupBy(HOST)
        .agg(array_sort(flatten(collect_list(SIGNALS))).as(SIGNALS));
  }

  /** Adds whether the listed page was under an effective refusal to train when it was fetched. */
  static Dataset<Row> mark(Dataset<Row> documents, Dataset<Row> ofHosts) {
    // No host begins with a line feed; pages without a host spread over all tasks.
    Column own =
        concat(
            lit("\n"),
            hex(xxhash64(col(ManifestEntries.DATASET_ID), col(ManifestEntries.DOCUMENT_ID))));
    return documents
        .withColumn(
            LISTED_HOST, coalesce(DocumentFunctions.host(col(DocumentLinks.LISTED_URL)), own))
        .join(ofHosts, col(LISTED_HOST).equalTo(col(HOST)), "left")
        .withColumn(
            DocumentLinks.REFUSED,
            coalesce(
                org.apache.spark.sql.functions.when(
                    col(SIGNALS).isNotNull(),
                    DocumentFunctions.refused()
                        .apply(
                            col(DocumentLinks.LISTED_URL),
                            CreditDocuments.fetched(),
                            col(SIGNALS))),
                lit(false)))
        .drop(LISTED_HOST, HOST, SIGNALS);
  }
}

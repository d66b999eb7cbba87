package org.headwaters.jobs.documents;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.lake.Lake;
import org.headwaters.tables.ContributionSets;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.transforms.LinkCounts;

/**
 * What became of the documents of one set of contributions.
 *
 * @param found documents in the links
 * @param linked documents by how they were linked; the values add up to {@code found}
 * @param counted documents with a weight
 * @param countedLinked those of them that are linked to a capture
 * @param tooSmall authors whose part of a document's weight is 0
 * @param weights of the set's documents
 */
public record SetCounts(
    long found,
    Map<String, Long> linked,
    long counted,
    long countedLinked,
    long tooSmall,
    Weights weights) {
  static final SetCounts NONE = new SetCounts(0, Map.of(), 0, 0, 0, new Weights(0, 0, 0, 0));

  /**
   * Weights of documents.
   *
   * @param people of documents that people made
   * @param linked the part of them that is linked to a capture
   * @param sourced the part of that which has a source
   * @param generated of documents that models made
   */
  public record Weights(long people, long sourced, long linked, long generated) {}

  /** By contributions_id. Grows with data sets, not with documents. */
  static Map<String, SetCounts> of(Lake lake, DataSetVersions versions, List<String> datasetIds) {
    Dataset<Row> links =
        lake.read(
            DocumentLinks.TABLE, DocumentLinks.CONTRIBUTIONS_ID, LinkJob.ids(versions, datasetIds));
    boolean several = datasetIds.stream().anyMatch(d -> versions.pins(d).hasAuthorship());
    Map<String, Weights> weights = new HashMap<>();
    for (Row row : LinkCounts.weights(links).collectAsList()) {
      String datasetId = datasetId(versions, datasetIds, row.getString(0));
      WeightLimit limit = new WeightLimit(ManifestEntries.TABLE, datasetId);
      limit.check("tokens", row.getDecimal(5));
      weights.put(
          row.getString(0),
          new Weights(
              limit.check("weights", row.getDecimal(1)),
              row.getDecimal(2).longValueExact(),
              row.getDecimal(3).longValueExact(),
              limit.check("weights", row.getDecimal(4))));
    }
    Map<String, SetCounts> counts = new HashMap<>();
    for (Row row :
        (several ? LinkCounts.ofSeveralAuthors(links) : LinkCounts.ofSingleAuthors(links))
            .collectAsList()) {
      counts.put(row.getString(0), of(row, weights.getOrDefault(row.getString(0), NONE.weights())));
    }
    return counts;
  }

  private static String datasetId(
      DataSetVersions versions, List<String> datasetIds, String contributionsId) {
    return datasetIds.stream()
        .filter(datasetId -> versions.id(datasetId).equals(contributionsId))
        .findFirst()
        .orElse(contributionsId);
  }

  private static SetCounts of(Row row, Weights weights) {
    Map<String, Long> linked = new LinkedHashMap<>();
    for (String level :
        List.of(
            LinkCounts.BY_DIGEST,
            LinkCounts.BY_RECORD,
            LinkCounts.BY_CRAWL_URL,
            LinkCounts.BY_URL,
            LinkCounts.UNLINKED)) {
      linked.put(level, row.<Long>getAs(level));
    }
    return new SetCounts(
        row.<Long>getAs(LinkCounts.FOUND),
        linked,
        row.<Long>getAs(ContributionSets.DOCUMENTS),
        row.<Long>getAs(ContributionSets.DOCUMENTS_LINKED),
        row.<Long>getAs(ContributionSets.TOO_SMALL),
        weights);
  }

  /** For people. */
  String sentence() {
    StringBuilder text = new StringBuilder().append(found).append(" documents");
    linked.forEach(
        (level, documents) ->
            text.append(", ").append(documents).append(' ').append(level.replace('_', ' ')));
    if (tooSmall > 0) {
      text.append("; ").append(tooSmall).append(" authors' parts are too small to count");
    }
    return text.toString();
  }
}

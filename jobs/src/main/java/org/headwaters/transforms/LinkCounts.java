package org.headwaters.transforms;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.core.source.SourceId;
import org.headwaters.tables.ContributionSets;
import org.headwaters.tables.DocumentLinks;

/** What became of the documents of each set. Grain: one row per contributions_id. */
public final class LinkCounts {
  /** Documents in the links, also those that weigh nothing. */
  public static final String FOUND = "documents_found";

  public static final String BY_DIGEST = "linked_by_digest";
  public static final String BY_RECORD = "linked_by_record";
  public static final String BY_CRAWL_URL = "linked_by_crawl_url";
  public static final String BY_URL = "linked_by_url";
  public static final String UNLINKED = "unlinked";

  private static final DataType WHOLE = DataTypes.createDecimalType(38, 0);

  private LinkCounts() {}

  /**
   * Counts documents of document_links.
   *
   * @param links where a document may have several rows
   */
  public static Dataset<Row> ofSeveralAuthors(Dataset<Row> links) {
    return ofSingleAuthors(
        links
            .groupBy(DocumentLinks.CONTRIBUTIONS_ID, DocumentLinks.DOCUMENT_ID)
            .agg(
                max(DocumentLinks.LINKED_BY).as(DocumentLinks.LINKED_BY),
                max(DocumentLinks.TOO_SMALL).as(DocumentLinks.TOO_SMALL),
                max(DocumentLinks.WEIGHT).as(DocumentLinks.WEIGHT)));
  }

  /**
   * Counts documents of document_links.
   *
   * @param links where each document has one row
   */
  public static Dataset<Row> ofSingleAuthors(Dataset<Row> links) {
    Column counts = col(DocumentLinks.WEIGHT).gt(0);
    return links
        .groupBy(DocumentLinks.CONTRIBUTIONS_ID)
        .agg(
            count(lit(1)).as(FOUND),
            by("digest").as(BY_DIGEST),
            by("record").as(BY_RECORD),
            by("crawl_url").as(BY_CRAWL_URL),
            by("url").as(BY_URL),
            by("none").as(UNLINKED),
            count_if(counts).as(ContributionSets.DOCUMENTS),
            count_if(counts.and(linked())).as(ContributionSets.DOCUMENTS_LINKED),
            sum(DocumentLinks.TOO_SMALL).as(ContributionSets.TOO_SMALL));
  }

  /**
   * Weights by part, and of people's documents those with a source, and of them those linked; then
   * all tokens. DECIMAL(38,0), since they may be beyond 64 bits.
   */
  public static Dataset<Row> weights(Dataset<Row> links) {
    Column people = col(DocumentLinks.PART).equalTo(ContributionPart.DOCUMENTS.key());
    Column sourced = col(DocumentLinks.SOURCE_ID).notEqual(SourceId.NO_SOURCE.text());
    return links
        .groupBy(DocumentLinks.CONTRIBUTIONS_ID)
        .agg(
            where(people).as(ContributionSets.WEIGHT_PEOPLE),
            where(people.and(sourced)).as(ContributionSets.WEIGHT_SOURCED),
            where(people.and(sourced).and(linked())).as(ContributionSets.WEIGHT_LINKED),
            where(col(DocumentLinks.PART).equalTo(ContributionPart.GENERATED.key()))
                .as("weight_generated"),
            total(col(DocumentLinks.TOKENS)).as("tokens_total"));
  }

  private static Column linked() {
    return col(DocumentLinks.LINKED_BY).notEqual("none");
  }

  private static Column by(String level) {
    return count_if(col(DocumentLinks.LINKED_BY).equalTo(level));
  }

  private static Column where(Column condition) {
    return total(when(condition, col(DocumentLinks.WEIGHT)));
  }

  private static Column total(Column numbers) {
    return coalesce(sum(numbers.cast(WHOLE)), lit(BigDecimal.ZERO)).cast(WHOLE);
  }
}

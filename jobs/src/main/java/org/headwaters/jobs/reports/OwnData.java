package org.headwaters.jobs.reports;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.jobs.period.BookedPeriod;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.reports.facts.ModelFacts;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.transforms.DocumentSites;
import org.jspecify.annotations.Nullable;

/** Adds the documents of some data sets up: each document once, however many made it. */
final class OwnData {
  private static final String DOCUMENTS = "documents";
  private static final String TOKENS = "all_tokens";
  private static final String REFUSED = "all_refused";
  private static final String FIRST = "first_fetched";
  private static final String LAST = "last_fetched";

  /** So many licences are told one by one. */
  private static final int TOLD = 50;

  private final Dataset<Row> documents;

  /** Of these data sets as a booking rests on them. */
  OwnData(JobContext context, BookedPeriod booked, Set<String> datasets) {
    Dataset<Row> links =
        context
            .lake()
            .read(DocumentLinks.TABLE, DocumentLinks.CONTRIBUTIONS_ID, booked.contributionsIds())
            .where(col(DocumentLinks.DATASET_ID).isin(datasets.toArray()))
            .groupBy(DocumentLinks.DATASET_ID, DocumentLinks.DOCUMENT_ID)
            .agg(
                coalesce(max(DocumentLinks.TOKENS), lit(0L)).as(TOKENS),
                max(when(col(DocumentLinks.REFUSED), 1L).otherwise(0L)).as(REFUSED),
                max(DocumentLinks.LISTED_URL).as(DocumentLinks.LISTED_URL),
                max(DocumentLinks.GENERATED_BY).as(DocumentLinks.GENERATED_BY));
    Dataset<Row> entries =
        booked
            .inputs()
            .current(ManifestEntries.TABLE)
            .select(
                ManifestEntries.DATASET_ID,
                ManifestEntries.DOCUMENT_ID,
                ManifestEntries.MODALITY,
                ManifestEntries.LICENSE,
                ManifestEntries.CRAWL,
                ManifestEntries.FETCHED_AT);
    this.documents =
        links
            .join(
                entries, new String[] {DocumentLinks.DATASET_ID, DocumentLinks.DOCUMENT_ID}, "left")
            .persist();
  }

  void release() {
    documents.unpersist();
  }

  List<ModelFacts.Slice> slices() {
    return documents
        .groupBy(
            col(DocumentLinks.DATASET_ID),
            coalesce(col(ManifestEntries.MODALITY), lit("text")).as(ManifestEntries.MODALITY),
            col(ManifestEntries.CRAWL),
            col(DocumentLinks.GENERATED_BY))
        .agg(
            count(lit(1)).as(DOCUMENTS),
            sum(TOKENS).as(TOKENS),
            sum(REFUSED).as(REFUSED),
            to_date(min(ManifestEntries.FETCHED_AT)).cast(DataTypes.StringType).as(FIRST),
            to_date(max(ManifestEntries.FETCHED_AT)).cast(DataTypes.StringType).as(LAST))
        .orderBy(
            DocumentLinks.DATASET_ID,
            ManifestEntries.MODALITY,
            ManifestEntries.CRAWL,
            DocumentLinks.GENERATED_BY)
        .collectAsList()
        .stream()
        .map(OwnData::slice)
        .toList();
  }

  private static ModelFacts.Slice slice(Row row) {
    @Nullable String crawl = row.getString(2);
    @Nullable String generator = row.getString(3);
    @Nullable String first = row.getString(7);
    @Nullable String last = row.getString(8);
    return new ModelFacts.Slice(
        row.getString(0),
        row.getString(1),
        crawl,
        generator,
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        first,
        last);
  }

  /** Each licence that a document is listed with, the most frequent first. */
  List<ModelFacts.Tally> licences() {
    return documents
        .groupBy(ManifestEntries.LICENSE)
        .agg(count(lit(1)).as(DOCUMENTS), sum(TOKENS).as(TOKENS))
        .orderBy(col(DOCUMENTS).desc(), col(ManifestEntries.LICENSE))
        .limit(TOLD)
        .collectAsList()
        .stream()
        .map(OwnData::tally)
        .toList();
  }

  private static ModelFacts.Tally tally(Row row) {
    @Nullable String what = row.getString(0);
    return new ModelFacts.Tally(what, row.getLong(1), row.getLong(2));
  }

  /** Domains of crawled documents that people made. */
  private Dataset<Row> sites() {
    Column crawled =
        col(ManifestEntries.CRAWL).isNotNull().and(col(DocumentLinks.GENERATED_BY).isNull());
    return DocumentSites.apply(documents.where(crawled), DocumentLinks.LISTED_URL)
        .groupBy(DocumentSites.SITE)
        .agg(count(lit(1)).as(DOCUMENTS), sum(TOKENS).as(TOKENS));
  }

  long domainCount() {
    return sites().count();
  }

  /** The largest tenth of the domains, at least one if there are any. */
  List<ModelFacts.Domain> domains(long all) {
    return sites()
        .orderBy(col(TOKENS).desc(), col(DocumentSites.SITE))
        .limit(Math.toIntExact((all + 9) / 10))
        .collectAsList()
        .stream()
        .map(row -> new ModelFacts.Domain(row.getString(0), row.getLong(1), row.getLong(2)))
        .toList();
  }
}

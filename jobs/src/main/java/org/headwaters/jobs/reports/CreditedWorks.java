package org.headwaters.jobs.reports;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.ledger.Bucket;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.core.source.Pseudonym;
import org.headwaters.jobs.period.BookedPeriod;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.Inputs;
import org.headwaters.reports.print.Attribution;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Holders;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.transforms.DocumentsOfSources;
import org.headwaters.transforms.HolderNames;
import org.jspecify.annotations.Nullable;

/**
 * The works of some data sets with the names that their holders want printed. A page of somebody
 * who wants no name printed is counted by its site: its address would be a name.
 */
final class CreditedWorks {
  private static final String URL = "page";
  private static final String SITE = "site";
  private static final String WORKS = "works";

  private static final UserDefinedFunction GROUP =
      udf((UDF1<String, String>) Pseudonym::group, DataTypes.StringType);

  private final Dataset<Row> works;

  /** Of these data sets as a booking rests on them; names as they are wanted now. */
  CreditedWorks(JobContext context, BookedPeriod booked, Set<String> datasets) {
    Inputs now = Inputs.now(context.lake());
    Dataset<Row> links =
        context
            .lake()
            .read(DocumentLinks.TABLE, DocumentLinks.CONTRIBUTIONS_ID, booked.contributionsIds())
            .where(
                col(DocumentLinks.DATASET_ID)
                    .isin(datasets.toArray())
                    .and(col(DocumentLinks.PART).equalTo(ContributionPart.DOCUMENTS.key())));
    this.works =
        DocumentsOfSources.apply(links, now.current(ManifestEntries.TABLE))
            .join(
                names(context, booked, now),
                new String[] {DocumentLinks.DATASET_ID, DocumentLinks.SOURCE_ID},
                "left")
            .select(
                col(DocumentLinks.DATASET_ID),
                col(ManifestEntries.LICENSE),
                coalesce(col(DocumentLinks.CREDITED_URL), col(DocumentLinks.LISTED_URL)).as(URL),
                GROUP.apply(col(DocumentLinks.SOURCE_ID)).as(SITE),
                col(DocumentLinks.DOCUMENT_ID),
                col(Holders.CREDITED_AS));
  }

  /** Per data set and source, the names of those who are owed for it and want one. */
  private static Dataset<Row> names(JobContext context, BookedPeriod booked, Inputs now) {
    Dataset<Row> holders = now.current(Holders.TABLE);
    Dataset<Row> wanted =
        HolderNames.shown(
                holders.where(col(Holders.CREDITED_AS).isNotNull()),
                Holders.HOLDER_ID,
                holders,
                context.lakeSecret().pseudonyms())
            .select(Holders.HOLDER_ID, Holders.CREDITED_AS);
    return booked
        .rows(HolderCredits.TABLE)
        .where(
            col(HolderCredits.BUCKET)
                .equalTo(Bucket.PAYABLE.key())
                .and(col(HolderCredits.SOURCE_ID).isNotNull()))
        .select(HolderCredits.DATASET_ID, HolderCredits.SOURCE_ID, HolderCredits.HOLDER_ID)
        .distinct()
        .join(wanted, Holders.HOLDER_ID)
        .groupBy(HolderCredits.DATASET_ID, HolderCredits.SOURCE_ID)
        .agg(
            array_join(array_sort(collect_set(col(Holders.CREDITED_AS))), ", ")
                .as(Holders.CREDITED_AS));
  }

  /** Those that may be told one by one, by data set, licence and page. */
  Iterator<Attribution.Work> told() {
    Iterator<Row> rows =
        works
            .where(not(isPerson()).or(col(Holders.CREDITED_AS).isNotNull()))
            .where(col(URL).isNotNull())
            .select(DocumentLinks.DATASET_ID, ManifestEntries.LICENSE, URL, Holders.CREDITED_AS)
            .distinct()
            .orderBy(DocumentLinks.DATASET_ID, ManifestEntries.LICENSE, URL, Holders.CREDITED_AS)
            .toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Attribution.Work next() {
        Row row = rows.next();
        @Nullable String licence = row.getString(1);
        @Nullable String creditedAs = row.getString(3);
        return new Attribution.Work(row.getString(0), licence, row.getString(2), creditedAs);
      }
    };
  }

  /** All others, counted: a row a data set, licence and site. */
  List<Attribution.Unnamed> counted() {
    return works
        .where(
            isPerson()
                .and(col(Holders.CREDITED_AS).isNull())
                .or(not(isPerson()).and(col(URL).isNull())))
        .groupBy(DocumentLinks.DATASET_ID, ManifestEntries.LICENSE, SITE)
        .agg(count_distinct(col(DocumentLinks.DOCUMENT_ID)).as(WORKS))
        .orderBy(DocumentLinks.DATASET_ID, ManifestEntries.LICENSE, SITE)
        .collectAsList()
        .stream()
        .map(
            row ->
                new Attribution.Unnamed(
                    row.getString(0), row.getString(1), row.getString(2), row.getLong(3)))
        .toList();
  }

  private static Column isPerson() {
    return col(SITE).startsWith("account:").or(col(SITE).startsWith("path:"));
  }
}

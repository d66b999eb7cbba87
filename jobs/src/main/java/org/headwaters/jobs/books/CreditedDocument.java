package org.headwaters.jobs.books;

import static org.apache.spark.sql.functions.col;

import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.money.Apportionment;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.jobs.books.Explanation.Credit;
import org.headwaters.jobs.period.OpenedPeriod;
import org.headwaters.lake.Inputs;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;
import org.headwaters.tables.RowTime;
import org.headwaters.transforms.DocumentsOfSources;
import org.jspecify.annotations.Nullable;

/**
 * A document that carried a part of a credit. The parts of a credit's documents, the largest first,
 * are those of the split rule over their weights; the last one of a list may be what the others
 * leave.
 *
 * @param name its url, or its id where it has none
 * @param licence empty where none is known, as are the crawl and the digest
 * @param refused whether training on it was refused when it was fetched
 * @param documents how many it is: 1, or all that are left
 */
public record CreditedDocument(
    String sourceId,
    String datasetId,
    String name,
    String digest,
    @Nullable Instant fetchedAt,
    long tokens,
    String licence,
    String crawl,
    String linkedBy,
    boolean refused,
    long documents,
    BigInteger micros) {

  /** What stands for consent at the time of the fetch. */
  public String consent() {
    return consent(refused);
  }

  static String consent(boolean refused) {
    return refused ? "training refused" : "no refusal known";
  }

  /** The heaviest documents of the credits, at most so many a credit, and what the others carry. */
  public static List<CreditedDocument> of(OpenedPeriod booked, List<Credit> credits, int most) {
    List<CreditedDocument> all = new ArrayList<>();
    for (Credit credit : credits) {
      if (ContributionPart.DOCUMENTS.key().equals(credit.part()) && credit.weight() > 0) {
        all.addAll(of(booked, credit, most));
      }
    }
    return all;
  }

  private static List<CreditedDocument> of(OpenedPeriod booked, Credit credit, int most) {
    String source = java.util.Objects.requireNonNull(credit.sourceId());
    Dataset<Row> links =
        booked
            .lake()
            .read(
                DocumentLinks.TABLE,
                DocumentLinks.CONTRIBUTIONS_ID,
                List.of(booked.contributionsIds().getOrDefault(credit.originId(), "")))
            .where(
                col(DocumentLinks.SOURCE_ID)
                    .equalTo(source)
                    .and(col(DocumentLinks.PART).equalTo(credit.part()))
                    .and(col(DocumentLinks.WEIGHT).gt(0)));
    Dataset<Row> entries =
        Inputs.now(booked.lake())
            .current(ManifestEntries.TABLE)
            .where(col(ManifestEntries.DATASET_ID).equalTo(credit.originId()));
    List<Row> heaviest =
        DocumentsOfSources.apply(links, entries)
            .orderBy(col(DocumentLinks.WEIGHT).desc(), col(DocumentLinks.DOCUMENT_ID))
            .limit(most)
            .collectAsList();
    List<CreditedDocument> documents = new ArrayList<>();
    BigInteger before = BigInteger.ZERO;
    BigInteger left = credit.micros();
    for (Row row : heaviest) {
      BigInteger weight = BigInteger.valueOf(row.<Long>getAs(DocumentLinks.WEIGHT));
      BigInteger micros = part(credit, before, weight);
      documents.add(of(source, row, micros));
      before = before.add(weight);
      left = left.subtract(micros);
    }
    long others = links.count() - heaviest.size();
    if (others > 0) {
      documents.add(
          new CreditedDocument(
              source, credit.originId(), "other", "", null, 0, "", "", "", false, others, left));
    }
    return documents;
  }

  /** Each sign by itself, as everywhere. */
  private static BigInteger part(Credit credit, BigInteger before, BigInteger weight) {
    BigInteger total = BigInteger.valueOf(credit.weight());
    return Apportionment.part(credit.positiveMicros(), before, weight, total)
        .add(Apportionment.part(credit.negativeMicros(), before, weight, total));
  }

  private static CreditedDocument of(String source, Row row, BigInteger micros) {
    @Nullable Timestamp fetched = row.getAs(ManifestEntries.FETCHED_AT);
    @Nullable Long tokens = row.getAs(DocumentLinks.TOKENS);
    String url = text(row, DocumentLinks.LISTED_URL);
    return new CreditedDocument(
        source,
        row.getAs(DocumentLinks.DATASET_ID),
        url.isEmpty() ? row.getAs(DocumentLinks.DOCUMENT_ID) : url,
        text(row, ManifestEntries.CONTENT_DIGEST),
        fetched == null ? null : RowTime.instant(fetched),
        tokens == null ? 0 : tokens,
        text(row, ManifestEntries.LICENSE),
        text(row, ManifestEntries.CRAWL),
        text(row, DocumentLinks.LINKED_BY),
        Boolean.TRUE.equals(row.<Boolean>getAs(DocumentLinks.REFUSED)),
        1,
        micros);
  }

  private static String text(Row row, String column) {
    @Nullable String text = row.getAs(column);
    return text == null ? "" : text;
  }
}

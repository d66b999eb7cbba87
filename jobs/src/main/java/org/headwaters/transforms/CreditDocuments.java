package org.headwaters.transforms;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.shiftright;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.headwaters.core.policy.Attribution;
import org.headwaters.core.policy.Attribution.CreditTo;
import org.headwaters.core.source.ContributionPart;
import org.headwaters.core.source.DocumentWeight.Weighting;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.tables.Captures;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.ManifestEntries;

/**
 * What each linked document weighs, which page takes its credit, and how the weight divides over
 * that page's authors (docs/method.md 5). Grain: one row per document and source; a document that
 * weighs nothing keeps one row of weight 0, so that every entry is found again.
 */
public final class CreditDocuments {
  private static final String TEXT = "text";
  private static final String FIRST = "credited_first";
  private static final String PARTS = "parts";
  private static final String ALL_PARTS = "all_parts";
  private static final String AUTHOR = "page_author";
  static final String CONTENT = "document_content_digest";

  /** What the source's pseudonym stands for; null where the source is shown as it is. */
  public static final String CLEAR_ID = "clear_id";

  /**
   * What else is known of the documents.
   *
   * @param authorship rows of the table
   * @param refusals what {@link Refusals} makes of consent_signals
   */
  public record Knowledge(Dataset<Row> authorship, Dataset<Row> refusals) {}

  /** How weight is divided, and by which names people are shown and ordered. */
  public record Method(Attribution attribution, Pseudonyms names) {}

  private CreditDocuments() {}

  /**
   * Rows of {@link DocumentLinks} without contributions_id, and {@link #CLEAR_ID}.
   *
   * @param linked what {@link LinkDocuments} makes
   */
  public static Dataset<Row> apply(Dataset<Row> linked, Knowledge knowledge, Method method) {
    Attribution attribution = method.attribution();
    Dataset<Row> documents =
        linked
            .withColumn(
                CONTENT, coalesce(col(ManifestEntries.CONTENT_DIGEST), of(Captures.CONTENT_DIGEST)))
            .withColumn(DocumentLinks.LISTED_URL, listed())
            .withColumn(
                DocumentLinks.GENERATED_BY,
                coalesce(col(ManifestEntries.GENERATED_BY), of(Captures.GENERATED_BY)));
    documents = weighed(documents, attribution);
    documents = credited(documents, attribution);
    documents = Refusals.mark(documents, knowledge.refusals());
    documents = CreditedAuthors.apply(documents, knowledge.authorship(), method);
    return divided(documents, method);
  }

  /**
   * The entry's own url, else the capture's. A url without a public host counts as none; hosts are
   * looked at only where the two differ, which is rare.
   */
  private static Column listed() {
    Column own = col(ManifestEntries.URL);
    Column captured = of(Captures.URL);
    return when(own.isNull(), captured)
        .when(captured.isNull().or(captured.equalTo(own)), own)
        .when(DocumentFunctions.site(own).isNotNull(), own)
        .otherwise(captured);
  }

  private static Column of(String captureField) {
    return col(LinkDocuments.CAPTURE).getField(captureField);
  }

  /** Adds tokens, estimated and weight, as {@code DocumentWeight.Rule} says it for one document. */
  private static Dataset<Row> weighed(Dataset<Row> documents, Attribution attribution) {
    Column given = col(ManifestEntries.TOKEN_COUNT);
    Column isText = coalesce(col(ManifestEntries.MODALITY), lit(TEXT)).equalTo(TEXT);
    Column length = of(Captures.WARC_RECORD_LENGTH).cast(DataTypes.LongType);
    Column guess =
        when(length.isNull(), lit(1L)).otherwise(greatest(lit(1L), shiftright(length, 2)));
    if (attribution.weighting() == Weighting.DOCUMENTS) {
      return documents
          .withColumn(DocumentLinks.TOKENS, coalesce(given, when(isText, guess)))
          .withColumn(DocumentLinks.ESTIMATED, lit(false))
          .withColumn(DocumentLinks.WEIGHT, lit((long) Weighting.DOCUMENTS.units()));
    }
    Column named = lit(null).cast(DataTypes.LongType);
    for (Map.Entry<String, Long> weight : attribution.modalityWeights().entrySet()) {
      named =
          when(
                  coalesce(col(ManifestEntries.MODALITY), lit(TEXT)).equalTo(weight.getKey()),
                  lit(weight.getValue()))
              .otherwise(named);
    }
    Column estimated = given.isNull().and(isText).and(named.isNull());
    Column tokens = coalesce(given, when(estimated, guess));
    Column counted = coalesce(tokens, named, lit(1L));
    Column epochs = coalesce(col(ManifestEntries.EPOCHS), lit(java.math.BigDecimal.ONE));
    // Epochs have 6 decimals and, by the door, are at most 10⁶: in thousandths they are exact.
    Column thousandths =
        epochs.multiply(lit(Weighting.TOKENS.units())).cast(DataTypes.createDecimalType(18, 3));
    Column times =
        when(epochs.equalTo(lit(1)), counted.multiply(lit((long) Weighting.TOKENS.units())))
            .otherwise(
                floor(counted.cast(DataTypes.createDecimalType(19, 0)).multiply(thousandths))
                    .cast(DataTypes.LongType));
    return documents
        .withColumn(DocumentLinks.TOKENS, tokens)
        .withColumn(DocumentLinks.ESTIMATED, estimated)
        .withColumn(DocumentLinks.WEIGHT, times);
  }

  /** Adds credited_url, credited_by and the author that the credited page itself names. */
  private static Dataset<Row> credited(Dataset<Row> documents, Attribution attribution) {
    Column listed = col(DocumentLinks.LISTED_URL);
    Column first =
        attribution.creditTo() == CreditTo.AS_LISTED
            ? lit(null).cast(CaptureGroups.FIRST_TYPE)
            : FirstPages.page(col(LinkDocuments.CAPTURE), attribution);
    Column firstUrl = col(FIRST).getField(Captures.URL);
    Column listedSite = DocumentFunctions.site(listed);
    Column firstSite = DocumentFunctions.site(firstUrl);
    // Sites are looked up only where the pages differ, which is rare.
    Column taken =
        firstUrl
            .isNotNull()
            .and(not(firstUrl.eqNullSafe(listed)))
            .and(
                when(
                        not(firstUrl.eqNullSafe(listed)),
                        firstSite.isNotNull().and(not(firstSite.eqNullSafe(listedSite))))
                    .otherwise(lit(false)));
    Column captureAuthor =
        when(
            of(Captures.AUTHOR_ID)
                .isNotNull()
                .and(
                    of(Captures.URL)
                        .equalTo(listed)
                        .or(DocumentFunctions.site(of(Captures.URL)).eqNullSafe(listedSite))),
            of(Captures.AUTHOR_ID));
    String flag = "first_takes_credit";
    return documents
        .withColumn(FIRST, first)
        .withColumn(flag, coalesce(taken, lit(false)))
        .withColumn(DocumentLinks.CREDITED_URL, when(col(flag), firstUrl).otherwise(listed))
        .withColumn(DocumentLinks.CREDITED_BY, when(col(flag), "first_capture").otherwise("listed"))
        .withColumn(
            AUTHOR,
            when(col(flag), col(FIRST).getField(Captures.AUTHOR_ID))
                .otherwise(coalesce(col(ManifestEntries.AUTHOR_ID), captureAuthor)));
  }

  private static Dataset<Row> divided(Dataset<Row> documents, Method method) {
    Column weight = col(DocumentLinks.WEIGHT);
    Column model = col(DocumentLinks.GENERATED_BY);
    Column authors = col(CreditedAuthors.AUTHORS);
    Column page =
        DocumentFunctions.pageSource(method.attribution(), method.names())
            .apply(col(DocumentLinks.CREDITED_URL), col(AUTHOR), col(ManifestEntries.DATASET_ID));
    Column parts =
        when(model.isNotNull(), array(part(model, lit(null), weight)))
            .when(
                authors.isNotNull().and(weight.gt(0)),
                DocumentFunctions.split().apply(weight, authors))
            .otherwise(
                array(
                    part(
                        page.getField(DocumentFunctions.SOURCE),
                        page.getField(DocumentFunctions.CLEAR),
                        weight)));
    Column tooSmall =
        when(
                model.isNull().and(authors.isNotNull()).and(weight.gt(0)),
                size(authors).minus(size(col(ALL_PARTS))))
            .otherwise(lit(0));
    return documents
        .withColumn(ALL_PARTS, parts)
        .withColumn(DocumentLinks.TOO_SMALL, tooSmall)
        .select(col("*"), explode(col(ALL_PARTS)).as(PARTS))
        .select(
            col(DocumentLinks.DATASET_ID),
            col(DocumentLinks.DOCUMENT_ID),
            col(PARTS).getField(DocumentFunctions.SOURCE).as(DocumentLinks.SOURCE_ID),
            col(DocumentLinks.LINKED_BY),
            col(DocumentLinks.LISTED_URL),
            col(DocumentLinks.CREDITED_URL),
            col(DocumentLinks.CREDITED_BY),
            model,
            col(DocumentLinks.TOKENS),
            col(DocumentLinks.ESTIMATED),
            col(PARTS).getField(DocumentFunctions.WEIGHT).as(DocumentLinks.WEIGHT),
            col(DocumentLinks.TOO_SMALL),
            col(DocumentLinks.REFUSED),
            when(model.isNotNull(), ContributionPart.GENERATED.key())
                .otherwise(ContributionPart.DOCUMENTS.key())
                .as(DocumentLinks.PART),
            col(PARTS).getField(DocumentFunctions.CLEAR).as(CLEAR_ID));
  }

  private static Column part(Column source, Column clear, Column weight) {
    return struct(
        coalesce(source, lit("")).as(DocumentFunctions.SOURCE),
        clear.cast(DataTypes.StringType).as(DocumentFunctions.CLEAR),
        coalesce(weight, lit(0L)).as(DocumentFunctions.WEIGHT));
  }

  /** Epoch second of the document's fetch: its capture's, else what the manifest says. */
  static Column fetched() {
    return unix_seconds(coalesce(of(Captures.FETCH_TIME), col(ManifestEntries.FETCHED_AT)));
  }
}

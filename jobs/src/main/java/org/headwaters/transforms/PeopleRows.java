package org.headwaters.transforms;

import static org.apache.spark.sql.functions.any_value;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.source.Pseudonym;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.Feedback;
import org.headwaters.tables.People;

/** What pseudonyms stand for, where they are made. Grain: that of {@link People}. */
public final class PeopleRows {
  private PeopleRows() {}

  /**
   * Of documents.
   *
   * @param links what {@link CreditDocuments} makes, with the contributions_id
   */
  public static Dataset<Row> ofDocuments(Dataset<Row> links) {
    Column clear = col(CreditDocuments.CLEAR_ID);
    return links
        .where(clear.isNotNull())
        .groupBy(
            col(DocumentLinks.CONTRIBUTIONS_ID).as(People.SEEN_IN),
            col(DocumentLinks.SOURCE_ID).as(People.PSEUDONYM))
        .agg(any_value(clear).as(People.CLEAR_ID))
        .select(
            col(People.SEEN_IN),
            col(People.PSEUDONYM),
            kind(col(People.CLEAR_ID)),
            lit(null).cast("string").as(People.DATASET_ID),
            col(People.CLEAR_ID));
  }

  /**
   * Of raters.
   *
   * @param feedback rows whose rater_id is the pseudonym, with {@link CheckRows#RATER} in the clear
   */
  public static Dataset<Row> ofRaters(Dataset<Row> feedback, String deliveryId) {
    return feedback
        .where(col(CheckRows.RATER).isNotNull())
        .select(
            lit(deliveryId).as(People.SEEN_IN),
            col(Feedback.RATER_ID).as(People.PSEUDONYM),
            lit(Pseudonym.Kind.RATER.key()).as(People.KIND),
            col(Feedback.DATASET_ID).as(People.DATASET_ID),
            col(CheckRows.RATER).as(People.CLEAR_ID))
        .distinct();
  }

  /**
   * Of sources that inputs name in the clear.
   *
   * @param sources one column of source ids, of persons or not
   */
  public static Dataset<Row> ofSources(Dataset<Row> sources, String seenIn, Pseudonyms names) {
    Column clear = sources.col(sources.columns()[0]);
    return sources
        .select(
            lit(seenIn).as(People.SEEN_IN),
            SourceNames.shown(names).apply(clear).as(People.PSEUDONYM),
            kind(clear),
            lit(null).cast("string").as(People.DATASET_ID),
            clear.as(People.CLEAR_ID))
        .where(col(People.PSEUDONYM).notEqual(col(People.CLEAR_ID)))
        .distinct();
  }

  private static Column kind(Column clear) {
    return substring_index(clear, ":", 1).as(People.KIND);
  }
}

package org.headwaters.tables;

/**
 * Ratings, rankings and corrections that people or models gave, as part of a data set. Grain: one
 * row per event of a data set.
 */
public final class Feedback {
  public static final Table TABLE = Table.of("feedback");

  public static final String DATASET_ID = TABLE.column("dataset_id");
  public static final String EVENT_ID = TABLE.column("event_id");
  public static final String RATER_ID = TABLE.column("rater_id");
  public static final String RATER_KIND = TABLE.column("rater_kind");
  public static final String ITEM_ID = TABLE.column("item_id");
  public static final String SIGNAL = TABLE.column("signal");
  public static final String WEIGHT = TABLE.column("weight");
  public static final String RATED_AT = TABLE.column("rated_at");
  public static final String DELETED = TABLE.column("deleted");

  private Feedback() {}
}

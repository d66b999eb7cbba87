package org.headwaters.tables;

/**
 * What the pseudonyms of persons stand for; nothing else in the lake says it. Grain: one row per
 * set of contributions, delivery or run, and pseudonym that it made.
 */
public final class People {
  public static final Table TABLE = Table.of("people");

  public static final String SEEN_IN = TABLE.column("seen_in");
  public static final String PSEUDONYM = TABLE.column("pseudonym");
  public static final String KIND = TABLE.column("kind");
  public static final String DATASET_ID = TABLE.column("dataset_id");
  public static final String CLEAR_ID = TABLE.column("clear_id");

  private People() {}
}

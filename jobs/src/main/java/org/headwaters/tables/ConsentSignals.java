package org.headwaters.tables;

/**
 * What a site said about training and search, as seen on a day. Grain: one row per scope, kind of
 * signal and time of observation.
 */
public final class ConsentSignals {
  public static final Table TABLE = Table.of("consent_signals");

  public static final String SCOPE = TABLE.column("scope");
  public static final String KIND = TABLE.column("kind");
  public static final String OBSERVED_AT = TABLE.column("observed_at");
  public static final String RAW_TEXT = TABLE.column("raw_text");
  public static final String TRAIN = TABLE.column("train");
  public static final String SEARCH = TABLE.column("search");
  public static final String PAYMENT_TYPE = TABLE.column("payment_type");
  public static final String AMOUNT = TABLE.column("amount");
  public static final String CURRENCY = TABLE.column("currency");
  public static final String EFFECTIVE_FROM = TABLE.column("effective_from");
  public static final String DELETED = TABLE.column("deleted");

  private ConsentSignals() {}
}

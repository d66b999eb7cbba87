package org.headwaters.tables;

/**
 * Rights holders: people, organisations, communities and funds, and how they want to be paid.
 * Grain: one row per holder.
 */
public final class Holders {
  public static final Table TABLE = Table.of("holders");

  public static final String HOLDER_ID = TABLE.column("holder_id");
  public static final String KIND = TABLE.column("kind");
  public static final String DISPLAY_NAME = TABLE.column("display_name");
  public static final String PAYOUT_CURRENCY = TABLE.column("payout_currency");
  public static final String PAYOUT_ADDRESS = TABLE.column("payout_address");
  public static final String PAYOUT_TOWN = TABLE.column("payout_town");
  public static final String PAYOUT_COUNTRY = TABLE.column("payout_country");
  public static final String PAYOUT_METHOD = TABLE.column("payout_method");
  public static final String MINIMUM_PAYOUT_MICROS = TABLE.column("minimum_payout_micros");
  public static final String DIRECTS_TO = TABLE.column("directs_to");
  public static final String SAME_AS = TABLE.column("same_as");
  public static final String NONCE = TABLE.column("nonce");
  public static final String CREDITED_AS = TABLE.column("credited_as");

  private Holders() {}
}

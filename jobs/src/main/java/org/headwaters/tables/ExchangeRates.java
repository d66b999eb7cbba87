package org.headwaters.tables;

/**
 * Units of a currency per unit of the base currency, day by day. Grain: one row per day and
 * currency.
 */
public final class ExchangeRates {
  public static final Table TABLE = Table.of("exchange_rates");

  public static final String RATE_DATE = TABLE.column("rate_date");
  public static final String CURRENCY = TABLE.column("currency");
  public static final String RATE = TABLE.column("rate");

  private ExchangeRates() {}
}

package org.headwaters.tables;

/**
 * Funding rounds, share prices and other events that show what a provider is worth. Grain: one row
 * per event.
 */
public final class ValueEvents {
  public static final Table TABLE = Table.of("value_events");

  public static final String EVENT_ID = TABLE.column("event_id");
  public static final String PROVIDER = TABLE.column("provider");
  public static final String KIND = TABLE.column("kind");
  public static final String AMOUNT = TABLE.column("amount");
  public static final String CURRENCY = TABLE.column("currency");
  public static final String HAPPENED_ON = TABLE.column("happened_on");
  public static final String EVIDENCE = TABLE.column("evidence");

  private ValueEvents() {}
}

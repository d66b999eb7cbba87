package org.headwaters.tables;

/**
 * Tokens that each model served for a service in a period, and what it earned with them. Grain: one
 * row per period, service and model.
 */
public final class ServedUsage {
  public static final Table TABLE = Table.of("served_usage");

  public static final String PERIOD = TABLE.column("period");
  public static final String SERVICE_ID = TABLE.column("service_id");
  public static final String MODEL_ID = TABLE.column("model_id");
  public static final String TOKENS = TABLE.column("tokens");
  public static final String EARNED_AMOUNT = TABLE.column("earned_amount");

  private ServedUsage() {}
}

package org.headwaters.tables;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Revenue converted and divided into the pool that is passed upstream and what the earner retains.
 * Grain: one row per period, run, earner, kind, currency and what is covered.
 */
public final class Pools {
  public static final Table TABLE = Table.of("pools");

  public static final String PERIOD = TABLE.column("period");
  public static final String RUN_ID = TABLE.column("run_id");
  public static final String EARNER_ID = TABLE.column("earner_id");
  public static final String KIND = TABLE.column("kind");
  public static final String CURRENCY = TABLE.column("currency");
  public static final String COVERS = TABLE.column("covers");
  public static final String LINES = TABLE.column("lines");
  public static final String AMOUNT = TABLE.column("amount");
  public static final String RATE_DATE = TABLE.column("rate_date");
  public static final String REPORTING_RATE_DATE = TABLE.column("reporting_rate_date");
  public static final String GROSS_MICROS = TABLE.column("gross_micros");
  public static final String POOL_MICROS = TABLE.column("pool_micros");
  public static final String RETAINED_MICROS = TABLE.column("retained_micros");

  /** The revenue of one earner of one kind in one currency, converted and divided. */
  public record Pool(
      String period,
      String runId,
      String earnerId,
      String kind,
      String currency,
      @Nullable String covers,
      long lines,
      BigDecimal amount,
      @Nullable LocalDate rateDate,
      @Nullable LocalDate reportingRateDate,
      long grossMicros,
      long poolMicros,
      long retainedMicros) {}

  public static final Codec<Pool> CODEC = Codec.of(TABLE, Pool.class);

  private Pools() {}
}

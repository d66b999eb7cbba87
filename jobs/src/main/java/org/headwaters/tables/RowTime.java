package org.headwaters.tables;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;

/**
 * Times of rows that the driver has at hand. {@link Timestamp} counts its days by another calendar
 * before 1582, so what Spark put into one only Spark's own function takes back. Of the ten days
 * that this calendar left out in October 1582 it makes later ones.
 */
public final class RowTime {
  private RowTime() {}

  /** The moment that the row's column holds, to the microsecond. */
  public static Instant instant(Timestamp cell) {
    return Instant.EPOCH.plus(DateTimeUtils.fromJavaTimestamp(cell), ChronoUnit.MICROS);
  }

  /** As Spark expects the moment in a row; what is finer than a microsecond is cut off. */
  static Timestamp cell(Instant instant) {
    long micros =
        Math.addExact(
            Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    return DateTimeUtils.toJavaTimestamp(micros);
  }
}

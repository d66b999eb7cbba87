package org.headwaters.tables;

import java.time.Instant;
import java.util.List;

/**
 * The chain of runs that count: the last booking of a period names its current run. Grain: one row
 * per booking.
 */
public final class Bookings {
  public static final Table TABLE = Table.of("bookings");

  public static final String SEQ = TABLE.column("seq");
  public static final String BOOKING_ID = TABLE.column("booking_id");

  /** A booking as it is written. */
  public record Entry(
      long seq,
      String previous,
      String bookingId,
      String kind,
      List<String> periods,
      List<String> runIds,
      List<String> policies,
      List<String> methodVersions,
      String reason,
      List<String> acceptedRejects,
      String tablesRoot,
      long grossMicros,
      long retainedMicros,
      long fundsMicros,
      long payableMicros,
      long unclaimedMicros,
      long onHoldMicros,
      long undisclosedMicros,
      Instant bookedAt) {
    public Entry {
      periods = List.copyOf(periods);
      runIds = List.copyOf(runIds);
      policies = List.copyOf(policies);
      methodVersions = List.copyOf(methodVersions);
      acceptedRejects = List.copyOf(acceptedRejects);
    }
  }

  public static final Codec<Entry> CODEC = Codec.of(TABLE, Entry.class);

  private Bookings() {}
}

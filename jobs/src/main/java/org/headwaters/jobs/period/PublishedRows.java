package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.AssetBalances;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Coverage;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Journal;
import org.headwaters.tables.LineageEdges;
import org.headwaters.tables.LineageFindings;
import org.headwaters.tables.LineageNodes;
import org.headwaters.tables.MissingInputs;
import org.headwaters.tables.Policies;
import org.headwaters.tables.Pools;
import org.headwaters.tables.ServedUsage;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableRoots;
import org.headwaters.transforms.BySite;

/**
 * What of a booking is for anybody to read: every table that divides money and what it was divided
 * by, with persons told by site only. No file of {@code published} tells one person from another.
 */
public final class PublishedRows {
  /** What is published of every period; the table that says which booking it is comes last. */
  public static final List<Table> TABLES =
      List.of(
          Policies.TABLE,
          Assets.TABLE,
          Derivations.TABLE,
          ServedUsage.TABLE,
          ExchangeRates.TABLE,
          Pools.TABLE,
          LineageNodes.TABLE,
          LineageEdges.TABLE,
          LineageFindings.TABLE,
          AssetFlows.TABLE,
          AssetBalances.TABLE,
          ContributionTrees.TABLE,
          Contributions.TABLE,
          HolderCredits.TABLE,
          Journal.TABLE,
          Coverage.TABLE,
          MissingInputs.TABLE,
          TableRoots.TABLE,
          Bookings.TABLE);

  private PublishedRows() {}

  /** The rows of one table of a booking. */
  public static Dataset<Row> of(Lake lake, Table table, Booking booking) {
    return BySite.apply(table, booked(lake, table, booking));
  }

  /**
   * The rows of one table of a run that may not be booked yet; of what belongs to a booking there
   * is none.
   */
  static Dataset<Row> of(Lake lake, Table table, String period, String runId) {
    return BySite.apply(table, ofRun(lake, table, period, runId));
  }

  /** The same with one row a person, by pseudonym: not for anybody. */
  static Dataset<Row> booked(Lake lake, Table table, Booking booking) {
    if (table == Bookings.TABLE) {
      return lake.read(table).where(col(Bookings.BOOKING_ID).equalTo(booking.bookingId()));
    }
    return table == Journal.TABLE || table == TableRoots.TABLE
        ? ofBookings(lake, table, booking)
        : ofRun(lake, table, booking.period(), booking.runId());
  }

  private static Dataset<Row> ofRun(Lake lake, Table table, String period, String runId) {
    if (UsedInputs.TABLES.contains(table)) {
      return UsedInputs.of(lake, table, Period.parse(period), runId);
    }
    return table == Contributions.TABLE || table == ContributionTrees.TABLE
        ? lake.read(
            table, Contributions.CONTRIBUTIONS_ID, RunStep.PROPAGATE.contributionsIds(lake, runId))
        : lake.read(table, Map.of("period", period, "run_id", runId));
  }

  /**
   * Of every booking up to this one that says how the period is divided, since an account is the
   * sum of its lines. A payout is of several periods and says whom; it stays in the lake.
   */
  private static Dataset<Row> ofBookings(Lake lake, Table table, Booking booking) {
    List<Map<String, Object>> slices = new ArrayList<>();
    for (Booking each : BookingChain.read(lake).of(Period.parse(booking.period()))) {
      if (each.divides() && each.seq() <= booking.seq()) {
        slices.add(Map.of(Journal.PERIOD, booking.period(), Journal.BOOKING_ID, each.bookingId()));
      }
    }
    return lake.readAny(table, slices);
  }
}

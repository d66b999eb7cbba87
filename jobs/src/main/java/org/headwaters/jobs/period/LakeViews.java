package org.headwaters.jobs.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.lake.SqlViews;
import org.headwaters.lake.SqlViews.Counting;
import org.headwaters.tables.AssetFlows;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.DocumentLinks;
import org.headwaters.tables.FirstCaptures;
import org.headwaters.tables.HolderCredits;
import org.headwaters.tables.Journal;
import org.headwaters.tables.People;
import org.headwaters.tables.Pools;
import org.headwaters.tables.Table;
import org.headwaters.tables.TopSources;

/**
 * Which rows of the lake count now, told to whoever asks with SQL: of results those of the booked
 * runs, of documents those of their contributions, of inputs what the deliveries say today.
 */
final class LakeViews {
  private static final List<Table> OF_RUNS =
      List.of(Pools.TABLE, AssetFlows.TABLE, HolderCredits.TABLE, TopSources.TABLE);

  private LakeViews() {}

  /** Writes both files, as the chain of bookings and the deliveries are now. */
  static void write(Lake lake) {
    BookingChain chain = BookingChain.read(lake);
    List<Map<String, Object>> runs = new ArrayList<>();
    List<Map<String, Object>> journal = new ArrayList<>();
    List<List<String>> months = new ArrayList<>();
    for (Period period : chain.periods()) {
      Booking current = chain.current(period).orElseThrow();
      runs.add(Map.of("period", period.toString(), "run_id", current.runId()));
      for (String id : RunStep.PROPAGATE.contributionsIds(lake, current.runId())) {
        months.add(List.of(period.toString(), id));
      }
      for (Booking booking : chain.of(period)) {
        journal.add(
            Map.of(Journal.PERIOD, period.toString(), Journal.BOOKING_ID, booking.bookingId()));
      }
    }
    List<Counting> whole = new ArrayList<>();
    OF_RUNS.forEach(table -> whole.add(Counting.of(table, runs)));
    whole.add(Counting.of(Journal.TABLE, journal));
    for (Table table : List.of(Contributions.TABLE, DocumentLinks.TABLE)) {
      whole.add(
          new Counting(table, sets(months), table == Contributions.TABLE ? months : List.of()));
    }
    for (Table table : List.of(People.TABLE, FirstCaptures.TABLE)) {
      whole.add(Counting.of(table, List.of(Map.of())));
    }
    Inputs inputs = Inputs.now(lake);
    for (Table table : Catalogue.INPUTS) {
      whole.add(Counting.of(table, deliveries(inputs, table)));
    }
    SqlViews.write(lake, PublishedRows.TABLES, whole);
  }

  private static List<Map<String, Object>> sets(List<List<String>> months) {
    return new TreeSet<>(months.stream().map(month -> month.get(1)).toList())
        .stream().map(id -> Map.<String, Object>of(Contributions.CONTRIBUTIONS_ID, id)).toList();
  }

  private static List<Map<String, Object>> deliveries(Inputs inputs, Table table) {
    return inputs.deciding(table).stream()
        .map(
            (Delivery delivery) ->
                Map.<String, Object>of(
                    Table.DELIVERY_SEQ, delivery.seq(), Table.DELIVERY_ID, delivery.deliveryId()))
        .toList();
  }
}

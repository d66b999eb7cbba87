package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.AccountKind;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.ledger.HolderMoves;
import org.headwaters.core.ledger.JournalLine;
import org.headwaters.core.proof.TableRoot;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Lake;
import org.headwaters.tables.CanonicalRows;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Statements;

/**
 * What a booking does to each holder and fund: their row of statements. It follows from the
 * booking's lines and from the lines of all bookings before it.
 */
final class BookedStatements {
  private final List<HolderMoves.Moved> moved;

  private BookedStatements(List<HolderMoves.Moved> moved) {
    this.moved = moved;
  }

  /** Of the lines of a booking, of all its periods, that is to be appended to a chain. */
  static BookedStatements of(Lake lake, BookingChain chain, Collection<JournalLine> lines) {
    return new BookedStatements(HolderMoves.of(lines, owed(lake, chain)));
  }

  /** What every holder and fund is owed, by the lines of a chain. */
  private static Map<Account, Long> owed(Lake lake, BookingChain chain) {
    List<String> ids = chain.all().stream().map(Booking::bookingId).toList();
    Dataset<Row> lines =
        lake.read(Journal.TABLE, Journal.BOOKING_ID, ids)
            .where(
                col(Journal.ACCOUNT)
                    .startsWith(AccountKind.PAYABLE.key() + "/")
                    .or(col(Journal.ACCOUNT).startsWith(AccountKind.FUND.key() + "/")))
            .select(Journal.ACCOUNT, Journal.AMOUNT_MICROS);
    Map<Account, Long> owed = new HashMap<>();
    for (Row row :
        lake.few(lines)
            .orElseGet(
                () ->
                    lines
                        .groupBy(Journal.ACCOUNT)
                        .agg(sum(Journal.AMOUNT_MICROS))
                        .collectAsList())) {
      owed.merge(Account.parse(row.getString(0)), row.getLong(1), Math::addExact);
    }
    return owed;
  }

  /** The root over them, whatever the booking is called. It is of the booking's last period. */
  TableRoot root(String period) {
    return TableRoot.of(
        Statements.TABLE.name(),
        period,
        Statements.TABLE.key(),
        CanonicalRows.of(Statements.CODEC.rows(records("", 0))));
  }

  /** Writes them for a booking that is about to be appended; they count once the chain names it. */
  void write(Lake lake, Booking booking) {
    lake.replace(
        Statements.CODEC,
        records(booking.bookingId(), booking.seq()),
        Map.of(Statements.BOOKING_ID, booking.bookingId()));
  }

  private List<Statements.Moved> records(String bookingId, long seq) {
    List<Statements.Moved> records = new ArrayList<>();
    for (HolderMoves.Moved each : moved) {
      records.add(
          new Statements.Moved(
              bookingId,
              each.holderId(),
              seq,
              each.openingMicros(),
              each.creditsMicros(),
              each.debitsMicros(),
              each.closingMicros()));
    }
    return records;
  }
}

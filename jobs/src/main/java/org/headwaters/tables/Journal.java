package org.headwaters.tables;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.headwaters.core.ledger.Account;
import org.headwaters.core.ledger.BookingClass;
import org.headwaters.core.ledger.JournalLine;
import org.jspecify.annotations.Nullable;

/**
 * The books: every booking's lines in double entry. Grain: one row per period, booking and line.
 */
public final class Journal {
  public static final Table TABLE = Table.of("journal");

  public static final String PERIOD = TABLE.column("period");
  public static final String BOOKING_ID = TABLE.column("booking_id");
  public static final String LINE = TABLE.column("line");
  public static final String SEQ = TABLE.column("seq");
  public static final String CLASS = TABLE.column("class");
  public static final String ACCOUNT = TABLE.column("account");
  public static final String AMOUNT_MICROS = TABLE.column("amount_micros");
  public static final String REASON = TABLE.column("reason");

  private Journal() {}

  /** The row of a line of a booking. */
  public static Row row(String bookingId, long seq, JournalLine line) {
    Object[] cells = new Object[TABLE.schema().size()];
    set(cells, PERIOD, line.period());
    set(cells, BOOKING_ID, bookingId);
    set(cells, LINE, line.line());
    set(cells, SEQ, seq);
    set(cells, CLASS, line.bookingClass().key());
    set(cells, ACCOUNT, line.account().text());
    set(cells, AMOUNT_MICROS, line.amountMicros());
    set(cells, REASON, line.reason().isEmpty() ? null : line.reason());
    return new GenericRowWithSchema(cells, TABLE.schema());
  }

  private static void set(Object[] cells, String column, @Nullable Object value) {
    cells[TABLE.schema().fieldIndex(column)] = value;
  }

  /** The line of a row. A word that core does not know is an error. */
  public static JournalLine line(Row row) {
    String reason = row.getAs(REASON);
    return new JournalLine(
        row.<Long>getAs(LINE),
        row.getAs(PERIOD),
        BookingClass.of(row.getAs(CLASS)),
        Account.parse(row.getAs(ACCOUNT)),
        row.<Long>getAs(AMOUNT_MICROS),
        reason == null ? "" : reason);
  }
}

package org.headwaters.core.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.headwaters.core.Breach;
import org.headwaters.core.policy.Period;

/**
 * What a holder is owed by the books, from the booking that settled a month up to the one that
 * settled the next: what was there before, the month's own lines, what was booked for other months
 * or again, what was paid, and what is left. It begins where the one before it ends.
 *
 * @param settledMicros what the month brought when it was first booked
 * @param closingMicros what is owed at the end; less than 0 where too much was paid
 */
public record Statement(
    Period period,
    long openingMicros,
    long settledMicros,
    List<Adjustment> adjustments,
    List<Payment> payments,
    long closingMicros) {
  /** For what funds get: no part of a credit. */
  public static final String LEVY = "levy";

  /** Copies. */
  public Statement {
    adjustments = List.copyOf(adjustments);
    payments = List.copyOf(payments);
  }

  /** A line of the journal on an account of the holder, and the booking that brought it. */
  public record Entry(long seq, JournalLine line) {}

  /**
   * What a booking changed of what a month is worth to the holder.
   *
   * @param why the class that moved: settle for a restatement, claim for claims that changed
   * @param reason what somebody said; empty where nobody had to
   */
  public record Adjustment(
      long seq, Period period, BookingClass why, long oldMicros, long newMicros, String reason) {

    /** Of two accounts of the same holder. */
    private Adjustment and(Adjustment other) {
      long added = Math.subtractExact(other.newMicros, other.oldMicros);
      return new Adjustment(seq, period, why, oldMicros, Math.addExact(newMicros, added), reason);
    }
  }

  /** What was paid, less than 0; what came back is more. */
  public record Payment(long seq, long amountMicros) {}

  /**
   * Of the bookings from {@code first} to before {@code end}.
   *
   * @param entries of all bookings, on accounts of the holder and of those who are the same
   */
  public static Statement of(Period period, long first, long end, List<Entry> entries) {
    long opening = 0;
    long settled = 0;
    long closing = 0;
    Map<Key, Adjustment> adjustments = new TreeMap<>();
    Map<Long, Long> payments = new TreeMap<>();
    for (Entry entry : entries) {
      JournalLine line = entry.line();
      long micros = line.amountMicros();
      if (entry.seq() >= end) {
        continue;
      }
      closing = Math.addExact(closing, micros);
      Period month = Period.parse(line.period());
      if (entry.seq() < first) {
        opening = Math.addExact(opening, micros);
      } else if (!line.bookingClass().divides()) {
        payments.merge(entry.seq(), micros, Math::addExact);
      } else if (entry.seq() == first && month.equals(period)) {
        settled = Math.addExact(settled, micros);
      } else {
        Key key = new Key(entry.seq(), month, line.bookingClass());
        long old = before(entries, key);
        adjustments.merge(
            key,
            new Adjustment(
                key.seq(), month, key.why(), old, Math.addExact(old, micros), line.reason()),
            Adjustment::and);
      }
    }
    List<Payment> paid = new ArrayList<>();
    payments.forEach((seq, micros) -> paid.add(new Payment(seq, micros)));
    return new Statement(period, opening, settled, List.copyOf(adjustments.values()), paid, closing)
        .check();
  }

  private record Key(long seq, Period period, BookingClass why) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int bySeq = Long.compare(seq, other.seq);
      int byPeriod = bySeq != 0 ? bySeq : period.compareTo(other.period);
      return byPeriod != 0 ? byPeriod : why.compareTo(other.why);
    }
  }

  /** What a month was worth before a booking and, within it, before a class. */
  private static long before(List<Entry> entries, Key key) {
    long micros = 0;
    for (Entry entry : entries) {
      BookingClass why = entry.line().bookingClass();
      boolean earlier =
          entry.seq() < key.seq() || (entry.seq() == key.seq() && why.compareTo(key.why()) < 0);
      if (why.divides() && earlier && key.period().toString().equals(entry.line().period())) {
        micros = Math.addExact(micros, entry.line().amountMicros());
      }
    }
    return micros;
  }

  /** Adds it all up again. */
  private Statement check() {
    long sum = Math.addExact(openingMicros, settledMicros);
    for (Adjustment each : adjustments) {
      sum = Math.addExact(sum, Math.subtractExact(each.newMicros, each.oldMicros));
    }
    for (Payment each : payments) {
      sum = Math.addExact(sum, each.amountMicros);
    }
    Breach.check(
        sum == closingMicros,
        "A statement of %s adds up to %s micros, but the books say %s.",
        period,
        sum,
        closingMicros);
    return this;
  }
}

package org.headwaters.jobs.period;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.headwaters.core.UsageError;
import org.headwaters.core.ledger.PaymentState;
import org.headwaters.core.ledger.Statement;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.step.JobContext;

/**
 * All that one holder's statement says of a month. Holders who are the same have one statement.
 *
 * @param holderIds as the books name them
 * @param name as the holder wants to be called; empty where none is given
 * @param directsTo who gets what is theirs; empty for themselves
 * @param lines what the month brought, source by source
 * @param payments in and out, with what is known of them now
 * @param fundedMicros what of the month's money was paid in and is not paid out yet
 * @param waitingMicros what of it waits for its providers
 * @param minimumMicros a closing balance below it is carried
 */
public record HolderStatement(
    SortedSet<String> holderIds,
    String name,
    String directsTo,
    String currency,
    Statement statement,
    List<Line> lines,
    List<Paid> payments,
    long fundedMicros,
    long waitingMicros,
    long minimumMicros) {
  /**
   * What came from a source by a data set.
   *
   * @param sourceId the holder's own sources as the holder named them, others as they are shown
   * @param earners whose money it is, by earner in order of their ids; it adds up to the amount
   */
  public record Line(
      String sourceId,
      String datasetId,
      String part,
      SortedMap<String, Long> earners,
      long amountMicros) {}

  /**
   * A payment.
   *
   * @param months whose money it is
   * @param state as now delivered
   */
  public record Paid(
      String endToEndId, List<String> months, long amountMicros, PaymentState state) {}

  /** Copies. */
  public HolderStatement {
    lines = List.copyOf(lines);
    payments = List.copyOf(payments);
  }

  /** Whether what is left is too little to be paid. */
  public boolean isBelowMinimum() {
    long closing = statement.closingMicros();
    return closing > 0 && closing < minimumMicros;
  }

  /**
   * The statements of some booked months.
   *
   * @param holderId in the clear, as the holder knows it
   * @throws UsageError if a month is not booked, or the books know nobody of that name
   */
  public static List<HolderStatement> read(
      JobContext context, String holderId, List<Period> periods) {
    return new StatementReader(context, holderId).statements(periods);
  }
}

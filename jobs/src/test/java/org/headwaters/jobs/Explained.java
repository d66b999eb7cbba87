package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.apache.spark.sql.Row;
import org.headwaters.core.answers.Branch;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.books.Explanation;
import org.headwaters.jobs.books.Explanation.Subject;
import org.headwaters.jobs.books.ExplanationReader;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;

/** Explanations held against what is booked. */
public final class Explained {
  private Explained() {}

  /** The ways of a holder's amount sum to what the tables say that the holder is owed. */
  public static Explanation holder(JobContext context, Period period, String holder) {
    Explanation explanation = ExplanationReader.of(context, Subject.HOLDER, holder, period);
    String owed = "bucket = 'payable' AND holder_id = '" + explanation.subjectId() + "'";
    adds(explanation, booked(context, period, "holder_credits", owed));
    return explanation;
  }

  /** The ways of what came to an asset sum to what the tables say that it received. */
  public static Explanation asset(JobContext context, Period period, String asset) {
    Explanation explanation = ExplanationReader.of(context, Subject.ASSET, asset, period);
    String from =
        "child_id = '" + asset + "' AND to_kind NOT IN ('retained','fund','graph','source')";
    adds(explanation, booked(context, period, "asset_flows", from));
    return explanation;
  }

  private static void adds(Explanation explanation, BigInteger booked) {
    BigInteger leaves = BigInteger.ZERO;
    for (Branch.Way way : explanation.ways().leaves()) {
      leaves = leaves.add(way.micros());
    }
    assertThat(leaves).as(explanation.subjectId()).isEqualTo(booked);
    assertThat(explanation.micros()).as(explanation.subjectId()).isEqualTo(booked);
    assertThat(explanation.incomplete()).isEmpty();
  }

  private static BigInteger booked(
      JobContext context, Period period, String table, String condition) {
    Booking booking = BookingChain.read(context.lake()).current(period).orElseThrow();
    List<Row> sum =
        context
            .lake()
            .read(org.headwaters.tables.Catalogue.named(table))
            .where("period = '" + period + "' AND run_id = '" + booking.runId() + "'")
            .where(condition)
            .selectExpr("CAST(sum(amount_micros) AS BIGINT)")
            .collectAsList();
    return BigInteger.valueOf(sum.get(0).getLong(0));
  }
}

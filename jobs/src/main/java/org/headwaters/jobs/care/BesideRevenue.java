package org.headwaters.jobs.care;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.VisibleText;
import org.headwaters.core.policy.Period;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Receipts;
import org.headwaters.tables.Table;
import org.headwaters.tables.ValueEvents;
import org.jspecify.annotations.Nullable;

/**
 * What is told beside a period's revenue: money that providers really paid in for it, and what
 * became known of their worth in that month, which is never payable.
 */
public final class BesideRevenue {
  private static final int TOLD = 20;

  private BesideRevenue() {}

  /** One line a provider and currency, then one an event; empty where nothing was delivered. */
  public static List<String> lines(Lake lake, Period period) {
    Inputs inputs = Inputs.now(lake);
    List<String> lines = new ArrayList<>();
    if (delivered(inputs, Receipts.TABLE)) {
      Dataset<Row> received =
          inputs
              .current(Receipts.TABLE)
              .where(col(Receipts.PERIOD).equalTo(period.toString()))
              .groupBy(Receipts.PROVIDER, Receipts.CURRENCY)
              .agg(sum(Receipts.AMOUNT).as("amount"), count(lit(1)).as("receipts"))
              .orderBy(Receipts.PROVIDER, Receipts.CURRENCY);
      first(received, lines).forEach(row -> lines.add(received(row)));
    }
    if (delivered(inputs, ValueEvents.TABLE)) {
      Dataset<Row> events =
          inputs
              .current(ValueEvents.TABLE)
              .where(
                  col(ValueEvents.HAPPENED_ON)
                      .between(Date.valueOf(period.firstDay()), Date.valueOf(period.lastDay())))
              .orderBy(ValueEvents.HAPPENED_ON, ValueEvents.EVENT_ID);
      first(events, lines).forEach(row -> lines.add(event(row)));
    }
    return lines;
  }

  private static boolean delivered(Inputs inputs, Table table) {
    return !inputs.deliveries(table).isEmpty();
  }

  private static List<Row> first(Dataset<Row> rows, List<String> lines) {
    List<Row> found = rows.limit(TOLD + 1).collectAsList();
    if (found.size() <= TOLD) {
      return found;
    }
    lines.add("the first " + TOLD + " of more:");
    return found.subList(0, TOLD);
  }

  private static String received(Row row) {
    long receipts = row.<Long>getAs("receipts");
    return String.format(
        Locale.ROOT,
        "%s paid in %s in %d %s",
        VisibleText.escaped(row.<String>getAs(Receipts.PROVIDER)),
        money(row.getAs("amount"), row.getAs(Receipts.CURRENCY)),
        receipts,
        receipts == 1 ? "receipt" : "receipts");
  }

  private static String event(Row row) {
    @Nullable BigDecimal amount = row.getAs(ValueEvents.AMOUNT);
    return String.format(
        Locale.ROOT,
        "%s: %s of %s on %s, never payable",
        VisibleText.escaped(row.<String>getAs(ValueEvents.PROVIDER)),
        row.<String>getAs(ValueEvents.KIND).replace('_', ' '),
        amount == null ? "an unknown amount" : money(amount, row.getAs(ValueEvents.CURRENCY)),
        row.<Date>getAs(ValueEvents.HAPPENED_ON));
  }

  private static String money(BigDecimal amount, @Nullable String currency) {
    return amount.stripTrailingZeros().toPlainString() + (currency == null ? "" : " " + currency);
  }
}

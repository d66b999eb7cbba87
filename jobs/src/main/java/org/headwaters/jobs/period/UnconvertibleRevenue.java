package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Revenue;
import org.headwaters.tables.Table;

/**
 * Revenue lines in a currency that has no usable rate: named, counted, and left out of the period's
 * gross amount.
 */
final class UnconvertibleRevenue {
  private UnconvertibleRevenue() {}

  /** The name under which rejects of a period's own run stand. */
  static String tableName(PeriodRun run) {
    return Revenue.TABLE.name() + "@" + run.period();
  }

  /** Writes one reject a line. Returns how many. */
  static long reject(Lake lake, PeriodRun run, SortedMap<String, String> problems) {
    if (problems.isEmpty()) {
      return 0;
    }
    Column rule = lit(null).cast("string");
    for (Map.Entry<String, String> problem : problems.entrySet()) {
      rule =
          org.apache
              .spark
              .sql
              .functions
              .when(col(Revenue.CURRENCY).equalTo(problem.getKey()), lit(problem.getValue()))
              .otherwise(rule);
    }
    String table = tableName(run);
    Dataset<Row> rejects =
        run.inputs()
            .current(Revenue.TABLE)
            .where(
                col(Revenue.PERIOD)
                    .equalTo(run.period().toString())
                    .and(col(Revenue.CURRENCY).isin(problems.keySet().toArray())))
            .select(
                lit(table).as(Rejects.TABLE_NAME),
                lit(run.runId()).as(Table.DELIVERY_ID),
                col(Revenue.REVENUE_ID).as(Rejects.FILE),
                lit(0L).as(Rejects.ROW_NUMBER),
                lit(Revenue.CURRENCY).as(Rejects.COLUMN_NAME),
                col(Revenue.CURRENCY).as(Rejects.VALUE),
                rule.as(Rejects.RULE),
                lit("Deliver an exchange rate of the period's last 7 days, per 1 unit of one base"
                        + " currency, then run the period again.")
                    .as(Rejects.FIX),
                lit(0L).as(Rejects.DELIVERY_SEQ),
                lit(null).cast("string").as(Rejects.ROW_KEY),
                to_json(
                        struct(
                            col(Revenue.REVENUE_ID),
                            col(Revenue.PERIOD),
                            col(Revenue.QUANTITY).cast("string").as(Revenue.QUANTITY),
                            col(Revenue.UNIT_PRICE).cast("string").as(Revenue.UNIT_PRICE),
                            col(Revenue.GROSS_AMOUNT).cast("string").as(Revenue.GROSS_AMOUNT),
                            col(Revenue.CURRENCY)))
                    .as(Rejects.CELLS));
    return lake.replace(
        Rejects.TABLE,
        rejects,
        Map.of(Rejects.TABLE_NAME, table, Rejects.DELIVERY_ID, run.runId()));
  }
}

package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.Breach;
import org.headwaters.core.policy.Period;
import org.headwaters.tables.HolderCredits;
import org.headwaters.transforms.CreditBalance;

/** Stops a settlement whose books do not balance, before any of it is booked. */
final class SettlementBalance {
  private SettlementBalance() {}

  /**
   * Throws {@link Breach} unless nothing differs. It names data sets and amounts, no source and no
   * holder.
   *
   * @param differences by what was held against each other, as {@link CreditBalance} gives them
   */
  static void check(Period period, Map<String, Dataset<Row>> differences) {
    Dataset<Row> all =
        differences.entrySet().stream()
            .map(
                each ->
                    each.getValue()
                        .select(
                            lit(each.getKey()),
                            col(HolderCredits.DATASET_ID),
                            col(HolderCredits.PART),
                            col(CreditBalance.EXPECTED_MICROS),
                            col(CreditBalance.FOUND_MICROS)))
            .reduce(Dataset::union)
            .orElseThrow();
    for (Row row : all.limit(1).collectAsList()) {
      throw new Breach(
          "Period %s: %s do not balance: %s %s should be %s micros, but is %s. Nothing was booked;"
              + " this is a defect of Headwaters.",
          period,
          row.getString(0),
          row.getString(1),
          row.getString(2),
          row.getLong(3),
          row.getLong(4));
    }
  }
}

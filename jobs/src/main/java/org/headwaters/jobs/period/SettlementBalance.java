package org.headwaters.jobs.period;

import java.util.List;
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
    differences.forEach(
        (what, rows) -> {
          List<Row> first = rows.limit(1).collectAsList();
          for (Row row : first) {
            throw new Breach(
                "Period %s: %s do not balance: %s %s should be %s micros, but is %s. Nothing was"
                    + " booked; this is a defect of Headwaters.",
                period,
                what,
                row.<String>getAs(HolderCredits.DATASET_ID),
                row.<String>getAs(HolderCredits.PART),
                row.<Long>getAs(CreditBalance.EXPECTED_MICROS),
                row.<Long>getAs(CreditBalance.FOUND_MICROS));
          }
        });
  }
}

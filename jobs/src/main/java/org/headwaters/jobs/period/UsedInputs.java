package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.headwaters.core.money.ExchangeRates.MAX_AGE_DAYS;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.headwaters.core.policy.Period;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Assets;
import org.headwaters.tables.Derivations;
import org.headwaters.tables.ExchangeRates;
import org.headwaters.tables.ServedUsage;
import org.headwaters.tables.Table;

/**
 * The inputs that decide a period's money before it reaches documents and people, as its run pinned
 * them: with them anybody can settle the asset graph again. They name no person.
 */
final class UsedInputs {
  /** In the order in which they are told. */
  static final List<Table> TABLES =
      List.of(Assets.TABLE, Derivations.TABLE, ServedUsage.TABLE, ExchangeRates.TABLE);

  private UsedInputs() {}

  /** Those of a run that is settled. */
  static Dataset<Row> of(Lake lake, Table table, Period period, String runId) {
    return of(Inputs.now(lake).pinned(RunPins.read(lake, runId).deliveries()), table, period);
  }

  /** The rows that may be used in the period, in the columns of the table's contract. */
  static Dataset<Row> of(Inputs inputs, Table table, Period period) {
    Column[] columns =
        Stream.of(table.schema().fieldNames()).map(functions::col).toArray(Column[]::new);
    return inputs.current(table).where(usable(table, period)).select(columns);
  }

  private static Column usable(Table table, Period period) {
    if (table == ServedUsage.TABLE) {
      return col(ServedUsage.PERIOD).equalTo(period.toString());
    }
    if (table == ExchangeRates.TABLE) {
      LocalDate last = period.lastDay();
      return col(ExchangeRates.RATE_DATE)
          .between(lit(Date.valueOf(last.minusDays(MAX_AGE_DAYS))), lit(Date.valueOf(last)));
    }
    return lit(true);
  }
}

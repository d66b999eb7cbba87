package org.headwaters.jobs.period;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.InvalidInput;
import org.headwaters.jobs.arrival.StandingRejects;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Revenue;

/**
 * Revenue that a period would be booked without: lines of it that were rejected and not cured
 * since, lines that may be of it since their month cannot be read, lines that found no rate.
 */
final class ReadyToBook {
  private static final String MONTH = "^[0-9]{4}-(0[1-9]|1[0-2])$";
  private static final String AMOUNT = "decimal(38,18)";
  private static final String UNKNOWN = "unknown currency";

  private ReadyToBook() {}

  /** Lines of one currency; {@code amount} adds up those whose amount can be read. */
  record Missing(String currency, long lines, String amount) {
    @Override
    public String toString() {
      return lines + (lines == 1 ? " line" : " lines") + " of " + currency + ", " + amount;
    }
  }

  /** What is missing, in the order of currencies; empty if the period is ready. */
  static List<Missing> missing(Lake lake, PeriodRun run) {
    Column cells = col(Rejects.CELLS);
    Column period = trim(get_json_object(cells, "$." + Revenue.PERIOD));
    Dataset<Row> atTheDoor =
        StandingRejects.of(lake, run.inputs(), Revenue.TABLE)
            // A month that reads well is another month's matter; any other may be this one's.
            .where(
                period
                    .isNull()
                    .or(not(period.rlike(MONTH)))
                    .or(period.equalTo(run.period().toString())));
    Dataset<Row> withoutRate =
        lake.read(
            Rejects.TABLE,
            Map.of(
                Rejects.TABLE_NAME,
                UnconvertibleRevenue.tableName(run),
                Rejects.DELIVERY_ID,
                run.runId()));
    Column[] one = {
      col(Rejects.DELIVERY_ID), col(Rejects.FILE), col(Rejects.ROW_NUMBER), col(Rejects.CELLS)
    };
    List<Missing> missing = new ArrayList<>();
    atTheDoor
        .select(one)
        .distinct()
        .union(withoutRate.select(one).distinct())
        .groupBy(
            coalesce(trim(get_json_object(cells, "$." + Revenue.CURRENCY)), lit(UNKNOWN))
                .as(Revenue.CURRENCY))
        .agg(count(lit(1)), sum(amount(cells)))
        .orderBy(Revenue.CURRENCY)
        .collectAsList()
        .forEach(row -> missing.add(missing(row)));
    return missing;
  }

  private static Missing missing(Row row) {
    String amount =
        row.isNullAt(2)
            ? "amount unknown"
            : row.getDecimal(2).stripTrailingZeros().toPlainString() + " as far as can be read";
    return new Missing(row.getString(0), row.getLong(1), amount);
  }

  private static Column amount(Column cells) {
    Column gross = number(cells, Revenue.GROSS_AMOUNT);
    Column product =
        number(cells, Revenue.QUANTITY)
            .try_cast("decimal(19,6)")
            .multiply(number(cells, Revenue.UNIT_PRICE).try_cast("decimal(19,12)"));
    return coalesce(gross, product.try_cast(AMOUNT));
  }

  private static Column number(Column cells, String column) {
    return trim(get_json_object(cells, "$." + column)).try_cast(AMOUNT);
  }

  /**
   * What the period would be booked without, one line a currency that ends with the reason why it
   * may; empty if nothing is missing. Throws {@link InvalidInput} if something is and nobody says
   * why it may be.
   */
  static List<String> check(Lake lake, PeriodRun run, String acceptRejected) {
    List<Missing> missing = missing(lake, run);
    InvalidInput.check(
        missing.isEmpty() || !acceptRejected.isBlank(),
        "Cannot book %s: revenue that is or may be of it was rejected, or found no rate: %s. See"
            + " `headwaters rejects --table revenue`; deliver the lines right, take them back with"
            + " deleted = true, or book without them by --accept-rejected REASON.",
        run.period(),
        String.join("; ", missing.stream().map(Missing::toString).toList()));
    return missing.stream().map(each -> each + "; accepted, since: " + acceptRejected).toList();
  }
}

package org.headwaters.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.contracts.Contract;
import org.headwaters.core.ledger.Booking;
import org.headwaters.core.policy.Period;
import org.headwaters.jobs.period.PublishedRows;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.BookingChain;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Bookings;
import org.headwaters.tables.ContributionTrees;
import org.headwaters.tables.Contributions;
import org.headwaters.tables.Journal;
import org.headwaters.tables.Table;
import org.headwaters.tables.TableRoots;

/** What must be true of a lake whose periods are settled and published. */
public final class Settlement {
  private Settlement() {}

  /** Every row is as the separate calculation has it, and what is published is what is booked. */
  public static void check(JobContext context, Path expected, List<Period> periods) {
    new Expected(expected).check(context, periods);
    periods.forEach(period -> publishedEqualsBooked(context.lake(), period));
  }

  /** What is published is what is booked, where persons of one site are added up. */
  static void publishedEqualsBooked(Lake lake, Period period) {
    Booking booking = BookingChain.read(lake).current(period).orElseThrow();
    for (Table table : PublishedRows.TABLES) {
      if (table == Bookings.TABLE) {
        continue;
      }
      Dataset<Row> booked =
          table == Contributions.TABLE || table == ContributionTrees.TABLE
              ? contributions(lake, table, period)
              : table == Journal.TABLE || table == TableRoots.TABLE
                  ? ofBookings(lake, table, period)
                  : table.contract().role() == Contract.Role.INPUT
                      ? input(lake, table, period)
                      : lake.read(
                          table, Map.of("period", period.toString(), "run_id", booking.runId()));
      Dataset<Row> published =
          lake.spark()
              .read()
              .schema(table.schema())
              .parquet(lake.root() + "/published/" + table + "/period=" + period);
      assertThat(added(published)).as("%s of %s", table, period).isEqualTo(added(booked));
    }
  }

  /** Every booking's lines of a period, without their places in it: those of persons are added. */
  private static Dataset<Row> ofBookings(Lake lake, Table table, Period period) {
    return lake.read(
        table,
        Journal.BOOKING_ID,
        BookingChain.read(lake).of(period).stream().map(Booking::bookingId).toList());
  }

  /** An input as it was delivered; of a month's own rows and rates, what can be used in it. */
  private static Dataset<Row> input(Lake lake, Table table, Period period) {
    Dataset<Row> rows = Inputs.now(lake).current(table);
    String last = "date'" + period.lastDay() + "'";
    return switch (table.name()) {
      case "served_usage" -> rows.where("period = '" + period + "'");
      case "exchange_rates" ->
          rows.where("rate_date <= " + last + " and rate_date >= date_sub(" + last + ", 7)");
      default -> rows;
    };
  }

  private static Dataset<Row> contributions(Lake lake, Table table, Period period) {
    List<String> ids =
        lake
            .spark()
            .read()
            .parquet(lake.root() + "/published/contributions/period=" + period)
            .select("contributions_id")
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    assertThat(ids).as("contributions of %s", period).isNotEmpty();
    return lake.read(table, "contributions_id", ids);
  }

  /** Text cells, persons by what they may be told by → the sums of the numbers beside them. */
  private static Map<String, List<BigDecimal>> added(Dataset<Row> rows) {
    Map<String, List<BigDecimal>> added = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      List<BigDecimal> numbers = new ArrayList<>();
      StringBuilder texts = new StringBuilder();
      boolean person = row.mkString("|").matches(".*[|/]holder:~.*");
      for (int cell = 0; cell < row.length(); cell++) {
        String name = row.schema().fieldNames()[cell];
        Object value = row.get(cell);
        if (List.of("weight_before", "weight_total", "line").contains(name)) {
          continue;
        }
        if (value instanceof Number number && !List.of("rank", "seq").contains(name)) {
          numbers.add(new BigDecimal(number.toString()));
        } else if (!person
            || List.of("period", "run_id", "booking_id", "class", "bucket").contains(name)) {
          texts
              .append(
                  String.valueOf(value)
                      .replaceFirst("^(account:|path:)([^/]*/).*", "$1$2")
                      .replaceFirst("^rater:.*", "rater:"))
              .append('|');
        }
      }
      added.merge(
          texts.toString(),
          numbers,
          (one, two) -> {
            List<BigDecimal> sums = new ArrayList<>();
            for (int i = 0; i < one.size(); i++) {
              sums.add(one.get(i).add(two.get(i)));
            }
            return sums;
          });
    }
    added
        .values()
        .removeIf(sums -> !sums.isEmpty() && sums.stream().allMatch(sum -> sum.signum() == 0));
    return added;
  }
}

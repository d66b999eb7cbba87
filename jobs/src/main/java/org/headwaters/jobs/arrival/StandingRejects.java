package org.headwaters.jobs.arrival;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.headwaters.core.VisibleText;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.Inputs;
import org.headwaters.lake.Lake;
import org.headwaters.tables.Catalogue;
import org.headwaters.tables.Rejects;
import org.headwaters.tables.Table;
import org.headwaters.transforms.RowHashes;
import org.jspecify.annotations.Nullable;

/**
 * Rejects that still count: no later delivery brought their key in, took it back, or brought their
 * file without them.
 */
public final class StandingRejects {
  /** Of larger tables only files are compared: looking through every row would cost more. */
  private static final long ROWS_COMPARED = 1_000_000;

  private StandingRejects() {}

  /** Of one input table. */
  public static Dataset<Row> of(Lake lake, Inputs inputs, Table table) {
    Dataset<Row> rejects = lake.read(Rejects.TABLE, Map.of(Rejects.TABLE_NAME, table.name()));
    List<Delivery> deliveries = inputs.deliveries(table);
    if (deliveries.isEmpty()) {
      return rejects;
    }
    if (!table.latestWins()) {
      // The last delivery is the table: what was wrong with an earlier one is no more.
      long last = deliveries.get(deliveries.size() - 1).seq();
      return rejects.where(col(Rejects.DELIVERY_SEQ).geq(last));
    }
    Dataset<Row> brought =
        inputs
            .stored(table, deliveries)
            .select(
                lower(hex(RowHashes.key(table))).as("brought_key"),
                col(Table.DELIVERY_ID).as("brought_id"),
                col(Table.DELIVERY_SEQ).as("brought_seq"));
    return rejects.join(
        brought,
        col(Rejects.ROW_KEY)
            .equalTo(col("brought_key"))
            .and(col("brought_id").notEqual(col(Rejects.DELIVERY_ID)))
            .and(col("brought_seq").geq(col(Rejects.DELIVERY_SEQ))),
        "left_anti");
  }

  /** Rows that stand, of every table that has some, by its name. */
  static Map<String, Dataset<Row>> all(Lake lake, Inputs inputs) {
    Map<String, Dataset<Row>> all = new LinkedHashMap<>();
    Dataset<Row> rejects = lake.read(Rejects.TABLE);
    List<String> names =
        rejects
            .select(Rejects.TABLE_NAME)
            .distinct()
            .orderBy(Rejects.TABLE_NAME)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    for (String name : names) {
      Dataset<Row> named = rejects.where(col(Rejects.TABLE_NAME).equalTo(name));
      all.put(
          name,
          Catalogue.INPUTS.stream()
              .filter(table -> table.name().equals(name) && compared(inputs, table))
              .findFirst()
              .map(table -> of(lake, inputs, table))
              .orElse(named));
    }
    return all;
  }

  /** How many rows stand, however many rules each of them breaks. */
  public static long count(Lake lake) {
    return all(lake, Inputs.now(lake)).values().stream()
        .mapToLong(StandingRejects::rows)
        .reduce(0, Math::addExact);
  }

  /** The rows among rejects of one table, which have one for each rule that a row breaks. */
  static long rows(Dataset<Row> rejects) {
    return rejects
        .select(Rejects.DELIVERY_SEQ, Rejects.FILE, Rejects.ROW_NUMBER)
        .distinct()
        .count();
  }

  /** What stands by rule, a line each, of every input table that has some. */
  public static Map<String, List<String>> byRule(Lake lake) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    all(lake, Inputs.now(lake))
        .forEach(
            (table, rejects) -> {
              List<String> rules = new ArrayList<>();
              RejectedRules.lines(rejects).forEach(rule -> rules.add(VisibleText.escaped(rule)));
              // A month's revenue without a rate is that booking's matter.
              if (!rules.isEmpty() && table.indexOf('@') < 0) {
                lines.put(table, rules);
              }
            });
    return lines;
  }

  /**
   * Rows that stand.
   *
   * @param column that broke the rule; null if the row as a whole did
   */
  public record Count(String table, @Nullable String column, String rule, long rows) {}

  /** How many stand, by table, column and rule, in this order. */
  public static List<Count> counts(Lake lake) {
    List<Count> counts = new ArrayList<>();
    all(lake, Inputs.now(lake))
        .forEach(
            (table, rejects) ->
                rejects
                    .groupBy(Rejects.COLUMN_NAME, Rejects.RULE)
                    .count()
                    .orderBy(Rejects.COLUMN_NAME, Rejects.RULE)
                    .collectAsList()
                    .forEach(
                        row ->
                            counts.add(
                                new Count(
                                    table, row.getString(0), row.getString(1), row.getLong(2)))));
    return counts;
  }

  private static boolean compared(Inputs inputs, Table table) {
    return !table.latestWins()
        || inputs.deliveries(table).stream().mapToLong(each -> each.counts().kept()).sum()
            <= ROWS_COMPARED;
  }
}

package org.headwaters.lake;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.headwaters.tables.Table;

/**
 * The input tables as they stand: what the booked deliveries, taken together, say today.
 *
 * <p>A delivery's rows lie in their own partition (delivery_seq, delivery_id) and count only once
 * {@code deliveries} names it, so a half-written delivery is never seen. The list of deliveries is
 * read when this object is made: all reads of one run see the same deliveries.
 */
public final class Inputs {
  private final Lake lake;
  private final List<Delivery> deliveries;

  /** What tables say in the place of their deliveries; lies in no lake. */
  private final Map<Table, Dataset<Row>> tried;

  private Inputs(Lake lake, List<Delivery> deliveries, Map<Table, Dataset<Row>> tried) {
    this.lake = lake;
    this.deliveries = deliveries;
    this.tried = Map.copyOf(tried);
  }

  /** Pins the deliveries that are booked now. */
  public static Inputs now(Lake lake) {
    return new Inputs(lake, Delivery.all(lake), Map.of());
  }

  /** Of the named tables only the deliveries with these ids; of all others the same. */
  public Inputs pinned(Map<String, List<String>> idsByTable) {
    return new Inputs(
        lake,
        deliveries.stream()
            .filter(
                delivery ->
                    !idsByTable.containsKey(delivery.tableName())
                        || idsByTable
                            .getOrDefault(delivery.tableName(), List.of())
                            .contains(delivery.deliveryId()))
            .toList(),
        tried);
  }

  /** The same, but one table says these rows instead; for whoever asks what then would be. */
  public Inputs trying(Table table, Dataset<Row> rows) {
    Map<Table, Dataset<Row>> more = new HashMap<>(tried);
    more.put(table, rows);
    return new Inputs(lake, deliveries, more);
  }

  /** The same deliveries, read through another object of the same lake: {@link Lake#with}. */
  public Inputs in(Lake other) {
    return new Inputs(other, deliveries, tried);
  }

  /** The deliveries of one table, oldest first. */
  public List<Delivery> deliveries(Table table) {
    return deliveries.stream().filter(d -> d.tableName().equals(table.name())).toList();
  }

  /**
   * The deliveries that decide what the table says: all of them, or the last one where a delivery
   * replaces the table.
   */
  public List<Delivery> deciding(Table table) {
    List<Delivery> all = deliveries(table);
    return table.latestWins() || all.isEmpty() ? all : List.of(all.get(all.size() - 1));
  }

  /**
   * The current rows of an input table, in the columns of its contract and in no order; one row a
   * key.
   */
  public Dataset<Row> current(Table table) {
    Dataset<Row> instead = tried.get(table);
    return instead == null ? current(table, deciding(table)) : instead;
  }

  /** The rows of an input table as the given deliveries say them. */
  public Dataset<Row> current(Table table, List<Delivery> pinned) {
    if (pinned.isEmpty()) {
      return lake.spark().createDataFrame(List.of(), table.schema());
    }
    Dataset<Row> rows = null;
    for (List<Delivery> group : overlapping(pinned)) {
      Dataset<Row> part =
          group.size() == 1 ? rowsOf(table, group) : latest(table, rowsOf(table, group));
      rows = rows == null ? part : rows.unionByName(part);
    }
    if (rows == null) {
      throw new IllegalStateException("no group of deliveries");
    }
    if (Arrays.asList(table.schema().fieldNames()).contains(Delivery.DELETED)) {
      rows =
          rows.where(
              functions.not(functions.coalesce(col(Delivery.DELETED), functions.lit(false))));
    }
    return rows.select(columns(table));
  }

  /**
   * The deliveries that may have rows of the same keys as one with these scopes; see {@link
   * Delivery#scopes}.
   */
  public List<Delivery> meeting(Table table, List<String> scopes) {
    return deliveries(table).stream()
        .filter(delivery -> meets(Set.copyOf(delivery.scopes()), Set.copyOf(scopes)))
        .toList();
  }

  /**
   * Every row of some deliveries, with the columns that say which: also those that a later one
   * replaced, and those that take a row back.
   */
  public Dataset<Row> stored(Table table, List<Delivery> of) {
    return of.isEmpty()
        ? lake.spark().createDataFrame(List.of(), table.stored())
        : rowsOf(table, of);
  }

  private Dataset<Row> rowsOf(Table table, List<Delivery> group) {
    return lake.readAny(
        table,
        group.stream()
            .map(
                delivery ->
                    Map.<String, Object>of(
                        Table.DELIVERY_SEQ,
                        delivery.seq(),
                        Table.DELIVERY_ID,
                        delivery.deliveryId()))
            .toList());
  }

  private static Dataset<Row> latest(Table table, Dataset<Row> rows) {
    Column[] key = table.key().stream().map(functions::col).toArray(Column[]::new);
    Column whole =
        functions.struct(Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new));
    return rows.groupBy(key)
        .agg(functions.max_by(whole, col(Table.DELIVERY_SEQ)).as("latest"))
        .select("latest.*");
  }

  /**
   * Groups of deliveries that may speak of the same keys. Captures of different crawls or entries
   * of different data sets never do, so they are read without comparing.
   */
  static List<List<Delivery>> overlapping(List<Delivery> deliveries) {
    List<List<Delivery>> groups = new ArrayList<>();
    List<Set<String>> scopes = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      List<Delivery> group = new ArrayList<>();
      Set<String> scope = new HashSet<>(delivery.scopes());
      for (int i = groups.size() - 1; i >= 0; i--) {
        if (meets(scopes.get(i), scope)) {
          group.addAll(groups.remove(i));
          scope.addAll(scopes.remove(i));
        }
      }
      group.add(delivery);
      groups.add(group);
      scopes.add(scope);
    }
    return groups;
  }

  /** A delivery without scopes may speak of any key. */
  private static boolean meets(Set<String> one, Set<String> other) {
    return one.contains(Delivery.ANY)
        || other.contains(Delivery.ANY)
        || one.stream().anyMatch(other::contains);
  }

  private static Column[] columns(Table table) {
    return Arrays.stream(table.schema().fieldNames()).map(functions::col).toArray(Column[]::new);
  }
}

package org.headwaters.jobs.arrival;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.headwaters.adapters.FieldTally;
import org.headwaters.adapters.Formats;
import org.headwaters.adapters.InputSource;
import org.headwaters.core.InvalidInput;
import org.headwaters.core.source.Forgotten;
import org.headwaters.core.source.Pseudonyms;
import org.headwaters.jobs.step.JobContext;
import org.headwaters.lake.Delivery;
import org.headwaters.lake.ErasureList;
import org.headwaters.tables.Table;
import org.headwaters.transforms.CheckRows;
import org.headwaters.transforms.PersonCells;
import org.headwaters.transforms.PersonRejects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one delivery, in the table's types and each with what is wrong with it, ready for
 * several passes: few rows are held by the driver, many rows of text are parsed once and kept on
 * disk, columnar files are read again.
 */
final class DeliveredRows {
  /** More scopes than these are told as {@link Delivery#ANY}. */
  private static final int SCOPES_TOLD = 64;

  /** The number of the source in its table's settings. */
  private static final String SOURCE = "_source";

  private final Table table;
  private final Dataset<Row> checked;
  private final boolean kept;
  private final Map<InputSource, FieldTally> fields;

  private DeliveredRows(
      Table table, Dataset<Row> checked, boolean kept, Map<InputSource, FieldTally> fields) {
    this.table = table;
    this.checked = checked;
    this.kept = kept;
    this.fields = new LinkedHashMap<>(fields);
  }

  /** Opens every file of a delivery. Throws {@link InvalidInput} if one cannot be read. */
  static DeliveredRows open(JobContext context, Table table, InputSource.Delivered delivered) {
    Dataset<Row> all = null;
    boolean text = false;
    Map<InputSource, FieldTally> fields = new LinkedHashMap<>();
    Pseudonyms names = context.lakeSecret().pseudonyms();
    Forgotten forgotten = ErasureList.read(context.lake(), names);
    for (InputSource source : delivered.sources()) {
      Formats.Opened opened = Formats.open(context.spark(), source, table);
      Dataset<Row> rows =
          known(CheckRows.apply(opened.rows(), table, names), table, forgotten)
              .withColumn(SOURCE, lit(fields.size()));
      all = all == null ? rows : all.unionByName(rows);
      text |= opened.text();
      fields.put(source, opened.fields());
    }
    if (all == null) {
      throw new InvalidInput("inputs.%s names no file. Name one, or leave it out.", table);
    }
    DeliveredRows rows = new DeliveredRows(table, all, false, fields);
    Optional<Dataset<Row>> few;
    try {
      few = context.lake().atHand(all);
    } catch (Exception e) {
      throw rows.explained(e);
    }
    if (few.isPresent()) {
      return new DeliveredRows(table, few.get(), false, fields);
    }
    return text
        ? new DeliveredRows(table, all.persist(StorageLevel.DISK_ONLY()), true, fields)
        : rows;
  }

  /** What the lake has forgotten does not come in again. */
  private static Dataset<Row> known(Dataset<Row> checked, Table table, Forgotten forgotten) {
    return PersonCells.apply(PersonRejects.arriving(checked, table, forgotten), table, forgotten);
  }

  /** A line for each source of which fields were passed over, once its rows are read. */
  List<String> passedOver() {
    return fields.entrySet().stream()
        .flatMap(each -> passedOver(each.getKey(), each.getValue()).stream())
        .toList();
  }

  /** What names were that became unresolved assets, by id. */
  Map<String, String> unresolvedNames() {
    Map<String, String> names = new LinkedHashMap<>();
    fields.values().forEach(tally -> names.putAll(tally.value().unresolvedNames()));
    return names;
  }

  /** What a source's records say that no column takes; empty if there is nothing. */
  static Optional<String> passedOver(InputSource source, FieldTally fields) {
    String told = fields.value().told();
    return told.isEmpty()
        ? Optional.empty()
        : Optional.of(source.path() + ": fields passed over: " + told);
  }

  /**
   * Sources of which every row is wrong, with how many that are, in the order of the settings. Of a
   * table with one source its own counts say so.
   */
  List<String> rejectedSources() {
    if (fields.size() < 2) {
      return List.of();
    }
    List<InputSource> sources = List.copyOf(fields.keySet());
    return checked
        .groupBy(SOURCE)
        .agg(count(lit(1)).as("rows"), count(col(CheckRows.FAULTS)).as("wrong"))
        .where(col("rows").equalTo(col("wrong")))
        .orderBy(SOURCE)
        .collectAsList()
        .stream()
        .map(row -> "all " + row.getLong(1) + " rows of " + sources.get(row.getInt(0)).path())
        .toList();
  }

  /** The scopes of rows, as their delivery is to be found by them. */
  static List<String> scopes(Dataset<Row> rows, Table table) {
    Optional<String> scope = table.contract().scope();
    if (scope.isEmpty()) {
      return List.of(Delivery.ANY);
    }
    List<String> found =
        rows
            .select(scope.get())
            .where(col(scope.get()).isNotNull())
            .distinct()
            .orderBy(scope.get())
            .limit(SCOPES_TOLD + 1)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    return found.size() > SCOPES_TOLD ? List.of(Delivery.ANY) : found;
  }

  /** As {@link CheckRows} gives them. */
  Dataset<Row> checked() {
    return checked;
  }

  /**
   * A file that broke while it was read, in its own words; anything else as it is. Spark throws
   * checked exceptions that it does not declare.
   */
  RuntimeException explained(Exception e) {
    return explained(table, e);
  }

  /** The same of a table's rows that are only looked at. */
  static RuntimeException explained(Table table, Exception e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof InvalidInput invalid) {
        return invalid;
      }
      if (condition(at).startsWith("FAILED_READ_FILE")) {
        return new InvalidInput(
            "Cannot read a file of inputs.%s: %s. Deliver the file again, whole.",
            table, String.valueOf(at.getMessage()));
      }
    }
    return e instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("Ingest of " + table + " failed", e);
  }

  private static String condition(@Nullable Throwable e) {
    return e instanceof SparkThrowable spark && spark.getCondition() != null
        ? spark.getCondition()
        : "";
  }

  /** Frees what was kept on disk. */
  void close() {
    if (kept) {
      checked.unpersist();
    }
  }
}
